package io.fastervox.environment;

import io.fastervox.download.Http;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which package indexes serve a build: the wheels that came with the program, then what is configured, else the default
 * index.
 *
 * @param shipped folder of wheels that came with the program; may not exist
 * @param configured empty for the default index
 */
record Indexes(Http http, Path shipped, List<URI> configured) {
    Indexes {
        configured = List.copyOf(configured);
    }

    /** The indexes for these wheels. Nobody is asked for anything when all of them came with the program. */
    PackageIndex open(List<LockedWheel> wheels, Base base, Optional<Path> basePip, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        boolean elsewhere = wheels.stream().anyMatch(wheel -> !Files.exists(shipped.resolve(wheel.file())));
        return elsewhere ? open(base, basePip, isolated) : new PackageIndex(http, List.of(shipped.toUri()));
    }

    /** All of them. */
    PackageIndex open(Base base, Optional<Path> basePip, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        List<URI> bases = new ArrayList<>(List.of(shipped.toUri()));
        if (configured.isEmpty()) {
            bases.add(DefaultIndex.ask(base, pipWheel(basePip), isolated));
        }
        bases.addAll(configured);
        return new PackageIndex(http, bases);
    }

    private Path pipWheel(Optional<Path> basePip) throws EnvironmentException, IOException {
        if (Files.isDirectory(shipped)) {
            try (Stream<Path> wheels = Files.list(shipped)) {
                Optional<Path> pip = wheels.filter(
                                file -> String.valueOf(file.getFileName()).matches("pip-.*\\.whl"))
                        .findFirst();
                if (pip.isPresent()) {
                    return pip.get();
                }
            }
        }
        return basePip.filter(Files::isRegularFile)
                .orElseThrow(() -> new EnvironmentException(
                        ErrorCode.PROGRAM_FILE_MISSING,
                        "no pip at hand that names the default package index",
                        shipped,
                        "no pip wheel"));
    }
}
