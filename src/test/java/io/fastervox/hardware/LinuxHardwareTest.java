package io.fastervox.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxHardwareTest {
    @TempDir
    Path proc;

    @Test
    void twoThreadsOfOneCoreAreOnePhysicalCore() throws Exception {
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

        HardwareFacts facts = new LinuxHardware(proc).probe();

        assertEquals(new Cpu("GenuineIntel", "Example CPU @ 2.00GHz", 2, 3, true), facts.cpu());
        assertEquals(16_384_000L * 1024, facts.memoryBytes());
    }

    @Test
    void aMachineThatTellsNothingStillHasAProcessor() {
        HardwareFacts facts = new LinuxHardware(proc).probe();

        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(new Cpu("", "", processors, processors, false), facts.cpu());
        assertEquals(0, facts.memoryBytes());
    }

    @Test
    void oneOfTheProbesServesThisMachine() {
        assertTrue(HardwareProbe.ofThisMachine().probe().memoryBytes() > 0);
    }
}
