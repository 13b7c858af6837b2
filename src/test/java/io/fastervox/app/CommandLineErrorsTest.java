package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.CodedException;
import io.fastervox.support.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R22: a wrong command line is told in every language, with a remedy, and ends with 2")
class CommandLineErrorsTest {
    @TempDir
    private Path home;

    private record Outcome(int code, String err) {}

    private Outcome fvox(Locale locale, String... words) throws CodedException {
        Written written = new Written();
        PrintStream err = written.stream();
        Console console = new Console(err, err, Messages.in(locale), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            int code = Main.commandLine(words, composition, err, err).execute(words);
            return new Outcome(code, written.text());
        }
    }

    @ParameterizedTest(name = "fvox {0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    transcribe  |                           | FILE is missing                                                       | 缺少 FILE
                    transcribe  | EMPTY                     | FILE is empty                                                         | FILE 为空
                    transcribe  | --output-dir= a.wav       | --output-dir is empty                                                 | --output-dir 为空
                    transcribe  | --no-such a.wav         | there is no option --no-such                                        | 没有选项 --no-such
                     transcribe  | a.wav --model             | --model needs a value                                                 | --model 后面缺少值
                    transcribe  | --task=sing a.wav         | --task cannot be “sing”; possible: transcribe, translate              | --task 不能是“sing”；可用：transcribe, translate
                    transcribe  | --device=tpu a.wav        | --device cannot be “tpu”; possible: auto, cpu, cuda                   | --device 不能是“tpu”；可用：auto, cpu, cuda
                    transcribe  | --beam-size=0 a.wav       | --beam-size cannot be “0”; possible: 1–100                            | --beam-size 不能是“0”；可用：1–100
                    transcribe  | --audio-track=last a.wav  | --audio-track cannot be “last”; possible: 0, 1, 2, …                  | --audio-track 不能是“last”；可用：0, 1, 2, …
                    transcribe  | --overwrite=often a.wav   | --overwrite takes no value                                            | --overwrite 后面不能带值
                    transcribe  | --model=a --model=b a.wav | --model is given twice                                                | --model 重复
                    transcribe  | --overwrite --rename a.wav | --overwrite and --rename exclude each other                          | --overwrite 与 --rename 不能同时使用
                    queue add   | --rename --overwrite a.wav | --overwrite and --rename exclude each other                          | --overwrite 与 --rename 不能同时使用
                    queue cancel | 3 12                     | there is no job 3, 12                                                 | 没有任务 3, 12
                    queue retry | 1234                      | there is no job 1234                                                  | 没有任务 1234
                    queue first | 3                         | there is no job 3                                                     | 没有任务 3
                    queue text  | 3                         | there is no job 3                                                     | 没有任务 3
                    models get  |                           | ID is missing                                                         | 缺少 ID
                    models get  | a b                       | b is too much                                                         | 多出了 b
                    models      |                           | which command? Possible: list, languages, get, verify, remove, import | 缺少命令；可用：list, languages, get, verify, remove, import
                    env sources | tset                      | list/test cannot be “tset”; possible: list, test                      | list/test 不能是“tset”；可用：list, test
                    bench start | --rounds=many             | --rounds cannot be “many”                                             | --rounds 不能是“many”
                    """)
    void whatIsWrongIsSaid(String command, @Nullable String words, String english, String chinese)
            throws CodedException {
        String[] given = Stream.of((command + (words == null ? "" : " " + words)).split(" +"))
                .map(word -> word.replace("EMPTY", ""))
                .toArray(String[]::new);

        assertEquals(new Outcome(2, """
                        fvox: The command line is not right: %s [FV106]
                              See fvox %s --help for the options.
                        """.formatted(english, command)), fvox(Locale.ENGLISH, given));
        assertEquals(new Outcome(2, """
                        fvox: 命令行有误：%s [FV106]
                              选项说明请看 fvox %s --help。
                        """.formatted(chinese, command)), fvox(Locale.CHINA, given));
    }

    @Test
    void anAddressThatIsNoneIsAWrongCommandLineToo() throws CodedException {
        assertEquals(new Outcome(2, """
                        fvox: The command line is not right: --index must be an http or https address or an existing folder: ftp://x [FV106]
                              See fvox --help for the options.
                        """), fvox(Locale.ENGLISH, "env", "sources", "--index=ftp://x"));
    }

    @Test
    void whatWasPerhapsMeantIsTold() throws CodedException {
        assertEquals(new Outcome(2, """
                        fvox: 命令行有误：多出了 transcrib [FV106]
                              选项说明请看 fvox --help。
                        您是否想输入：transcribe
                        """), fvox(Locale.CHINA, "transcrib"));
    }

    @Test
    void aRecordingsNameMayBeginWithAnAt() throws CodedException, IOException {
        Path list =
                Files.createTempFile(Path.of("target"), "list", ""); // by a name without a drive, which @ may precede
        Outcome outcome;
        try {
            Files.writeString(list, "--help");
            outcome = fvox(Locale.ENGLISH, "transcribe", "@" + list);
        } finally {
            Files.delete(list);
        }

        assertEquals(new Outcome(1, """
                        fvox: There is no file %s. [FV201]
                              Check the name and the folder.
                        """.formatted("@" + list)), outcome);
    }
}
