package io.fastervox.hardware;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Calls a driver's library and prints what it answers, one line each, flushed at once: what was said before a crash is kept.
 * Runs in the child process only.
 *
 * <pre>
 * begin
 * driver  571.96
 * cuda    12080
 * gpu     0  GPU-…  00000000:01:00.0  NVIDIA GeForce RTX 4070  8.9  12878610432  11500000000
 * error   nvmlInit_v2  18
 * end
 * </pre>
 *
 * Fields are parted by tabs; one that is unknown is empty.
 */
final class DriverCall {
    /** More GPUs than any machine has. */
    private static final int MOST_GPUS = 64;

    private final NativeLibrary library;
    private final PrintStream out;

    DriverCall(NativeLibrary library, PrintStream out) {
        this.library = library;
        this.out = out;
    }

    /**
     * Calls a function by the first of its names that the library has.
     *
     * @return whether it succeeded; otherwise its code was printed
     */
    boolean succeeds(String names, Object... arguments) {
        String name = nameOf(names);
        int code = name.isEmpty()
                ? -1
                : library.getFunction(name, Function.C_CONVENTION).invokeInt(arguments);
        if (code != 0) {
            line("error", name.isEmpty() ? names + " is missing" : name, Integer.toString(code));
        }
        return code == 0;
    }

    /**
     * Asks for each GPU by its index.
     *
     * @param count as the driver gave it, unsigned
     * @return false, with none asked, if it is more than any machine has, which was printed
     */
    boolean asksEach(int count, IntConsumer gpu) {
        if (Integer.compareUnsigned(count, MOST_GPUS) > 0) {
            line("nonsense", Integer.toUnsignedString(count) + " GPUs");
            return false;
        }
        for (int index = 0; index < count; index++) {
            gpu.accept(index);
        }
        return true;
    }

    void line(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(field.replaceAll("[\\t\\r\\n]", " "));
        }
        out.println(line);
        out.flush();
    }

    /** The text in a buffer, up to its first zero or its end. */
    static String text(byte[] buffer) {
        int length = 0;
        while (length < buffer.length && buffer[length] != 0) {
            length++;
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private String nameOf(String names) {
        return Stream.of(names.split(" ", -1)).filter(this::has).findFirst().orElse("");
    }

    private boolean has(String name) {
        try {
            library.getFunction(name);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false; // an older or newer driver
        }
    }
}
