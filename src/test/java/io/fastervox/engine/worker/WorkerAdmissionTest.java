package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.environment.Admission.Obstacle;
import io.fastervox.environment.Admission.Place;
import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.nio.file.Files;
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
    private static final SelfTest SELF_TEST = new SelfTest(
            Path.of("/selftest.wav"),
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                    + " eighteen nineteen twenty",
            "en");

    private final Path folder;

    WorkerAdmissionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Verdict admit(String script) throws Exception {
        WorkerCommand command = FakeWorker.in(folder, script).command();
        ReadyEnvironment environment = new ReadyEnvironment(folder, folder, "cpu", "lock");
        return new WorkerAdmission(ready -> command, SELF_TEST)
                .admit(environment, Path.of("/base"), new Place("cuda", 1, "int8"));
    }

    @Test
    void aComputeTypeThatTheDeviceCannotRunIsRefused() throws Exception {
        assertEquals(
                new Verdict.Refused(Obstacle.COMPUTE_TYPE_UNSUPPORTED, "FV606 COMPUTE_TYPE_UNSUPPORTED: no int8"),
                admit("hello; take; error compute_type_unsupported 'no int8'; take"));
    }

    private Verdict verdictOn(String heard) throws Exception {
        return admit("hello; load; take; started; segment 0 0 1 '" + heard + "'; finished 1; take; result");
    }

    @Test
    void ofTwentyWordsTwoMayBeHeardWrongly() throws Exception {
        assertEquals(
                new Verdict.Admitted(0.1, 1),
                verdictOn(SELF_TEST.transcript().replace("three", "tree").replace("nine ", "")));
    }

    @Test
    void threeOfTwentyWordsAreTooMany() throws Exception {
        assertEquals(
                new Verdict.Refused(Obstacle.WRONG_TEXT, "word error rate 0.15 on the self-test"),
                verdictOn(SELF_TEST
                        .transcript()
                        .replace("three", "tree")
                        .replace("nine ", "")
                        .replace("twenty", "twenty one")));
    }

    @Test
    void theChosenOneOfSeveralGpusIsTried() throws Exception {
        admit("hello; take; error device_unavailable no; take");

        assertTrue(
                Files.readString(folder.resolve("requests")).contains("\"device\":\"cuda\",\"device_index\":1,"),
                Files.readString(folder.resolve("requests")));
    }

    /** What CTranslate2, CUDA and the loader of libraries say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CUDA failed with error CUDA driver version is insufficient for CUDA runtime version   | NO_CUDA_DEVICE
            CUDA failed with error no CUDA-capable device is detected                             | NO_CUDA_DEVICE
            no CUDA device 0: no NVIDIA GPU with a working driver was found                       | NO_CUDA_DEVICE
            CUDA failed with error the provided PTX was compiled with an unsupported toolchain.   | DRIVER_TOO_OLD
            CUDA failed with error no kernel image is available for execution on the device       | NO_CODE_FOR_GPU
            Library cublas64_12.dll is not found or cannot be loaded                              | LIBRARY_NOT_LOADABLE
            CUDA failed with error unspecified launch failure                                     | DEVICE_FAILED
            """)
    void aFailureOfTheDeviceIsToldApartByWhatTheLibrarySays(String said, Obstacle obstacle) throws Exception {
        assertEquals(
                new Verdict.Refused(obstacle, "FV605 DEVICE_UNAVAILABLE: " + said),
                admit("hello; take; error device_unavailable '" + said + "'; take"));
    }

    @Test
    void aWorkerThatCrashesIsARefusal() throws Exception {
        assertEquals(
                Obstacle.CRASHED,
                assertInstanceOf(Verdict.Refused.class, admit("hello; take; kill -SEGV $$"))
                        .obstacle());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            environment_damaged, ENVIRONMENT_DAMAGED, why
            model_invalid,       MODEL_DAMAGED,       base
            out_of_memory,       OUT_OF_MEMORY,       base
            """)
    @Reaches(ErrorCode.OUT_OF_MEMORY)
    void whatPassesIsNoVerdict(String code, ErrorCode expected, String subject) {
        EnvironmentException e = assertThrows(
                EnvironmentException.class, () -> admit("hello; take; error %s why; take".formatted(code)));
        assertEquals(Map.of(expected, List.of(subject, "why")), Map.of(e.code(), e.arguments()));
    }
}
