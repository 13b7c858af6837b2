package io.fastervox.environment;

import io.fastervox.download.Http;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which package indexes serve a build: the wheels that came with the program, then those that were chosen.
 *
 * @param shipped folder of wheels that came with the program; may not exist
 * @param direct name of a file that no index has → where it lies
 */
record Indexes(Http http, Path shipped, IndexChoice choice, Map<String, List<URI>> direct) {
    Indexes(Http http, Path shipped, IndexChoice choice) {
        this(http, shipped, choice, Map.of());
    }

    Indexes with(Map<String, List<URI>> files) {
        return new Indexes(http, shipped, choice, files);
    }

    /** The indexes for these wheels. Nobody is asked for anything when all of them came with the program. */
    PackageIndex open(List<LockedWheel> wheels, Base base, Optional<Path> basePip, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        return wheels.stream().allMatch(this::ships)
                ? new PackageIndex(http, choice.order(), List.of(shipped.toUri()), List.of(), direct)
                : open(base, basePip, isolated);
    }

    /** Whether a wheel came with the program and is whole. */
    boolean ships(LockedWheel wheel) {
        return PackageIndex.isWhole(shipped.resolve(wheel.file()), wheel.sha256());
    }

    /** All of them. */
    PackageIndex open(Base base, Optional<Path> basePip, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        return new PackageIndex(
                http, choice.order(), List.of(shipped.toUri()), addresses(base, basePip, isolated), direct);
    }

    /** The groups of the choice with the address of the default index. */
    List<List<URI>> addresses(Base base, Optional<Path> basePip, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        List<List<URI>> groups = new ArrayList<>();
        for (List<Optional<URI>> group : choice.groups()) {
            List<URI> addresses = new ArrayList<>();
            for (Optional<URI> index : group) {
                addresses.add(index.isPresent() ? index.get() : DefaultIndex.ask(base, pipWheel(basePip), isolated));
            }
            groups.add(addresses);
        }
        return groups;
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
