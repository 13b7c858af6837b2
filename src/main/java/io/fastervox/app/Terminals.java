package io.fastervox.app;

import io.fastervox.desktop.windows.WindowsConsole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which outputs are terminals, where lines may be rewritten and coloured.
 *
 * @param out standard output
 * @param err standard error
 */
record Terminals(boolean out, boolean err) {
    /** What the launching script found, which can ask the system; Java 17 knows of both outputs together only. */
    static Terminals named(String property) {
        List<String> names = List.of(property.split(","));
        return new Terminals(names.contains("out"), names.contains("err"));
    }

    static Terminals of(WindowsConsole console) {
        return new Terminals(console.out(), console.err());
    }

    /** Whether the help is coloured: see <a href="https://no-color.org">no-color.org</a>. */
    boolean colours(@Nullable String noColor) {
        return out && (noColor == null || noColor.isEmpty());
    }
}
