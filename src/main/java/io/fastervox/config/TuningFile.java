package io.fastervox.config;

import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link Tuning} in {@code tuning.json} of the data folder. */
public final class TuningFile {
    private static final Logger LOG = LoggerFactory.getLogger(TuningFile.class);

    private final Path file;

    /** @param folder need not exist */
    public TuningFile(Path folder) {
        this.file = folder.resolve("tuning.json");
    }

    /** What was found last. One that cannot be read counts as none: the program then chooses as if nothing had been measured. */
    public Optional<Tuning> read() {
        try {
            return Optional.of(Json.lenient().readValue(Files.readAllBytes(file), Tuning.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** @throws ConfigException {@code DATA_FOLDER_NOT_WRITABLE}; the file is as it was */
    public void write(Tuning tuning) throws ConfigException {
        try {
            AtomicFiles.write(
                    file, Json.strict().writerWithDefaultPrettyPrinter().writeValueAsString(tuning) + "\n");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** @throws ConfigException {@code DATA_FOLDER_NOT_WRITABLE} */
    public void forget() throws ConfigException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private ConfigException failure(IOException e) {
        return new ConfigException(
                ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                "cannot write " + file,
                e,
                List.of(String.valueOf(file.getParent()), IoReason.of(e)));
    }
}
