package io.fastervox.models;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelCatalogueTest {
    private final ModelCatalogue catalogue = ModelCatalogue.shipped();

    @Test
    void aModelHasShortWindowsOnlyInLanguagesInWhichTheyAreShownToCostNoWords() {
        Map<String, Set<String>> found = catalogue.entries().stream()
                .filter(entry -> !entry.shortWindows().isEmpty())
                .collect(Collectors.toMap(ModelEntry::id, ModelEntry::shortWindows));

        assertEquals(Map.of("base", Set.of("en")), found);
    }

    @Test
    void aModelOfEnglishAloneSuitsOnlyWhoSaysThatEnglishIsSpoken() {
        Demand english = new Demand(Optional.of("en"), false);
        ModelEntry ofEnglish = catalogue.find("base.en").orElseThrow();
        ModelEntry ofMany = catalogue.find("base").orElseThrow();

        assertEquals(
                List.of(true, false, true, true),
                List.of(
                        ofEnglish.suits(english),
                        ofEnglish.suits(Demand.ANY_SPEECH),
                        ofMany.suits(english),
                        ofMany.suits(Demand.ANY_SPEECH)));
    }

    @Test
    void everyModelCanBeFetchedAndPlanned() {
        for (ModelEntry entry : catalogue.entries()) {
            assertTrue(entry.downloadBytes() > 0, entry.id());
            assertTrue(entry.memory().ram().containsKey("int8"), entry.id());
            assertTrue(entry.memory().vram().containsKey("float16"), entry.id());
            for (ModelSource source : entry.sources()) {
                assertTrue(
                        source.paths().containsAll(List.of("model.bin", "config.json", "tokenizer.json")), entry.id());
            }
        }
        assertEquals(
                List.of(
                        "tiny",
                        "tiny.en",
                        "base",
                        "base.en",
                        "small",
                        "small.en",
                        "medium",
                        "medium.en",
                        "large-v2",
                        "large-v3",
                        "large-v3-turbo",
                        "distil-small.en",
                        "distil-medium.en",
                        "distil-large-v2",
                        "distil-large-v3",
                        "distil-large-v3.5"),
                catalogue.entries().stream().map(ModelEntry::id).toList());
    }

    @Test
    void packagesOfWheelPartsAreAllNamed() {
        for (ModelEntry entry : catalogue.entries()) {
            for (ModelSource source : entry.sources()) {
                if (source instanceof ModelSource.WheelParts parts) {
                    List<String> wheels =
                            parts.wheels().stream().map(ModelSource.Wheel::file).toList();
                    parts.files()
                            .forEach(file -> file.parts()
                                    .forEach(part -> assertTrue(wheels.contains(part.wheel()), part.toString())));
                }
            }
        }
    }

    @Test
    void modelIsRecognisedByTheHashesOfItsFiles() {
        ModelSource source = catalogue.find("small").orElseThrow().sources().get(0);
        Map<String, String> hashes = new HashMap<>();
        source.paths().forEach(path -> hashes.put(path, source.sha256(path).orElseThrow()));

        assertEquals(Optional.of("small"), catalogue.identify(hashes).map(ModelEntry::id));
        hashes.put("model.bin", "0".repeat(64));
        assertEquals(Optional.empty(), catalogue.identify(hashes));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # language, translate, model,             refused as,            arguments
            fr,         false,     base.en,           LANGUAGE_NOT_IN_MODEL, fr base.en base
            fr,         true,      base.en,           LANGUAGE_NOT_IN_MODEL, fr base.en base
            zh,         false,     distil-large-v3,   LANGUAGE_NOT_IN_MODEL, zh distil-large-v3 small
            yue,        false,     small,             LANGUAGE_NOT_IN_MODEL, yue small large-v3
            ,           true,      base.en,           TASK_NOT_IN_MODEL,     base.en base
            ,           true,      large-v3-turbo,    TASK_NOT_IN_MODEL,     large-v3-turbo small
            yue,        true,      large-v3-turbo,    TASK_NOT_IN_MODEL,     large-v3-turbo large-v3
            """)
    @Reaches({ErrorCode.TASK_NOT_IN_MODEL, ErrorCode.LANGUAGE_NOT_IN_MODEL})
    void whatAModelCannotDoIsRefusedWithOneThatCan(
            String language, boolean translate, String model, ErrorCode code, String arguments) {
        Demand demand = new Demand(Optional.ofNullable(language), translate);

        ModelException refusal = assertThrows(ModelException.class, () -> catalogue.requireFor(demand, model));

        assertEquals(Map.of(code, List.of(arguments.split(" ", -1))), Map.of(refusal.code(), refusal.arguments()));
    }

    @ParameterizedTest
    @CsvSource({"en,false,base.en", "fr,true,base", "yue,false,large-v3-turbo", ",false,tiny.en", "fr,true,my-own-model"
    })
    void whatAModelCanDoAndWhatIsNotKnownOfItIsNotRefused(String language, boolean translate, String model) {
        assertDoesNotThrow(() -> catalogue.requireFor(new Demand(Optional.ofNullable(language), translate), model));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            My Model (v2),        my-model-v2
            large-v3_turbo.ct2,   large-v3_turbo.ct2
            Modèle Éte,           modele-ete
            模型,                  custom
            ..,                   custom
            con,                  model-con
            Aux.v1,               model-aux.v1
            ｗｉｄｅ,              wide
            """)
    void folderNameBecomesAnIdThatEveryFileSystemTakes(String name, String id) {
        assertEquals(id, ModelIds.fromName(name));
        assertTrue(ModelIds.isValid(id));
    }

    @ParameterizedTest
    @CsvSource({"../a", "a/b", "A", "nul", "a.", ".a", "''"})
    void idThatLeavesTheStoreIsRefused(String id) {
        assertThrows(IllegalArgumentException.class, () -> ModelIds.require(id));
    }
}
