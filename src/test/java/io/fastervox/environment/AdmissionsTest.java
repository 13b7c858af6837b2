package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.Admissions.Subject;
import io.fastervox.support.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionsTest {
    private static final DeviceDecision CPU =
            new DeviceDecision("cpu", "cpu", java.util.Optional.empty(), List.of("int8", "float32"), 2, List.of());

    @TempDir
    Path folder;

    private final List<String> tried = new ArrayList<>();

    private Subject admit(String lockId, String driver, String admitted) throws Exception {
        Admission admission = (environment, model, device, computeType) -> {
            tried.add(computeType);
            return computeType.equals(admitted)
                    ? new Verdict.Admitted(0.05, 1.5)
                    : new Verdict.Refused(computeType + " says no");
        };
        return admissions()
                .admit(admission, new ReadyEnvironment(folder, folder, "cpu", lockId), "base@1", folder, CPU, driver);
    }

    private Admissions admissions() {
        return new Admissions(folder.resolve("admissions.json"));
    }

    @Test
    void theFirstComputeTypeThatWorksIsTaken() throws Exception {
        assertEquals(new Subject("base@1", "cpu", "float32", "lock", ""), admit("lock", "", "float32"));
        assertEquals(List.of("int8", "float32"), tried);
    }

    @Test
    void whatIsKnownIsNotTriedAgainEvenByAnotherProcess() throws Exception {
        Subject first = admit("lock", "", "float32");
        tried.clear();

        assertEquals(first, admit("lock", "", "float32"));
        assertEquals(List.of(), tried);
        assertEquals(Optional.of(new Verdict.Admitted(0.05, 1.5)), admissions().known(first));
        assertEquals(
                Optional.of(new Verdict.Refused("int8 says no")),
                admissions().known(new Subject("base@1", "cpu", "int8", "lock", "")));
    }

    @Test
    void anotherLockOrDriverIsAnotherChance() throws Exception {
        admit("lock", "550", "float32");
        tried.clear();

        assertEquals("int8", admit("newer", "550", "int8").computeType());
        assertEquals("int8", admit("lock", "560", "int8").computeType());
        assertEquals(List.of("int8", "int8"), tried);
    }

    @Test
    void whenNothingWorksTheLastReasonIsTold() {
        EnvironmentException refused = assertThrows(EnvironmentException.class, () -> admit("lock", "", "none"));

        assertEquals(ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, refused.code());
        assertEquals(List.of("base@1", "float32 says no"), refused.arguments());
    }

    @Test
    void anUnreadableFileCountsAsAbsentAndIsReplaced() throws Exception {
        Files.writeString(folder.resolve("admissions.json"), "{\"version\":");

        Subject subject = admit("lock", "", "int8");

        assertEquals(Optional.of(new Verdict.Admitted(0.05, 1.5)), admissions().known(subject));
    }
}
