package io.fastervox.app;

import io.fastervox.audio.AudioException;
import io.fastervox.audio.CaptureLine;
import io.fastervox.audio.Level;
import io.fastervox.audio.Microphones;
import io.fastervox.support.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the level of the microphone while a window looks at it. Nothing is kept. */
final class MicrophoneCheck implements AutoCloseable {
    private static final int BYTES = 1024;
    private static final Duration POLL = Duration.ofMillis(32);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(MicrophoneCheck.class);

    private final Microphones microphones;
    private final DoubleConsumer level;
    private final Sleeper sleeper;
    // Guarded by this object's monitor:
    private Optional<Thread> listening = Optional.empty();

    MicrophoneCheck(Microphones microphones, DoubleConsumer level) {
        this(microphones, level, Sleeper.REAL);
    }

    MicrophoneCheck(Microphones microphones, DoubleConsumer level, Sleeper sleeper) {
        this.microphones = microphones;
        this.level = level;
        this.sleeper = sleeper;
    }

    synchronized void begin(Optional<String> microphone) {
        close();
        Thread thread = new Thread(() -> listen(microphone), "microphone-check");
        thread.setDaemon(true);
        listening = Optional.of(thread);
        thread.start();
    }

    private void listen(Optional<String> microphone) {
        String told = "";
        try {
            while (true) {
                try (CaptureLine line = microphones.open(microphone)) {
                    hear(line);
                    return;
                } catch (AudioException e) {
                    level.accept(0);
                    String why = String.valueOf(e.getMessage());
                    if (!why.equals(told)) {
                        LOG.info("no level: {}", why);
                        told = why;
                    }
                    sleeper.sleep(AGAIN); // it may be plugged in, or let go by another program
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            level.accept(0);
        }
    }

    /** Returns at the end of the sound, and when nobody looks any more. */
    private void hear(CaptureLine line) throws AudioException, InterruptedException {
        byte[] sound = new byte[BYTES];
        int filled = 0;
        while (!Thread.currentThread().isInterrupted() && filled != CaptureLine.END) {
            filled = line.read(sound, 0);
            if (filled > 0) {
                level.accept(AgentDictation.share(Level.of(sound, filled)));
            } else {
                sleeper.sleep(POLL);
            }
        }
    }

    @Override
    public synchronized void close() {
        listening.ifPresent(Thread::interrupt);
        listening = Optional.empty();
    }
}
