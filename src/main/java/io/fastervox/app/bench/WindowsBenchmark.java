package io.fastervox.app.bench;

import io.fastervox.environment.BuildReport;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The life of the Windows program, from the installer to the removal, in a Wine prefix that is made for it. */
public final class WindowsBenchmark {
    private static final String INSTALL = "install";
    private static final String UPGRADE = "upgrade";
    private static final String WARM = "fvox.exe --version, again";
    private static final String JAVA = "java.exe, the same";
    private static final String WINE = "set-up under Wine";
    private static final String LINUX = "set-up on Linux";
    private static final String END = "to installed";
    private static final double UPGRADE_AIM = 2;
    private static final double LAUNCHER_AIM = 1.1;
    private static final double SET_UP_AIM = 4;
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final WineTier wine;
    private final String version;
    private final EnvironmentBenchmark.Build linux;
    private final Path work;

    /**
     * @param version of the program, in three parts
     * @param linux the same set-up without Wine
     * @param work an empty folder
     */
    public WindowsBenchmark(Path checkout, String version, EnvironmentBenchmark.Build linux, Path work) {
        this.wine = new WineTier(checkout, work.resolve("prefix"), LIMIT);
        this.version = version;
        this.linux = linux;
        this.work = work;
    }

    /** Times of each step of the life, the set-up's parts on both systems, and exact sizes. */
    public List<Samples> run(int rounds) throws CodedException, IOException, InterruptedException {
        Path folder = work.resolve("program");
        Path image = folder.resolve("Faster-Vox");
        Path first = folder.resolve("Faster-Vox-" + version + "-TEST.msi");
        Path second = folder.resolve("Faster-Vox-" + next() + "-TEST.msi");
        wine.script(".ci/windows/program.sh", version, folder.toString());
        wine.script("installer/build-msi.sh", "--image", image.toString(), "--version", next(), "--out", "" + second);
        wine.makePrefix();
        Series series = new Series();
        try {
            for (int round = 0; round < rounds; round++) {
                life(series, first, second);
                Path data = work.resolve("linux");
                series.add(LINUX, END, linux.in(data).report());
                FileTrees.delete(data);
            }
        } finally {
            wine.stop();
        }
        List<Samples> samples = new ArrayList<>(series.seconds());
        samples.add(Samples.bytes("installer", Files.size(first)));
        samples.addAll(ProgramSize.of(image));
        return samples;
    }

    public List<Ratio> ratios(List<Samples> samples) {
        return List.of(
                Ratio.of(Samples.named(samples, UPGRADE), Samples.named(samples, INSTALL), UPGRADE_AIM),
                Ratio.of(Samples.named(samples, WARM), Samples.named(samples, JAVA), LAUNCHER_AIM),
                Ratio.of(
                        Samples.named(samples, WINE + ", " + END),
                        Samples.named(samples, LINUX + ", " + END),
                        SET_UP_AIM));
    }

    private void life(Series series, Path first, Path second) throws IOException, InterruptedException {
        Path program = wine.localAppData().resolve("Programs/Faster-Vox");
        Path data = wine.localAppData().resolve("Faster-Vox");
        String fvox = program.resolve("fvox.exe").toString();
        series.add("an empty program", wine.run("cmd", "/c", "exit").seconds());
        series.add(INSTALL, wine.run("msiexec", "/i", wine.name(first), "/qn").seconds());
        series.add("fvox.exe --version, first", wine.run(fvox, "--version").seconds());
        series.add(WARM, wine.run(fvox, "--version").seconds());
        series.add(JAVA, wine.java(plainJava(wine.name(program.resolve("app")))).seconds());
        WineTier.Run setUp = wine.run(fvox, "env", "setup", "--profile=cpu", "--json");
        series.add(WINE, END, Json.strict().readValue(setUp.output(), BuildReport.class));
        FileTrees.delete(data);
        series.add(UPGRADE, wine.run("msiexec", "/i", wine.name(second), "/qn").seconds());
        series.add(
                "uninstall", wine.run("msiexec", "/x", wine.name(second), "/qn").seconds());
        if (Files.exists(program)) {
            throw new IOException("the uninstall left " + program);
        }
    }

    /** What the launcher does, by {@code java.exe}. */
    private static String[] plainJava(String app) {
        return new String[] {
            "-Xmx256m",
            "-Dfile.encoding=UTF-8",
            "-Djna.nounpack=true",
            "-Djna.boot.library.path=" + app,
            "-Dfastervox.program=" + app,
            "-cp",
            app + "\\*",
            "io.fastervox.app.Main",
            "--version"
        };
    }

    private String next() {
        int dot = version.lastIndexOf('.');
        return version.substring(0, dot + 1) + (Integer.parseInt(version.substring(dot + 1)) + 1);
    }
}
