package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.environment.ReadyEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An engine that is started before everything is checked")
class EarlyEngineTest {
    private static final ReadyEnvironment LIVE =
            new ReadyEnvironment(Path.of("root"), Path.of("python"), "cuda", "lock");

    private final List<String> happened = new ArrayList<>();
    private final EarlyEngine early = new EarlyEngine(FakeEngineOfDevice::new, Optional.of(LIVE));

    private final class FakeEngineOfDevice implements Engine {
        private final String device;

        FakeEngineOfDevice(ReadyEnvironment environment, String device) {
            this.device = device;
            happened.add(device + " made");
        }

        @Override
        public EngineInfo info() {
            return null;
        }

        @Override
        public void load(ModelSpec model) {}

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            happened.add(device + " closed");
        }
    }

    @Test
    void what_was_expected_is_the_one_that_serves() {
        assertSame(early.of(LIVE, "cuda"), early.of(LIVE, "cuda"));
        early.close();

        assertEquals(List.of("cuda made", "cuda closed"), happened);
    }

    @Test
    void one_for_another_device_ends_what_nobody_has() {
        early.of(LIVE, "cpu");
        early.close();

        assertEquals(List.of("cuda made", "cuda closed", "cpu made", "cpu closed"), happened);
    }

    @Test
    void whoever_works_with_one_keeps_it_while_another_is_tried() {
        assertNotSame(early.of(LIVE, "cuda"), early.of(LIVE, "cpu"));
        assertEquals(List.of("cuda made", "cpu made"), happened);
        early.close();

        assertEquals(List.of("cuda made", "cpu made", "cpu closed", "cuda closed"), happened);
    }

    @Test
    void one_that_has_been_closed_because_it_failed_is_not_given_again() {
        early.of(LIVE, "cuda");
        assertNotSame(early.of(LIVE, "cpu"), early.of(LIVE, "cpu"));
    }

    @Test
    void when_its_environment_is_to_be_changed_all_end_and_the_next_is_made_anew() {
        early.of(LIVE, "cuda");
        early.of(LIVE, "cpu");
        early.letGo();
        early.of(LIVE, "cpu");
        early.close();

        assertEquals(List.of("cuda made", "cpu made", "cpu closed", "cuda closed", "cpu made", "cpu closed"), happened);
    }
}
