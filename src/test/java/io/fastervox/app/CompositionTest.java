package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.hardware.FakeDriver;
import io.fastervox.hardware.Gpu;
import io.fastervox.support.CodedException;
import io.fastervox.support.Messages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX) // where a driver is found that lies in a folder of the test
@DisplayName("R18: the memory of a graphics card that the program plans with")
class CompositionTest {
    private static final long WHOLE = 12_878_610_432L;

    @TempDir
    private Path home;

    private Composition composition(long free) throws CodedException {
        PrintStream out = new Written().stream();
        return new Composition(
                Map.of(
                        "FASTERVOX_HOME", home.toString(),
                        "LD_LIBRARY_PATH", FakeDriver.folder().toString(),
                        "FAKE_GPU_FREE", Long.toString(free)),
                new Console(out, out, Messages.in(Locale.ENGLISH), false));
    }

    private static List<OptionalLong> usable(Composition composition) {
        return composition.hardware().gpus().stream().map(Gpu::usableBytes).toList();
    }

    @Test
    void isWhatIsFreeNowAlsoWhenTheRestIsRemembered() throws Exception {
        try (Composition first = composition(9_000_000_000L);
                Composition second = composition(1_500_000_000L)) {
            assertEquals(
                    List.of(List.of(OptionalLong.of(9_000_000_000L)), List.of(OptionalLong.of(1_500_000_000L))),
                    List.of(usable(first), usable(second)));
        }
    }

    @Test
    void isAllOfItWhileTheProgramItselfHoldsTheRest() throws Exception {
        try (Composition composition = composition(1_500_000_000L)) {
            composition.holdsGpu();

            assertEquals(List.of(OptionalLong.of(WHOLE)), usable(composition));
        }
    }
}
