package io.fastervox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.engine.worker.SelfTest;
import io.fastervox.support.Json;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A recording of several of Whisper's windows: four different clips, over and over. A model that hears one sentence repeated
 * soon leaves repetitions out.
 */
public final class JoinedSamples {
    private static final int HEADER_BYTES = 44;
    private static final Path PROGRAM = Path.of(System.getProperty("fastervox.program", ""));

    private JoinedSamples() {}

    /** Writes the recording; a round is 21 s. */
    public static Path write(Path file, int rounds) throws Exception {
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        for (Path clip : order(rounds)) {
            byte[] wav = Files.readAllBytes(clip);
            samples.write(wav, HEADER_BYTES, wav.length - HEADER_BYTES);
        }
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(clips().get(0)), 0, HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, HEADER_BYTES - 8 + samples.size()).putInt(40, samples.size());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header.array(), 0, HEADER_BYTES);
            samples.writeTo(out);
        }
        return file;
    }

    /** What is said in it. */
    public static String transcript(int rounds) throws Exception {
        Map<String, String> said = new HashMap<>();
        said.put(name(selfTest().recording()), selfTest().transcript());
        JsonNode known = Json.strict()
                .readTree(PROGRAM.resolve("samples/transcripts.json").toFile());
        for (JsonNode sample : known.required("samples")) {
            said.put(
                    sample.required("file").asText(),
                    sample.required("transcript").asText());
        }
        return order(rounds).stream().map(clip -> said.get(name(clip))).collect(Collectors.joining(" "));
    }

    /**
     * Each round begins with another clip. With the same order again the model loops in the second window where CTranslate2
     * computes with AVX or AVX2 (not with AVX-512).
     */
    private static List<Path> order(int rounds) throws EngineException {
        List<Path> order = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Path> clips = new ArrayList<>(clips());
            Collections.rotate(clips, -round);
            order.addAll(clips);
        }
        return order;
    }

    private static String name(Path clip) {
        return String.valueOf(clip.getFileName());
    }

    private static List<Path> clips() throws EngineException {
        Path samples = PROGRAM.resolve("samples");
        return List.of(
                selfTest().recording(),
                samples.resolve("ill-disposed.wav"),
                samples.resolve("cold-hearted.wav"),
                samples.resolve("john-dashwood.wav"));
    }

    private static SelfTest selfTest() throws EngineException {
        return SelfTest.in(PROGRAM.resolve("python-embed"));
    }
}
