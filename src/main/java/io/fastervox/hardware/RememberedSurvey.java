package io.fastervox.hardware;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a survey found, so that not every start asks the driver. The key: path, size and time of the driver's files, and
 * the GPUs and the driver version that the system lists; a driver update, a new card or a docked laptop changes it. Good
 * answers hold for 12 hours; one with a trouble for 10 minutes, because a restart of the machine may mend it.
 *
 * <p>Free memory is not kept: it is true for a moment only.
 *
 * @param file where it is kept; one that cannot be read or written counts as absent
 * @param ask whether to ask in any case
 */
record RememberedSurvey(GpuSurvey survey, DriverFiles driver, Path file, boolean ask, Clock clock)
        implements GpuSurvey {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedSurvey.class);
    private static final int VERSION = 1;
    private static final Duration GOOD = Duration.ofHours(12);
    private static final Duration TROUBLED = Duration.ofMinutes(10);

    @Override
    public Found survey(List<Gpu> listed, Optional<String> listedDriver) {
        List<String> key = key(listed, listedDriver);
        Optional<Found> known = ask ? Optional.empty() : remembered(key);
        if (known.isPresent()) {
            return known.get();
        }
        Found found = survey.survey(listed, listedDriver);
        if (!Thread.currentThread().isInterrupted()) {
            remember(key, found);
        }
        return found;
    }

    private Optional<Found> remembered(List<String> key) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Memory memory = Json.strict().readValue(Files.readAllBytes(file), Memory.class);
            Duration age = Duration.between(Instant.parse(memory.at()), clock.instant());
            boolean holds = memory.version() == VERSION
                    && memory.key().equals(key)
                    && !age.isNegative()
                    && age.compareTo(isGood(memory.found()) ? GOOD : TROUBLED) < 0;
            return holds ? Optional.of(memory.found()) : Optional.empty();
        } catch (JsonProcessingException | DateTimeParseException e) {
            LOG.info("{} does not make sense and counts as absent", file);
        } catch (IOException e) {
            LOG.info("{} is not readable and counts as absent: {}", file, e.toString());
        }
        return Optional.empty();
    }

    private static boolean isGood(Found found) {
        return found.troubles().stream().allMatch(trouble -> trouble.kind() == Trouble.Kind.ABSENT);
    }

    private void remember(List<String> key, Found found) {
        Found lasting =
                new Found(found.gpus().stream().map(Gpu::withoutFreeBytes).toList(), found.cuda(), found.troubles());
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file in a folder"));
            AtomicFiles.write(
                    file,
                    Json.strict()
                            .writeValueAsBytes(
                                    new Memory(VERSION, clock.instant().toString(), key, lasting)));
        } catch (IOException e) {
            LOG.info("{} cannot be written: {}", file, e.toString());
        }
    }

    private List<String> key(List<Gpu> listed, Optional<String> listedDriver) {
        List<String> key = new ArrayList<>();
        driver.nvml().map(RememberedSurvey::fact).ifPresent(key::add);
        driver.nvcuda().map(RememberedSurvey::fact).ifPresent(key::add);
        listedDriver.ifPresent(key::add);
        listed.forEach(
                gpu -> key.add(gpu.id() + " " + gpu.name() + " " + gpu.driver().orElse("")));
        return key;
    }

    private static String fact(String library) {
        Path path = Path.of(library);
        try {
            return library + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return library; // only the loader knows where it is
        }
    }

    /** The file; {@code at} is a time in ISO 8601. */
    private record Memory(int version, String at, List<String> key, Found found) {
        Memory {
            key = List.copyOf(key);
        }
    }
}
