package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.environment.Admission.Obstacle;
import io.fastervox.environment.Admission.Place;
import io.fastervox.environment.Admission.Verdict;
import io.fastervox.environment.Admissions.Decided;
import io.fastervox.environment.Admissions.Subject;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.Informant;
import io.fastervox.hardware.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionsTest {
    private static final DeviceDecision CPU = on(Optional.empty());

    @TempDir
    Path folder;

    private final List<Place> tried = new ArrayList<>();

    private static DeviceDecision on(Optional<Gpu> gpu) {
        return new DeviceDecision(
                "profile", gpu.isPresent() ? "cuda" : "cpu", gpu, List.of("int8", "float32"), 2, List.of());
    }

    private static DeviceDecision gpu(String id, int index, String driver) {
        return on(Optional.of(new Gpu(
                Vendor.NVIDIA,
                id,
                "RTX",
                Optional.empty(),
                OptionalInt.of(index),
                Optional.of(driver),
                Optional.of("8.9"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(Informant.NVCUDA))));
    }

    private Decided admit(DeviceDecision decision, String lockId, String admitted) throws Exception {
        Admission admission = (environment, model, place) -> {
            tried.add(place);
            return place.computeType().equals(admitted)
                    ? new Verdict.Admitted(0.05, 1.5)
                    : new Verdict.Refused(Obstacle.CRASHED, place.computeType() + " says no");
        };
        ReadyEnvironment environment = new ReadyEnvironment(folder, folder, "profile", lockId);
        return admissions().admit(admission, environment, "base@1", folder, decision);
    }

    private Admissions admissions() {
        return new Admissions(folder.resolve("admissions.json"));
    }

    private static Subject subject(String device, String computeType, String driver) {
        return new Subject("base@1", device, computeType, "lock", driver);
    }

    private static Decided.Refused refused(Subject subject) {
        return new Decided.Refused(subject, new Verdict.Refused(Obstacle.CRASHED, subject.computeType() + " says no"));
    }

    @Test
    void theFirstComputeTypeThatWorksIsTaken() throws Exception {
        assertEquals(new Decided.Admitted(subject("cpu", "float32", "")), admit(CPU, "lock", "float32"));
        assertEquals(List.of(new Place("cpu", 0, "int8"), new Place("cpu", 0, "float32")), tried);
    }

    @Test
    void theSecondGpuIsTriedWhenThatIsTheOneThatWasDecidedFor() throws Exception {
        admit(gpu("GPU-2", 1, "550"), "lock", "int8");

        assertEquals(List.of(new Place("cuda", 1, "int8")), tried);
    }

    @Test
    void whatIsKnownIsNotTriedAgainEvenByAnotherProcess() throws Exception {
        Decided first = admit(CPU, "lock", "float32");
        tried.clear();

        assertEquals(first, admit(CPU, "lock", "float32"));
        assertEquals(List.of(), tried);
        assertEquals(
                List.of(
                        Optional.of(new Verdict.Admitted(0.05, 1.5)),
                        Optional.of(new Verdict.Refused(Obstacle.CRASHED, "int8 says no"))),
                List.of(
                        admissions().known(subject("cpu", "float32", "")),
                        admissions().known(subject("cpu", "int8", ""))));
    }

    @Test
    @DisplayName("R18: a failure is remembered by driver, GPU and lock; another one of them is another chance")
    void anotherLockDriverOrGpuIsAnotherChance() throws Exception {
        admit(gpu("GPU-1", 0, "550"), "lock", "none");
        tried.clear();

        admit(gpu("GPU-1", 0, "550"), "lock", "int8");
        assertEquals(List.of(), tried);
        admit(gpu("GPU-1", 0, "550"), "newer", "int8");
        admit(gpu("GPU-1", 0, "560"), "lock", "int8");
        admit(gpu("GPU-2", 0, "550"), "lock", "int8");
        assertEquals(Collections.nCopies(3, new Place("cuda", 0, "int8")), tried);
    }

    @Test
    void whenNothingWorksTheLastRefusalIsTheOutcome() throws Exception {
        assertEquals(refused(subject("cpu", "float32", "")), admit(CPU, "lock", "none"));
    }

    @Test
    void aDecisionIsKnownToBeRefusedWhenAllItsComputeTypesAre() throws Exception {
        DeviceDecision gpu = gpu("GPU-1", 0, "550");
        Optional<Decided.Refused> before = admissions().refusal("base@1", gpu, "lock");
        admit(gpu, "lock", "none");

        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.of(refused(subject("cuda", "float32", "550 GPU-1"))),
                        Optional.empty()),
                List.of(
                        before,
                        admissions().refusal("base@1", gpu, "lock"),
                        admissions().refusal("base@1", gpu, "newer")));
    }

    @Test
    void whatIsRememberedOfAGpuCanBeShownAndForgotten() throws Exception {
        DeviceDecision gpu = gpu("GPU-1", 0, "550");
        admit(gpu, "lock", "float32");
        List<Decided.Refused> remembered = admissions().refusals(gpu, "lock");
        admissions().forgetRefusals(gpu, "lock");

        assertEquals(List.of(refused(subject("cuda", "int8", "550 GPU-1"))), remembered);
        assertEquals(List.of(), admissions().refusals(gpu, "lock"));
        assertEquals(
                Optional.of(new Verdict.Admitted(0.05, 1.5)),
                admissions().known(subject("cuda", "float32", "550 GPU-1")));
    }

    @Test
    void anUnreadableFileCountsAsAbsentAndIsReplaced() throws Exception {
        Files.writeString(folder.resolve("admissions.json"), "{\"version\":");

        admit(CPU, "lock", "int8");

        assertEquals(Optional.of(new Verdict.Admitted(0.05, 1.5)), admissions().known(subject("cpu", "int8", "")));
    }

    @Test
    void aVerdictThatCannotBeWrittenServesNevertheless() throws Exception {
        Files.createDirectories(folder.resolve("admissions.json/in-the-way"));

        assertEquals(new Decided.Admitted(subject("cpu", "int8", "")), admit(on(Optional.empty()), "lock", "int8"));
    }
}
