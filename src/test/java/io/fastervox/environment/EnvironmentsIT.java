package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.download.Http;
import io.fastervox.support.ProgressListener;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class EnvironmentsIT {
    @TempDir
    Path data;

    @Test
    void buildsFromTheRealIndex() throws Exception {
        try (Http http = RealBuild.http()) {
            Environments environments = RealBuild.environments(data, http);
            Environments.Built built = environments.ensure("cpu", ProgressListener.NONE);
            System.out.println(built);
            long t = System.nanoTime();
            System.out.println(environments.status("cpu"));
            System.out.println((System.nanoTime() - t) / 1e6);
            t = System.nanoTime();
            System.out.println(environments.check(true));
            System.out.println((System.nanoTime() - t) / 1e6);
            assertEquals("cpu", built.environment().profile());
        }
    }
}
