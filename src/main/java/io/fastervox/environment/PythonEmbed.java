package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The program's folder {@code python-embed/}: profiles, locks, pins and the scripts that run in the environment. Every
 * file is read strictly; a missing or odd one is {@code PROGRAM_FILE_MISSING} with {0} the file and {1} the reason.
 *
 * @param folder the folder itself
 */
public record PythonEmbed(Path folder) {
    public Profiles profiles() throws EnvironmentException {
        return read("profiles.json", Profiles.class);
    }

    /** A lock by its name, for example {@code cpu-linux}. */
    public Lock lock(String name) throws EnvironmentException {
        Lock lock = read("locks/" + name + ".json", Lock.class);
        if (!lock.name().equals(name)) {
            throw odd(folder.resolve("locks/" + name + ".json"), "holds the lock " + lock.name(), null);
        }
        return lock;
    }

    /** The lock of a profile on a platform. */
    public Lock lock(Profile profile, PlatformId platform) throws EnvironmentException {
        Profile.OnPlatform here = profile.platforms().get(platform.id());
        if (here == null) {
            throw odd(folder.resolve("profiles.json"), profile.id() + " has nothing for " + platform.id(), null);
        }
        Lock lock = lock(here.lock());
        if (!lock.platform().equals(platform.id())) {
            throw odd(folder.resolve("locks/" + here.lock() + ".json"), "is for " + lock.platform(), null);
        }
        return lock;
    }

    /** The lock of pip, virtualenv and what they need. */
    public Lock bootLock(PlatformId platform) throws EnvironmentException {
        return lock(platform == PlatformId.WINDOWS ? "boot-windows" : "boot-linux");
    }

    /** Pins of base Pythons, in the order of the file. */
    public List<BasePython> bases() throws EnvironmentException {
        return read("base-python.json", Bases.class).bases();
    }

    /**
     * The base Python of a platform: the first pin whose archive lies in the folder; if none does, the platform's first, so
     * the real one is fetched.
     *
     * @param region where this machine is, see {@link Sources#grouped}
     */
    public BaseArchive archive(PlatformId platform, Path archives, Optional<String> region)
            throws EnvironmentException {
        List<URI> publishers = Sources.grouped(sources().python(), region).stream()
                .flatMap(List::stream)
                .map(source -> source.url().orElseThrow())
                .toList();
        List<BasePython> fitting = bases().stream()
                .filter(base -> base.platform().equals(platform.id()))
                .toList();
        return fitting.stream()
                .filter(base -> Files.isRegularFile(archives.resolve(base.file())))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .map(base -> base.archive(archives.resolve(base.file()), publishers))
                .orElseThrow(() -> odd(folder.resolve("base-python.json"), "has nothing for " + platform.id(), null));
    }

    /** Where things are fetched from, as the user is offered them. */
    public Sources sources() throws EnvironmentException {
        return read("sources.json", Sources.class);
    }

    /** Wheels that came with the program; the folder may not exist. */
    public Path wheels() {
        return folder.resolve("wheels");
    }

    /** A recording of a few seconds of speech. */
    public Path selfTestRecording() throws EnvironmentException {
        return existing("selftest.wav");
    }

    Path script(String name) throws EnvironmentException {
        return existing(name);
    }

    private Path existing(String name) throws EnvironmentException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw odd(file, "not there", null);
        }
        return file;
    }

    private <T> T read(String name, Class<T> type) throws EnvironmentException {
        Path file = folder.resolve(name);
        try {
            return Json.strict().readValue(Files.readAllBytes(file), type);
        } catch (JsonProcessingException e) {
            throw odd(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw odd(file, "not readable", e);
        }
    }

    private static EnvironmentException odd(
            Path file, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EnvironmentException(
                ErrorCode.PROGRAM_FILE_MISSING, file + ": " + reason, cause, List.of(file, reason));
    }

    record Bases(List<String> about, List<BasePython> bases) {
        Bases {
            about = List.copyOf(about);
            bases = List.copyOf(bases);
        }
    }
}
