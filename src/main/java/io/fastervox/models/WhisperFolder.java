package io.fastervox.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import io.fastervox.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether a folder of someone's is a Whisper model that CTranslate2 can read. */
final class WhisperFolder {
    private static final List<String> REQUIRED = List.of("model.bin", "config.json", "tokenizer.json");
    private static final List<String> VOCABULARIES = List.of("vocabulary.txt", "vocabulary.json");
    private static final String OPTIONAL = "preprocessor_config.json";

    /** How a CTranslate2 model file names what it holds, after the version of the format and a length. */
    private static final String SPECIFICATION = "WhisperSpec";

    private WhisperFolder() {}

    /**
     * The files that make up the model; whatever else lies there is not looked at.
     *
     * @throws ModelException {@code MODEL_FOLDER_INVALID}: {@code {0}} the folder, {@code {1}} what is wrong
     */
    static List<String> files(Path folder) throws ModelException {
        if (!Files.isDirectory(folder)) {
            throw invalid(folder, Files.exists(folder) ? "not a folder" : "no such folder");
        }
        List<String> missing = new ArrayList<>();
        List<String> files = new ArrayList<>(REQUIRED);
        for (String name : REQUIRED) {
            if (!isFilled(folder.resolve(name))) {
                missing.add(name);
            }
        }
        VOCABULARIES.stream()
                .filter(name -> isFilled(folder.resolve(name)))
                .findFirst()
                .ifPresentOrElse(files::add, () -> missing.add("vocabulary.json"));
        if (!missing.isEmpty()) {
            throw invalid(folder, "missing: " + String.join(", ", missing));
        }
        if (isFilled(folder.resolve(OPTIONAL))) {
            files.add(OPTIONAL);
        }
        try {
            requireWhisper(folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return files;
    }

    static ModelException invalid(Path folder, String reason) {
        return new ModelException(ErrorCode.MODEL_FOLDER_INVALID, folder + ": " + reason, folder.toString(), reason);
    }

    static ModelException unreadable(Path folder, IOException e) {
        return new ModelException(
                ErrorCode.MODEL_FOLDER_INVALID, folder + ": " + e, e, List.of(folder.toString(), IoReason.of(e)));
    }

    private static void requireWhisper(Path folder) throws IOException, ModelException {
        JsonNode config = Json.lenient().readTree(Files.readAllBytes(folder.resolve("config.json")));
        if (!config.isObject()) {
            throw invalid(folder, "config.json is not an object");
        }
        byte[] name = SPECIFICATION.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer head = ByteBuffer.allocate(4 + 2 + name.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        try (InputStream in = Files.newInputStream(folder.resolve("model.bin"))) {
            head.limit(in.readNBytes(head.array(), 0, head.capacity()));
        }
        byte[] found = new byte[name.length];
        if (head.limit() == head.capacity()) {
            head.position(6).get(found);
        }
        if (!Arrays.equals(name, found)) {
            throw invalid(folder, "model.bin is not a Whisper model in CTranslate2 format");
        }
    }

    private static boolean isFilled(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
