package io.fastervox.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How this program starts itself once more. */
final class OwnProgram {
    /** Where JNA finds its library in the installed program. */
    private static final List<String> PASSED_ON = List.of("jna.nounpack", "jna.boot.library.path");

    private OwnProgram() {}

    /** Program and first arguments: the installed console launcher, or Java with our class path. */
    static List<String> command() {
        @Nullable String launcher = System.getProperty("jpackage.app-path");
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        if (launcher != null) {
            Path console = Path.of(launcher).resolveSibling(windows ? "fvox.exe" : "fvox");
            return List.of(Files.isRegularFile(console) ? console.toString() : launcher);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xshare:auto", "-Dfile.encoding=UTF-8"));
        PASSED_ON.stream()
                .filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }
}
