package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.environment.Admission;
import io.fastervox.environment.Admission.Place;
import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomyAdmissionTest {
    private static final ReadyEnvironment ENVIRONMENT =
            new ReadyEnvironment(Path.of("root"), Path.of("python"), "cuda", "lock");

    private final List<String> happened = new ArrayList<>();

    private Verdict admit(Admission admission, String device) throws Exception {
        Admission roomy = new RoomyAdmission(admission, () -> happened.add("the old model goes"));
        return roomy.admit(ENVIRONMENT, Path.of("base"), new Place(device, 0, "int8"));
    }

    @Test
    void theOldModelLeavesAGpuBeforeTheNewOneIsTriedThereAndTheProcessorHasRoomForBoth() throws Exception {
        Verdict passed = new Verdict.Admitted(0, 1);
        Admission passes = (environment, model, place) -> {
            happened.add("tried on " + place.device());
            return passed;
        };

        assertEquals(List.of(passed, passed), List.of(admit(passes, "cuda"), admit(passes, "cpu")));
        assertEquals(List.of("the old model goes", "tried on cuda", "tried on cpu"), happened);
    }

    @Test
    void wantOfMemoryIsNoVerdict() {
        EnvironmentException full = new EnvironmentException(ErrorCode.OUT_OF_MEMORY, "out of memory", "base");
        Admission fails = (environment, model, place) -> {
            throw full;
        };

        assertEquals(full, assertThrows(EnvironmentException.class, () -> admit(fails, "cuda")));
    }
}
