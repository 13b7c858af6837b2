package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake workers are sh scripts")
class WorkerAdmissionTest {
    private static final SelfTest SELF_TEST = new SelfTest(Path.of("/selftest.wav"), "hello", "en");

    private final Path folder;

    WorkerAdmissionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Verdict admit(String script) throws Exception {
        WorkerCommand command = FakeWorker.in(folder, script).command();
        ReadyEnvironment environment = new ReadyEnvironment(folder, folder, "cpu", "lock");
        return new WorkerAdmission(ready -> command, SELF_TEST).admit(environment, Path.of("/base"), "cpu", "int8");
    }

    @Test
    void aComputeTypeThatTheDeviceCannotRunIsRefused() throws Exception {
        assertEquals(
                new Verdict.Refused("FV606 COMPUTE_TYPE_UNSUPPORTED: no int8"),
                admit("hello; take; error compute_type_unsupported 'no int8'; take"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            environment_damaged, ENVIRONMENT_DAMAGED, why
            model_invalid,       MODEL_DAMAGED,       base
            out_of_memory,       OUT_OF_MEMORY,       base
            """)
    void whatPassesIsNoVerdict(String code, ErrorCode expected, String subject) {
        EnvironmentException e = assertThrows(
                EnvironmentException.class, () -> admit("hello; take; error %s why; take".formatted(code)));
        assertEquals(Map.of(expected, List.of(subject, "why")), Map.of(e.code(), e.arguments()));
    }
}
