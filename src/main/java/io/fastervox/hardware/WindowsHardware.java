package io.fastervox.hardware;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Windows, and has the NVIDIA driver asked when there are signs of one. */
record WindowsHardware(DisplayClass displays, DriverFiles driver, GpuSurvey survey) implements HardwareProbe {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsHardware.class);
    private static final String CPU_KEY = "HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0";

    /** PF_AVX_INSTRUCTIONS_AVAILABLE, PF_AVX2_…, PF_AVX512F_…. */
    private static final Map<InstructionSet, Integer> FEATURES =
            Map.of(InstructionSet.AVX, 39, InstructionSet.AVX2, 40, InstructionSet.AVX512F, 41);

    /** What JNA's platform library leaves out. */
    interface ProcessorFeatures extends StdCallLibrary {
        /**
         * Minimum Windows XP; unknown features answer false.
         *
         * @see <a
         *     href="https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-isprocessorfeaturepresent">IsProcessorFeaturePresent</a>
         */
        boolean IsProcessorFeaturePresent(int feature);
    }

    @Override
    public HardwareFacts probe() {
        int logical = Runtime.getRuntime().availableProcessors();
        Cpu cpu = new Cpu(
                asked(() -> registry("VendorIdentifier"), ""),
                asked(() -> registry("ProcessorNameString").strip(), ""),
                asked(WindowsHardware::physicalCores, logical),
                logical,
                asked(WindowsHardware::instructionSets, Set.of()));
        List<Gpu> listed = asked(displays::list, List.of());
        GpuSurvey.Found found = HardwareProbe.signs(listed, driver)
                ? survey.survey(listed, Optional.empty())
                : new GpuSurvey.Found(listed, Optional.empty(), List.of());
        return new HardwareFacts(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                cpu,
                asked(WindowsHardware::memoryBytes, 0L),
                found.gpus(),
                found.cuda(),
                found.troubles());
    }

    private static String registry(String value) {
        return Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, CPU_KEY, value);
    }

    private static int physicalCores() {
        int cores = 0;
        for (WinNT.SYSTEM_LOGICAL_PROCESSOR_INFORMATION one : Kernel32Util.getLogicalProcessorInformation()) {
            cores += one.relationship == WinNT.LOGICAL_PROCESSOR_RELATIONSHIP.RelationProcessorCore ? 1 : 0;
        }
        return Math.max(1, cores);
    }

    private static Set<InstructionSet> instructionSets() {
        ProcessorFeatures features = Native.load("kernel32", ProcessorFeatures.class, W32APIOptions.DEFAULT_OPTIONS);
        return Stream.of(InstructionSet.values())
                .filter(one -> features.IsProcessorFeaturePresent(FEATURES.getOrDefault(one, 0)))
                .collect(Collectors.toSet());
    }

    private static long memoryBytes() {
        WinBase.MEMORYSTATUSEX status = new WinBase.MEMORYSTATUSEX();
        if (!Kernel32.INSTANCE.GlobalMemoryStatusEx(status)) {
            throw new Win32Exception(Kernel32.INSTANCE.GetLastError());
        }
        return status.ullTotalPhys.longValue();
    }

    /** One question that must not cost the others their answers. */
    private static <T> T asked(Supplier<T> question, T unknown) {
        try {
            return question.get();
        } catch (Win32Exception | UnsatisfiedLinkError e) {
            LOG.info("a question about the hardware has no answer: {}", e.toString());
            return unknown;
        }
    }
}
