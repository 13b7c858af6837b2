package io.fastervox.app;

import io.fastervox.audio.AudioException;
import io.fastervox.audio.CaptureLine;
import io.fastervox.audio.Level;
import io.fastervox.audio.Microphones;
import io.fastervox.support.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.slf4j.LoggerFactory;

/** Shows the level of the microphone while a window looks at it. Nothing is kept. */
final class MicrophoneCheck implements AutoCloseable {
    private static final int BYTES = 1024;
    private static final Duration POLL = Duration.ofMillis(32);

    private final Microphones microphones;
    private final DoubleConsumer level;
    // Guarded by this object's monitor:
    private Optional<Thread> listening = Optional.empty();

    MicrophoneCheck(Microphones microphones, DoubleConsumer level) {
        this.microphones = microphones;
        this.level = level;
    }

    synchronized void begin(Optional<String> microphone) {
        close();
        Thread thread = new Thread(() -> listen(microphone), "microphone-check");
        thread.setDaemon(true);
        listening = Optional.of(thread);
        thread.start();
    }

    private void listen(Optional<String> microphone) {
        byte[] sound = new byte[BYTES];
        try (CaptureLine line = microphones.open(microphone)) {
            int filled = 0;
            while (!Thread.currentThread().isInterrupted() && filled != CaptureLine.END) {
                filled = line.read(sound, 0);
                if (filled > 0) {
                    level.accept(AgentDictation.share(Level.of(sound, filled)));
                } else {
                    Sleeper.REAL.sleep(POLL);
                }
            }
        } catch (AudioException e) {
            LoggerFactory.getLogger(MicrophoneCheck.class).info("no level: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            level.accept(0);
        }
    }

    @Override
    public synchronized void close() {
        listening.ifPresent(Thread::interrupt);
        listening = Optional.empty();
    }
}
