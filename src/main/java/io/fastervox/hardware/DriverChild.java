package io.fastervox.hardware;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.PrintStream;
import java.util.List;

/**
 * What the child process does: load one library of a driver, ask, print ({@link DriverCall}). A driver may hang or crash and
 * then takes this process along and no other. Needs neither log nor settings, so that it starts quickly.
 */
public final class DriverChild {
    /** First argument of the program for being this child; {@link Informant} and the library's path follow. */
    public static final String COMMAND = "probe-gpu";

    /** First line of an answer: what follows is the driver's doing. */
    static final String BEGIN = "begin";

    /** Last line of an answer. */
    static final String END = "end";

    private static final int ARGUMENTS = 3;
    private static final int NO_DIALOGS = 0x8003;

    private DriverChild() {}

    /** Whether these arguments of the program mean the child. */
    public static boolean isMeantBy(List<String> arguments) {
        return arguments.size() == ARGUMENTS && arguments.get(0).equals(COMMAND);
    }

    /** Asks and prints in UTF-8. */
    public static void run(List<String> arguments, PrintStream out) {
        Informant informant = Informant.valueOf(arguments.get(1));
        if (Platform.isWindows()) {
            // No window "missing DLL" or "stopped working" in a person's way.
            NativeLibrary.getInstance("kernel32")
                    .getFunction("SetErrorMode", Function.ALT_CONVENTION)
                    .invokeInt(new Object[] {NO_DIALOGS});
        }
        out.println(BEGIN);
        out.flush();
        NativeLibrary library;
        try {
            library = NativeLibrary.getInstance(arguments.get(2));
        } catch (UnsatisfiedLinkError e) {
            out.println("unloadable\t" + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            out.println(END);
            out.flush();
            return;
        }
        DriverCall driver = new DriverCall(library, out);
        if (informant == Informant.NVML) {
            new NvmlCalls(driver).ask();
        } else {
            new CudaCalls(driver).ask();
        }
        driver.line(END);
    }
}
