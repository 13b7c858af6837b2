package io.fastervox.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the files of Linux have names that Windows does not take")
class LinuxHardwareTest {
    private static final DriverFiles NO_DRIVER = new DriverFiles(Optional.empty(), Optional.empty(), Path.of("none"));

    @TempDir
    Path root;

    @Test
    void twoThreadsOfOneCoreAreOnePhysicalCore() throws Exception {
        Path proc = Files.createDirectories(root.resolve("proc"));
        Files.writeString(proc.resolve("cpuinfo"), """
                processor\t: 0
                vendor_id\t: GenuineIntel
                model name\t: Example CPU @ 2.00GHz
                physical id\t: 0
                core id\t\t: 0
                flags\t\t: fpu avx avx2

                processor\t: 1
                physical id\t: 0
                core id\t\t: 0

                processor\t: 2
                physical id\t: 1
                core id\t\t: 0
                """);
        Files.writeString(proc.resolve("meminfo"), "MemTotal:       16384000 kB\nMemFree: 1 kB\n");

        HardwareFacts facts = probe(NO_DRIVER);

        assertEquals(
                new Cpu("GenuineIntel", "Example CPU @ 2.00GHz", 2, 3, Set.of(InstructionSet.AVX, InstructionSet.AVX2)),
                facts.cpu());
        assertEquals(16_384_000L * 1024, facts.memoryBytes());
    }

    @Test
    void aMachineThatTellsNothingStillHasAProcessor() {
        HardwareFacts facts = probe(NO_DRIVER);

        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(new Cpu("", "", processors, processors, Set.of()), facts.cpu());
        assertEquals(0, facts.memoryBytes());
    }

    @Test
    void displaysOfOtherMakersAreListedAndNoDriverIsAsked() throws Exception {
        device("0000:00:02.0", "0x030000", "0x8086", "0x46a6");
        device("0000:00:1f.3", "0x040300", "0x8086", "0x51c8");
        device("0000:03:00.0", "0x030000", "0x1002", "0x73df");
        device("0000:04:00.0", "0x030000", "0x1234", "0x1111");

        assertEquals(
                List.of("INTEL 8086:46a6", "AMD 1002:73df"),
                probe(NO_DRIVER).gpus().stream().map(Gpu::name).toList());
    }

    @Test
    void aListedCardIsTheOneThatAnswersAtItsAddress() throws Exception {
        device("0000:01:00.0", "0x030000", "0x10de", "0x2786");

        assertEquals(
                List.of("NVIDIA GeForce RTX 4070 [NVML, NVCUDA, SYSTEM]"),
                probe(FakeDriver.whole()).gpus().stream()
                        .map(gpu -> gpu.name() + " " + gpu.seenBy())
                        .toList());
    }

    @Test
    void theKernelModuleTellsTheDriverThatCudaAloneDoesNot() throws Exception {
        Files.createDirectories(root.resolve("proc/driver/nvidia"));
        Files.writeString(
                root.resolve("proc/driver/nvidia/version"),
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\n"
                        + "GCC version:  gcc version 12.2.0\n");
        DriverFiles cudaOnly =
                new DriverFiles(Optional.empty(), FakeDriver.whole().nvcuda(), Path.of("none"));

        assertEquals(
                List.of(Optional.of("535.183.01")),
                probe(cudaOnly).gpus().stream().map(Gpu::driver).toList());
    }

    @Test
    void theFilesOfADriverAreFoundWhereTheLoaderWouldFindThem() throws Exception {
        Path wsl = Files.createDirectories(root.resolve("usr/lib/wsl/lib"));
        Path own = Files.createDirectories(root.resolve("own"));
        Files.createFile(wsl.resolve("libnvidia-ml.so.1"));
        Files.createFile(wsl.resolve("libcuda.so.1"));
        Files.createFile(own.resolve("libcuda.so.1"));

        assertEquals(
                new DriverFiles(
                        Optional.of(wsl.resolve("libnvidia-ml.so.1").toString()),
                        Optional.of(own.resolve("libcuda.so.1").toString()),
                        root.resolve("usr/bin/nvidia-smi")),
                DriverFiles.ofLinux(root, Map.of("LD_LIBRARY_PATH", "relative:" + own)));
    }

    @Test
    void onWindowsSystem32ComesBeforeTheOldFolder() throws Exception {
        Path system = Files.createDirectories(root.resolve("System32"));
        Path old = Files.createDirectories(root.resolve("Program Files/NVIDIA Corporation/NVSMI"));
        Files.createFile(old.resolve("nvml.dll"));
        Files.createFile(old.resolve("nvidia-smi.exe"));
        DriverFiles onlyOld = DriverFiles.ofWindows(system, root.resolve("Program Files"));
        Files.createFile(system.resolve("nvml.dll"));
        DriverFiles both = DriverFiles.ofWindows(system, root.resolve("Program Files"));

        Path tool = old.resolve("nvidia-smi.exe");
        assertEquals(
                List.of(
                        new DriverFiles(Optional.of(old.resolve("nvml.dll").toString()), Optional.empty(), tool),
                        new DriverFiles(Optional.of(system.resolve("nvml.dll").toString()), Optional.empty(), tool)),
                List.of(onlyOld, both));
    }

    private HardwareFacts probe(DriverFiles driver) {
        DriverProbe probe = FakeDriver.probe(Map.of(), Duration.ofSeconds(60));
        return new LinuxHardware(root, driver, new DriverSurvey(driver, probe)).probe();
    }

    private void device(String address, String type, String vendor, String device) throws Exception {
        Path folder =
                Files.createDirectories(root.resolve("sys/bus/pci/devices").resolve(address));
        Files.writeString(folder.resolve("class"), type + "\n");
        Files.writeString(folder.resolve("vendor"), vendor + "\n");
        Files.writeString(folder.resolve("device"), device + "\n");
    }
}
