package io.fastervox.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Keeps the settings in one JSON file. */
public final class SettingsStore {
    private final Path folder;
    private final Path file;

    /** @param folder holds {@code settings.json}; neither need exist */
    public SettingsStore(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("settings.json");
    }

    /**
     * Reads the settings. Never fails: a file that is not a JSON object is moved aside to {@code settings.broken-<n>.json},
     * one that cannot be opened stays where it is, and in both cases the defaults come with a notice.
     */
    public LoadedSettings load() {
        try {
            return SettingsFields.read(content());
        } catch (NoSuchFileException e) {
            return new LoadedSettings(Settings.DEFAULTS, List.of());
        } catch (JsonProcessingException e) {
            String reason = reason(e);
            try {
                moveAside();
            } catch (IOException moving) {
                reason += "; it could not be moved aside: " + moving;
            }
            return defaults(reason);
        } catch (IOException e) {
            // A folder that is a file is for those to report who need the folder; it has no settings.
            return Files.isRegularFile(folder)
                    ? new LoadedSettings(Settings.DEFAULTS, List.of())
                    : defaults(e instanceof AccessDeniedException ? "access denied" : e.toString());
        }
    }

    /**
     * Writes the settings, atomically. Fields this version does not know stay in the file: they belong to a newer one.
     *
     * @throws ConfigException with {@code DATA_FOLDER_NOT_WRITABLE}; the file is as it was
     */
    public void save(Settings settings) throws ConfigException {
        try {
            ObjectNode content = contentToKeep();
            content.setAll(SettingsFields.write(settings));
            AtomicFiles.write(file, content.toPrettyString().replace("\r\n", "\n") + "\n");
        } catch (IOException e) {
            throw new ConfigException(
                    ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                    "cannot save " + file,
                    e,
                    List.of(folder.toString(), e.toString()));
        }
    }

    private ObjectNode contentToKeep() throws IOException {
        try {
            return content();
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            moveAside();
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private ObjectNode content() throws IOException {
        JsonNode content = Json.lenient().readTree(Files.readAllBytes(file));
        if (content instanceof ObjectNode object) {
            return object;
        }
        throw new JsonParseException("not a JSON object");
    }

    private void moveAside() throws IOException {
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        Files.move(file, aside(number));
    }

    private Path aside(int number) {
        return folder.resolve("settings.broken-" + number + ".json");
    }

    private LoadedSettings defaults(String reason) {
        SettingsNotice notice = new SettingsNotice(ErrorCode.SETTINGS_UNREADABLE, List.of(file.toString(), reason));
        return new LoadedSettings(Settings.DEFAULTS, List.of(notice));
    }

    private static String reason(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        return where + e.getOriginalMessage();
    }
}
