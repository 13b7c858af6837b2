package io.fastervox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChangeableEngineTest {
    private static final ModelSpec ON_CPU = new ModelSpec(Path.of("base"), "cpu", "int8", 2);
    private static final ModelSpec ON_GPU = new ModelSpec(Path.of("base"), "cuda", 1, "float16", 2);
    private static final TranscriptionRequest REQUEST = TranscriptionRequest.of(Path.of("a.wav"));

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch secondLoaded = new CountDownLatch(1);
    private final CountDownLatch changeEnded = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ChangeableEngine engine = new ChangeableEngine(new Noting("first"), () -> {});

    @AfterEach
    void stop() {
        threads.shutdownNow();
        engine.close();
    }

    /** Notes what it is asked; the one called "first" transcribes until it may end. */
    private final class Noting implements Engine {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo(name, "3.12", Map.of(), List.of());
        }

        @Override
        public void load(ModelSpec model) throws EngineException {
            happened.add(name + " loads on " + model.device());
            if (name.equals("second")) {
                secondLoaded.countDown();
            }
            if (name.equals("broken")) {
                throw new EngineException(ErrorCode.DEVICE_UNAVAILABLE, "no", "cuda", "no");
            }
        }

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
                throws InterruptedException {
            happened.add(name + " begins");
            if (name.equals("first")) {
                began.countDown();
                mayEnd.await();
            }
            happened.add(name + " ends");
            return new TranscriptionResult(1, 1, Optional.of(name), 1, 1, List.of(), Optional.empty());
        }

        @Override
        public Optional<SpeechStream> stream(ModelSpec model, StreamRequest request, StreamListener listener) {
            return Optional.of(new SpeechStream() {
                @Override
                public void audio(byte[] pcm, int length) {}

                @Override
                public void release() {}

                @Override
                public StreamResult finish() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() {
                    happened.add("stream of " + name + " closed");
                }
            });
        }

        @Override
        public void close() {
            happened.add(name + " closed");
        }
    }

    private Object transcribed() throws Exception {
        return engine.transcribe(REQUEST, new TranscriptionListener() {})
                .language()
                .orElseThrow();
    }

    private CompletableFuture<Object> inBackground(Callable<Object> work) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Test
    void aStreamEndsWhereItBegan() throws Exception {
        StreamRequest english = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), false);
        SpeechStream stream =
                engine.stream(ON_CPU, english, new StreamListener() {}).orElseThrow();
        CompletableFuture<Object> change = inBackground(() -> {
            engine.change(new Noting("second"), ON_GPU);
            return "changed";
        });
        secondLoaded.await();
        stream.close();

        assertEquals("changed", change.get());
        assertEquals(List.of("second loads on cuda", "stream of first closed", "first closed"), happened);
        assertEquals(Optional.of(ON_GPU), engine.model());
    }

    @Test
    void theRunningJobEndsWhereItBeganAndTheNextOneRunsInTheNewEngine() throws Exception {
        engine.load(ON_CPU);
        CompletableFuture<Object> running = inBackground(this::transcribed);
        began.await();
        CompletableFuture<Object> change = inBackground(() -> {
            engine.change(new Noting("second"), ON_GPU);
            return "changed";
        });
        secondLoaded.await();
        mayEnd.countDown();

        assertEquals(List.of("first", "changed"), List.of(running.get(), change.get()));
        assertEquals("second", transcribed());
        assertEquals(
                List.of(
                        "first loads on cpu",
                        "first begins",
                        "second loads on cuda",
                        "first ends",
                        "first closed",
                        "second begins",
                        "second ends"),
                happened);
        assertEquals(Optional.of(ON_GPU), engine.model());
    }

    @Test
    void aModelThatIsLoadedAheadComesAfterTheStreamThatHasAnother() throws Exception {
        StreamRequest english = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), false);
        SpeechStream stream =
                engine.stream(ON_CPU, english, new StreamListener() {}).orElseThrow();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Object> load = inBackground(() -> {
            thread.complete(Thread.currentThread());
            engine.loadWhenIdle(() -> ON_GPU);
            return "loaded";
        });
        while (thread.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        stream.close();

        assertEquals("loaded", load.get());
        assertEquals(List.of("stream of first closed", "first loads on cuda"), happened);
        assertEquals(Optional.of(ON_GPU), engine.model());
    }

    @Test
    void whatIsClosedLoadsNothingAhead() {
        engine.close();

        EngineException failure = assertThrows(EngineException.class, () -> engine.loadWhenIdle(() -> ON_CPU));

        assertEquals(ErrorCode.CANCELLED, failure.code());
        assertEquals(List.of("first closed"), happened);
    }

    @Test
    void itRestsBetweenTwoJobsAndNotDuringOne() throws Exception {
        engine.load(ON_CPU);
        CompletableFuture<Object> running = inBackground(this::transcribed);
        began.await();
        boolean during = engine.rest();
        mayEnd.countDown();
        running.get();

        assertEquals(List.of(false, true), List.of(during, engine.rest()));
    }

    @Test
    void anEngineThatCannotLoadItsModelChangesNothing() throws Exception {
        mayEnd.countDown();
        engine.load(ON_CPU);

        assertThrows(EngineException.class, () -> engine.change(new Noting("broken"), ON_GPU));

        assertEquals("first", transcribed());
        assertEquals(Optional.of(ON_CPU), engine.model());
        assertEquals(
                List.of("first loads on cpu", "broken loads on cuda", "broken closed", "first begins", "first ends"),
                happened);
    }

    @Test
    void nothingTakesThePlaceOfAClosedEngine() {
        engine.close();

        EngineException failure =
                assertThrows(EngineException.class, () -> engine.change(new Noting("second"), ON_GPU));

        assertEquals(ErrorCode.CANCELLED, failure.code());
        assertEquals(List.of("first closed", "second loads on cuda", "second closed"), happened);
    }

    @Test
    void interruptingAChangeThatWaitsLeavesTheJobAlone() throws Exception {
        engine.load(ON_CPU);
        CompletableFuture<Object> running = inBackground(this::transcribed);
        began.await();
        Future<Object> change = threads.submit(() -> {
            try {
                engine.change(new Noting("second"), ON_GPU);
                return "changed";
            } finally {
                changeEnded.countDown();
            }
        });
        secondLoaded.await();
        change.cancel(true);
        changeEnded.await();
        mayEnd.countDown();

        assertEquals(List.of("first", Optional.of(ON_CPU)), List.of(running.get(), engine.model()));
        assertEquals(
                List.of("first loads on cpu", "first begins", "second loads on cuda", "second closed", "first ends"),
                happened);
    }
}
