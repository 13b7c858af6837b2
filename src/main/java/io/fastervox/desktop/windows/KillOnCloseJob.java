package io.fastervox.desktop.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Windows job that holds this process and everything it starts. Nobody closes it: the system does when this process ends,
 * in whatever way, and then ends all that is left in the job. So no Python outlives a killed program.
 */
public final class KillOnCloseJob {
    private static final int EXTENDED_LIMIT_INFORMATION = 9;
    /** {@code sizeof(JOBOBJECT_EXTENDED_LIMIT_INFORMATION)} in 64-bit Windows, and where {@code LimitFlags} lies in it. */
    private static final int BYTES = 144;

    private static final int LIMIT_FLAGS = 16;
    private static final int KILL_ON_JOB_CLOSE = 0x2000;
    /** For what must outlive this process and asks for it, such as the start of an installer. */
    private static final int BREAKAWAY_OK = 0x800;

    /** Processes that are started leave the job without asking. */
    private static final int SILENT_BREAKAWAY_OK = 0x1000;

    private static final Logger LOG = LoggerFactory.getLogger(KillOnCloseJob.class);
    private static Optional<HANDLE> held = Optional.empty();

    private KillOnCloseJob() {}

    /**
     * Puts this process into a new job.
     *
     * @throws WindowsException when Windows refuses; the program works without
     */
    public static synchronized void holdThisProcess() throws WindowsException {
        HANDLE job = JobFunctions.KERNEL32.CreateJobObjectW(null, null);
        if (job == null) {
            throw new WindowsException("CreateJobObjectW", Native.getLastError());
        }
        limit(job, KILL_ON_JOB_CLOSE | BREAKAWAY_OK);
        if (!JobFunctions.KERNEL32.AssignProcessToJobObject(job, Kernel32.INSTANCE.GetCurrentProcess())) {
            throw new WindowsException("AssignProcessToJobObject", Native.getLastError());
        }
        held = Optional.of(job);
    }

    /** What is started meanwhile belongs to the person, an editor for example, and outlives this process. */
    static synchronized <T> T leaving(Supplier<T> start) {
        limitHeld(KILL_ON_JOB_CLOSE | BREAKAWAY_OK | SILENT_BREAKAWAY_OK);
        try {
            return start.get();
        } finally {
            limitHeld(KILL_ON_JOB_CLOSE | BREAKAWAY_OK);
        }
    }

    private static void limitHeld(int flags) {
        try {
            if (held.isPresent()) {
                limit(held.get(), flags);
            }
        } catch (WindowsException e) {
            LOG.warn("the limits of our own job", e); // what is started is started all the same
        }
    }

    private static void limit(HANDLE job, int flags) throws WindowsException {
        try (Memory limits = new Memory(BYTES)) {
            limits.clear();
            limits.setInt(LIMIT_FLAGS, flags);
            if (!JobFunctions.KERNEL32.SetInformationJobObject(job, EXTENDED_LIMIT_INFORMATION, limits, BYTES)) {
                throw new WindowsException("SetInformationJobObject", Native.getLastError());
            }
        }
    }
}
