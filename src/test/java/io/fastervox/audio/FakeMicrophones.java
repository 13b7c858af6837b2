package io.fastervox.audio;

import io.fastervox.support.ErrorCode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Microphones that deliver what a test says: each opening takes the next line, each reading the next step of that line. */
final class FakeMicrophones implements Microphones {
    private final Deque<Line> lines = new ArrayDeque<>();

    /** @param after what the line gives when its steps are used up */
    static Line line(String device, Step after, Step... steps) {
        return new Line(device, after, new ArrayDeque<>(Arrays.asList(steps)));
    }

    static FakeMicrophones of(Line... lines) {
        FakeMicrophones microphones = new FakeMicrophones();
        microphones.lines.addAll(Arrays.asList(lines));
        return microphones;
    }

    static Step samples(byte[] pcm) {
        return (into, offset) -> {
            System.arraycopy(pcm, 0, into, offset, pcm.length);
            return pcm.length;
        };
    }

    static Step nothing() {
        return (into, offset) -> 0;
    }

    static Step end() {
        return (into, offset) -> CaptureLine.END;
    }

    /** Nothing comes, but something happens. */
    static Step doing(Runnable action) {
        return (into, offset) -> {
            action.run();
            return 0;
        };
    }

    @Override
    public List<String> names() {
        return lines.stream().map(Line::device).toList();
    }

    @Override
    public CaptureLine open(Optional<String> wanted) throws AudioException {
        @Nullable Line line = lines.poll();
        if (line == null) {
            throw new AudioException(ErrorCode.MICROPHONE_MISSING, "no line is left");
        }
        return line;
    }

    interface Step {
        int read(byte[] into, int offset) throws AudioException;
    }

    record Line(String device, Step after, Deque<Step> steps) implements CaptureLine {
        @Override
        public int read(byte[] into, int offset) throws AudioException {
            return steps.isEmpty() ? after.read(into, offset) : steps.poll().read(into, offset);
        }

        @Override
        public void close() {}
    }
}
