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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Windows. */
final class WindowsHardware implements HardwareProbe {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsHardware.class);
    private static final String CPU_KEY = "HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0";
    private static final int PF_AVX2_INSTRUCTIONS_AVAILABLE = 40;

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
                asked(WindowsHardware::hasAvx2, false));
        return new HardwareFacts(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                cpu,
                asked(WindowsHardware::memoryBytes, 0L),
                List.of());
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

    private static boolean hasAvx2() {
        return Native.load("kernel32", ProcessorFeatures.class, W32APIOptions.DEFAULT_OPTIONS)
                .IsProcessorFeaturePresent(PF_AVX2_INSTRUCTIONS_AVAILABLE);
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
