package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.download.DownloadException;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.Informant;
import io.fastervox.hardware.Vendor;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Packages of a graphics card that are not here yet")
class GpuSetupTest {
    @TempDir
    private Path home;

    private String told(ErrorCode code) throws CodedException {
        Written written = new Written();
        PrintStream out = written.stream();
        Console console = new Console(out, out, Messages.in(Locale.ENGLISH), false);
        Gpu gpu = new Gpu(
                Vendor.NVIDIA,
                "GPU-0",
                "GeForce",
                Optional.empty(),
                OptionalInt.of(0),
                Optional.of("572.61"),
                Optional.of("8.9"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                EnumSet.of(Informant.NVML));
        DeviceDecision decision =
                new DeviceDecision("cuda", DeviceDecision.CUDA, Optional.of(gpu), List.of("float16"), 4, List.of());
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            new GpuSetup(composition, decision)
                    .waits(new DownloadException(code, "not fetched", "https://a.test/b.whl", "no answer"));
        }
        return written.text();
    }

    @Test
    void mayComeLater() throws CodedException {
        assertEquals(
                "The packages of GeForce could not be fetched: There is no connection to https://a.test/b.whl. Until they are here, the processor computes."
                        + " Try again later: fvox env setup\n",
                told(ErrorCode.OFFLINE));
    }

    @Test
    void comeFromTheAdministratorWhereNobodyMayFetchThem() throws CodedException {
        assertEquals(
                "The packages of GeForce are not here, and your organisation has switched downloads off; the processor"
                        + " computes. Import what your administrator gives you: fvox env import, fvox models import.\n",
                told(ErrorCode.DOWNLOADS_OFF));
    }
}
