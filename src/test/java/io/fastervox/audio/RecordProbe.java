package io.fastervox.audio;

import io.fastervox.desktop.MicrophonePrivacy.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A program that records from the real microphone of its system until it reads a line, for the tests that play something into
 * a virtual one. Prints {@code started} at the first samples.
 */
final class RecordProbe {
    private RecordProbe() {}

    /** @param arguments the WAV file that is to be written */
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        CompletableFuture<Take> end = new CompletableFuture<>();
        RecordingListener listener = new RecordingListener() {
            @Override
            public void started(String device) {
                System.out.println("started " + device);
            }

            @Override
            public void ended(Take take) {
                end.complete(take);
            }
        };
        try (RecordingStore store = new RecordingStore(target.resolveSibling("recordings"), Clock.systemUTC());
                Recorder recorder = new Recorder(new JavaSoundMicrophones(), () -> Access.UNKNOWN, store)) {
            RecordingInProgress recording = recorder.start(Optional.empty(), listener);
            System.in.read();
            recording.stop();
            Take take = end.get();
            take.failure().ifPresent(failure -> System.out.println("failure " + failure));
            Files.move(take.recording().orElseThrow().file(), target, StandardCopyOption.REPLACE_EXISTING);
            System.out.println("times " + take.times());
        }
    }
}
