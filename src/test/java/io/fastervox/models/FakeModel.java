package io.fastervox.models;

import io.fastervox.support.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Files that look like a Whisper model of CTranslate2, of a size for tests. */
public record FakeModel(Map<String, byte[]> files) {
    public static FakeModel of(long seed) {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        weights.writeBytes(new byte[] {6, 0, 0, 0, 12, 0});
        weights.writeBytes("WhisperSpec\0".getBytes(StandardCharsets.US_ASCII));
        byte[] numbers = new byte[200_000];
        new Random(seed).nextBytes(numbers);
        weights.writeBytes(numbers);
        Map<String, byte[]> files = new TreeMap<>();
        files.put("model.bin", weights.toByteArray());
        files.put("config.json", "{\"suppress_ids\": [%d]}".formatted(seed).getBytes(StandardCharsets.UTF_8));
        files.put(
                "tokenizer.json",
                "{\"model\": {\"name\": \"字%d\"}}".formatted(seed).getBytes(StandardCharsets.UTF_8));
        files.put("vocabulary.txt", "<|endoftext|>\nhello\n".getBytes(StandardCharsets.UTF_8));
        return new FakeModel(files);
    }

    byte[] file(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name);
        }
        return content;
    }

    String sha256(String name) {
        return Sha256.of(file(name));
    }

    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }
}
