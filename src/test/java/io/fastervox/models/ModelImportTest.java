package io.fastervox.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import io.fastervox.support.Reaches;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R19: a model can be brought in a folder")
final class ModelImportTest extends StoreFixture {
    private static final FakeModel OTHER = FakeModel.of(5);

    ModelImportTest(@TempDir Path data) {
        super(data);
    }

    @Test
    void modelOfTheCatalogueIsRecognisedByItsHashes() throws Exception {
        Path from = SMALL.write(data.resolve("下载 folder 😀"));

        ModelStatus status = store().importFolder(from, Optional.empty(), heard);

        assertEquals(
                List.of("small", ModelState.PRESENT, Optional.of("folder")),
                List.of(status.id(), status.state(), status.source()));
        assertArrayEquals(
                SMALL.file("model.bin"), Files.readAllBytes(status.folder().resolve("model.bin")));
    }

    @Test
    void importedModelBecomesUsableOnceLoaded() throws Exception {
        ModelStore store = store();
        store.importFolder(SMALL.write(data.resolve("in")), Optional.empty(), heard);

        assertEquals(ModelState.USABLE, store.get("small", loader, heard).state());
    }

    @Test
    void anotherModelGetsAnIdFromItsFolder() throws Exception {
        ModelStore store = store();

        assertEquals(
                List.of("my-model-v2", "custom", "small-custom", "my-model-v2"),
                List.of(
                        imported(store, OTHER, "My Model (v2)"),
                        imported(store, FakeModel.of(6), "模型"),
                        imported(store, FakeModel.of(7), "small"),
                        imported(store, OTHER, "again/My Model (v2)")));
    }

    @Test
    void takenIdIsNumberedAndNothingIsOverwritten() throws Exception {
        ModelStore store = store();
        imported(store, OTHER, "a/mine");

        assertEquals("mine-2", imported(store, FakeModel.of(6), "b/mine"));
        assertArrayEquals(OTHER.file("model.bin"), Files.readAllBytes(data.resolve("models/mine/model.bin")));
    }

    @Test
    void wantedIdIsUsedUnlessItBelongsToAnotherModel() throws Exception {
        ModelStore store = store();
        Path from = OTHER.write(data.resolve("in"));

        assertEquals(
                "finetune",
                store.importFolder(from, Optional.of("finetune"), heard).id());
        assertEquals(
                List.of("these are not the files of small", "an id holds a-z, 0-9, . _ and - alone"),
                List.of(reason(store, from, Optional.of("small")), reason(store, from, Optional.of("../x"))));
        assertEquals(
                "the id finetune is taken",
                reason(store, FakeModel.of(6).write(data.resolve("in2")), Optional.of("finetune")));
    }

    @Test
    void importRepairsADamagedModel() throws Exception {
        ModelStore store = store();
        Path from = SMALL.write(data.resolve("in"));
        Path folder = store.importFolder(from, Optional.empty(), heard).folder();
        Files.writeString(folder.resolve("model.bin"), "rotten");
        Files.writeString(folder.resolve("vocabulary.json"), "[]");

        assertEquals(
                ModelState.PRESENT,
                store.importFolder(from, Optional.empty(), heard).state());
        assertFalse(Files.exists(folder.resolve("vocabulary.json")));
    }

    @Test
    void damagedImportedModelCannotBeFetched() throws Exception {
        ModelStore store = store();
        String id = imported(store, OTHER, "mine");
        Files.delete(data.resolve("models/mine/config.json"));

        ModelException e = assertThrows(ModelException.class, () -> store.get(id, loader, heard));

        assertEquals(
                List.of(ErrorCode.MODEL_DAMAGED, List.of("mine", "config.json")), List.of(e.code(), e.arguments()));
    }

    @ParameterizedTest
    @CsvSource({
        "model.bin,       missing: model.bin",
        "config.json,     missing: config.json",
        "tokenizer.json,  missing: tokenizer.json",
        "vocabulary.txt,  missing: vocabulary.json"
    })
    void missingFileIsNamed(String file, String reason) throws Exception {
        Path from = SMALL.write(data.resolve("in"));
        Files.delete(from.resolve(file));

        assertEquals(reason, reason(store(), from, Optional.empty()));
    }

    @Test
    @Reaches(ErrorCode.MODEL_FOLDER_INVALID)
    void whatIsNoModelIsRefusedAndNothingIsLeft() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "x");
        Path translator = SMALL.write(data.resolve("translator"));
        Files.write(
                translator.resolve("model.bin"),
                "\6\0\0\0\20\0TransformerSpec\0....".getBytes(StandardCharsets.US_ASCII));
        Path tiny = SMALL.write(data.resolve("tiny"));
        Files.writeString(tiny.resolve("model.bin"), "x");
        Path list = SMALL.write(data.resolve("list"));
        Files.writeString(list.resolve("config.json"), "[]");
        ModelStore store = store();

        assertEquals(
                List.of(
                        "not a folder",
                        "no such folder",
                        "model.bin is not a Whisper model in CTranslate2 format",
                        "model.bin is not a Whisper model in CTranslate2 format",
                        "config.json is not an object"),
                List.of(
                        reason(store, file, Optional.empty()),
                        reason(store, data.resolve("nowhere"), Optional.empty()),
                        reason(store, translator, Optional.empty()),
                        reason(store, tiny, Optional.empty()),
                        reason(store, list, Optional.empty())));
        assertFalse(Files.exists(data.resolve("models")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void whatCannotBeReadIsToldOfTheFolderThatIsImportedWhetherItIsHashedOrCopied(int step) throws Exception {
        Path from = SMALL.write(data.resolve("in"));
        GetListener unplugs = new GetListener() {
            private int steps;

            @Override
            public void progress(Progress now) {
                steps++;
                if (steps == step) {
                    assertDoesNotThrow(() -> Files.delete(from.resolve("tokenizer.json")));
                }
            }
        };

        ModelException e =
                assertThrows(ModelException.class, () -> store().importFolder(from, Optional.empty(), unplugs));

        assertEquals(
                List.of(ErrorCode.MODEL_FOLDER_INVALID, List.of(from.toString(), "no such file or folder")),
                List.of(e.code(), e.arguments()));
    }

    private ModelStore store() {
        return hubStore(entry("small", pinned(SMALL)));
    }

    private String imported(ModelStore store, FakeModel model, String folder) throws Exception {
        return store.importFolder(model.write(data.resolve(folder)), Optional.empty(), heard)
                .id();
    }

    private String reason(ModelStore store, Path from, Optional<String> id) {
        ModelException e = assertThrows(ModelException.class, () -> store.importFolder(from, id, heard));
        assertEquals(
                List.of(ErrorCode.MODEL_FOLDER_INVALID, from.toString()),
                List.of(e.code(), e.arguments().get(0)));
        return String.valueOf(e.arguments().get(1));
    }
}
