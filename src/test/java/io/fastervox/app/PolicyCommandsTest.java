package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.config.Desk;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.ModelWish;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Reaches;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What an administrator has decided goes before variables and options")
class PolicyCommandsTest {
    private static final Settings CHOSEN = chosen("https://mirror.example/simple");
    private static final Set<String> HELD =
            Set.of("index_url", "hub_endpoint", "model", "language", "device", "compute_type", "batched");

    @TempDir
    private Path home;

    private record Outcome(int code, String err) {}

    private static Settings chosen(String index) {
        return new Settings(
                1,
                Optional.of(URI.create(index)),
                Optional.of(URI.create("https://hub.example")),
                Optional.empty(),
                Optional.of("small"),
                Optional.of("de"),
                Settings.Device.CPU,
                Optional.empty(),
                0,
                true,
                Desk.DEFAULTS,
                Policy.NONE);
    }

    private static Settings under(Policy policy) {
        return CHOSEN.under(policy);
    }

    private static Settings holding() {
        return under(new Policy(HELD, true, true, true, Optional.empty()));
    }

    private Outcome fvox(Settings settings, String... words) throws CodedException {
        Written written = new Written();
        PrintStream err = written.stream();
        Console console = new Console(err, err, Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            composition.useSettings(settings);
            int code = Main.commandLine(words, composition, err, err).execute(words);
            return new Outcome(code, written.text());
        }
    }

    @Test
    @Reaches(ErrorCode.DICTATION_OFF)
    void whereDictationIsSwitchedOffItIsRefused() throws CodedException {
        assertEquals(
                new Outcome(1, """
                        fvox: Your organisation has switched dictation off on this computer. [%s]
                              Ask your administrator, whose policy decides it.
                        """.formatted(ErrorCode.DICTATION_OFF.id())),
                fvox(under(new Policy(Set.of(), false, true, true, Optional.empty())), "dictate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe a.wav", "queue add a.wav", "queue run"})
    @Reaches(ErrorCode.FILES_OFF)
    void whereRecordingsAreSwitchedOffTheyAreRefused(String words) throws CodedException {
        Settings noFiles = under(new Policy(Set.of(), true, false, true, Optional.empty()));

        assertEquals(new Outcome(1, """
                        fvox: Your organisation has switched the transcription of recordings off on this computer. [%s]
                              Ask your administrator, whose policy decides it.
                        """.formatted(ErrorCode.FILES_OFF.id())), fvox(noFiles, words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transcribe --model tiny a.wav    | model     | tiny",
                "queue add --model tiny a.wav     | model     | tiny",
                "dictate --model tiny             | model     | tiny",
                "history retranscribe --model tiny | model     | tiny",
                "transcribe --device cuda a.wav   | device    | cuda",
                "dictate --device cuda            | device    | cuda",
                "history retranscribe --device cuda | device    | cuda",
                "transcribe --compute-type float16 a.wav | compute_type | float16",
                "dictate --compute-type float16   | compute_type | float16",
                "transcribe --language fr a.wav   | language  | fr",
                "dictate --language auto          | language  | auto",
                "transcribe --no-batched a.wav    | batched   | false",
                "env setup --index https://x.test | index_url | https://x.test/",
                "env setup --index https://me:secret@x.test/simple/ | index_url | https://x.test/simple/"
            })
    @Reaches(ErrorCode.POLICY_HOLDS)
    void anOptionAgainstThePolicyIsRefused(String line) throws CodedException {
        String[] parts = line.split(" *\\| *");

        assertEquals(
                new Outcome(2, """
                        fvox: Your organisation decides the setting %s on this computer, so it cannot be %s. [%s]
                              Leave the option out.
                        """.formatted(parts[1], parts[2], ErrorCode.POLICY_HOLDS.id())),
                fvox(holding(), parts[0].split(" +")));
    }

    @Test
    void aJobThatHasBegunAsksForItsOwnModelStill() throws CodedException {
        Console console = Console.heardBy(Messages.in(Locale.ENGLISH), (key, arguments) -> {}, ProgressListener.NONE);
        ModelWish begun = new ModelWish(Optional.of("our-own"), Optional.empty(), Optional.empty());
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console);
                PreparedEngines engines = new PreparedEngines(composition, () -> Duration.ZERO)) {
            composition.useSettings(holding());
            CodedException gone = assertThrows(
                    CodedException.class, () -> engines.ready(begun, TranscriptionRequest.of(home.resolve("a.wav"))));

            assertEquals(ErrorCode.MODEL_UNKNOWN, gone.code()); // it was looked for
        }
    }

    @Test
    void anOptionThatSaysTheSamePasses() throws CodedException {
        Outcome outcome = fvox(
                holding(), "transcribe", "--model=small", "--language=German", "--device=cpu", "--batched", "a.wav");

        assertEquals(new Outcome(1, """
                        fvox: There is no file a.wav. [FV201]
                              Check the name and the folder.
                        """), outcome);
    }

    @Test
    void detectionCanBeNamedWhereThePolicyHasTheLanguageDetected() throws CodedException {
        Settings detecting =
                Settings.DEFAULTS.under(new Policy(Set.of("language"), true, true, true, Optional.empty()));

        assertEquals(new Outcome(1, """
                        fvox: There is no file a.wav. [FV201]
                              Check the name and the folder.
                        """), fvox(detecting, "transcribe", "--language=auto", "a.wav"));
    }

    @Test
    void variablesNameNoOtherSourcesThanThePolicy() throws CodedException {
        Map<String, String> variables = Map.of(
                "FASTERVOX_HOME", home.toString(),
                "FASTERVOX_INDEX_URL", "https://other.example/simple",
                "FASTERVOX_HUB_URL", "https://other.example");
        Written written = new Written();
        PrintStream err = written.stream();
        Console console = new Console(err, err, Messages.in(Locale.ENGLISH), false);
        List<List<Offer>> sources;
        try (Composition composition = new Composition(variables, console)) {
            composition.useSettings(holding());
            sources = List.of(
                    composition.indexOffers().get(0), composition.hubOffers().get(0));
        }

        assertEquals(
                List.of(
                        List.of(Offer.named(URI.create("https://mirror.example/simple"))),
                        List.of(Offer.named(URI.create("https://hub.example")))),
                sources);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # held,                           named,                                     used
            https://mirror.example/simple,    https://mirror.example/simple/,            https://mirror.example/simple/
            https://mirror.example/simple/,   https://mirror.example/simple,             https://mirror.example/simple
            https://mirror.example/simple,    https://me:secret@mirror.example/simple,   https://mirror.example/simple
            https://all@mirror.example/s,     https://mirror.example/s,                  https://mirror.example/s
            """)
    void theSameIndexPassesHoweverItIsWritten(String held, String named, String used) throws CodedException {
        assertEquals(List.of(List.of(Offer.named(URI.create(used)))), offered(held, named));
    }

    @Test
    void theHeldFolderPassesAsAPath() throws CodedException {
        assertEquals(
                List.of(List.of(Offer.named(home.toUri()))),
                offered("file://" + home.toUri().getRawPath(), home.toString()));
    }

    private List<List<Offer>> offered(String held, String named) throws CodedException {
        Console console = Console.heardBy(Messages.in(Locale.ENGLISH), (key, arguments) -> {}, ProgressListener.NONE);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            composition.useSettings(chosen(held).under(new Policy(HELD, true, true, true, Optional.empty())));
            composition.useIndexes(List.of(named));
            return composition.indexOffers();
        }
    }
}
