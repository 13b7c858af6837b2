package io.fastervox.files;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What tells a recording in a folder from another one of its name: size and time, the latter in milliseconds. */
record RecordingTrace(long size, long modified, String name) {
    private static final long HOUR = 3_600_000;
    /** FAT keeps times in steps of two seconds. */
    private static final long FAT_STEP = 2000;

    /** As it stands in a line of {@link #text}; empty when it is none. */
    static Optional<RecordingTrace> in(String text) {
        String[] parts = text.split(" ", 3);
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new RecordingTrace(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String text() {
        return size + " " + modified + " " + name;
    }

    /**
     * How the same recording may look: FAT keeps local times, so that all of a card or stick move by an hour when daylight
     * saving time begins or ends.
     */
    Stream<RecordingTrace> looks() {
        LongStream shifts = modified % FAT_STEP == 0 ? LongStream.of(0, -HOUR, HOUR) : LongStream.of(0);
        return shifts.mapToObj(shift -> new RecordingTrace(size, modified + shift, name));
    }
}
