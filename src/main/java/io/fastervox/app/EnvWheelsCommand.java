package io.fastervox.app;

import io.fastervox.environment.LockedWheel;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.Profile;
import io.fastervox.environment.PythonEmbed;
import io.fastervox.support.CodedException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox env wheels}: the packages of an environment as requirements of pip with hashes, to fetch them by hand (R19). */
@Command(name = "wheels", mixinStandardHelpOptions = true)
final class EnvWheelsCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--profile", paramLabel = "PROFILE", descriptionKey = "fvox.env.export.profile")
    private @Nullable String profile;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            descriptionKey = "fvox.env.export.platform",
            converter = PlatformConverter.class)
    private @Nullable PlatformId platform;

    EnvWheelsCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        PythonEmbed embed = composition.embed();
        PlatformId wanted = platform != null ? platform : PlatformId.current();
        DeviceChoice devices = composition.devices();
        Profile chosen = embed.profiles().get(profile != null ? profile : devices.profileInUse(devices.decision()));
        Stream.concat(embed.lock(chosen, wanted).wheels().stream(), embed.bootLock(wanted).wheels().stream())
                .map(EnvWheelsCommand::requirement)
                .distinct()
                .sorted()
                .forEach(composition.console()::result);
        return ExitCode.OK;
    }

    private static String requirement(LockedWheel wheel) {
        return wheel.name() + "==" + wheel.version() + " --hash=sha256:" + wheel.sha256();
    }
}
