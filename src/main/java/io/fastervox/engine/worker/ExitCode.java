package io.fastervox.engine.worker;

/** Says how a process ended, in the form that error reports are searched for. */
final class ExitCode {
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = SIGNAL_BASE + 64;

    private ExitCode() {}

    /**
     * A signal on Unix (Java reports 128 + its number), an NTSTATUS such as 0xC0000409 on Windows, or a plain code.
     */
    static String describe(int exitCode) {
        if (exitCode < 0) {
            return "exit code 0x%08X".formatted(exitCode);
        }
        if (exitCode > SIGNAL_BASE && exitCode <= LAST_SIGNAL) {
            return "signal " + (exitCode - SIGNAL_BASE);
        }
        return "exit code " + exitCode;
    }
}
