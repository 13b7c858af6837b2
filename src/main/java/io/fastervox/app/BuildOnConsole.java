package io.fastervox.app;

import io.fastervox.environment.BuildListener;
import io.fastervox.environment.BuildPlan;
import java.nio.file.Path;
import java.util.Locale;

/** Says before a build what it will take (R20). */
record BuildOnConsole(Console console) implements BuildListener {
    @Override
    public void fetching(Path archive, Flaw flaw) {
        console.say("base-python." + flaw.name().toLowerCase(Locale.ROOT), archive);
    }

    @Override
    public void building(BuildPlan plan) {
        console.say("env.plan", plan.profile(), megabytes(plan.downloadBytes()), megabytes(plan.diskBytes()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / 1e6);
    }
}
