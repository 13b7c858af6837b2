package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.PathFacts;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R3: where an environment can be built")
class BuildFolderDecisionTest {
    private static final String DATA = "C:\\Users\\";
    private static final int GIGABYTE = 1_000_000_000;

    /** Refusals read {@code REASON folder detail}. */
    @ParameterizedTest(name = "{0}, names {8}")
    @CsvSource(textBlock = """
                    # path     | behind it      | network | cloud    | ansi  | ascii name | writable | names | decision
                    C:\\me     |                | no      |          | yes   | C:\\me     | yes      | ANY   | C:\\me
                    C:\\me     |                | no      |          | yes   | C:\\me     | yes      | ANSI  | C:\\me
                    C:\\张三   |                | no      |          | yes   | C:\\__~1   | yes      | ANSI  | C:\\张三
                    C:\\张三   |                | no      |          | no    | C:\\__~1   | yes      | ANY   | C:\\张三
                    C:\\张三   |                | no      |          | no    | C:\\__~1   | yes      | ANSI  | C:\\__~1
                    C:\\张三   |                | no      |          | no    |            | yes      | ANY   | C:\\张三
                    C:\\张三   |                | no      |          | no    |            | yes      | ANSI  | spare
                    V:\\x      | C:\\real\\x    | no      |          | yes   | C:\\real\\x| yes      | ANY   | C:\\real\\x
                    Z:\\x      | \\\\srv\\s\\x  | yes     |          | yes   |            | yes      | ANY   | NETWORK Z:\\x \\\\srv\\s\\x
                    \\\\srv\\s\\x |              | yes     |          | yes   |            | yes      | ANY   | NETWORK \\\\srv\\s\\x \\\\srv\\s\\x
                    C:\\od\\x  |                | no      | C:\\od   | yes   | C:\\od\\x  | yes      | ANY   | SYNCHRONISED C:\\od\\x C:\\od
                    V:\\x      | C:\\od\\x      | no      | C:\\od   | yes   | C:\\od\\x  | yes      | ANY   | SYNCHRONISED V:\\x C:\\od
                    C:\\ro     |                | no      |          | yes   | C:\\ro     | no       | ANY   | NOT_WRITABLE C:\\ro C:\\ro
                    C:\\张三   |                | no      |          | no    |            | no       | ANSI  | NOT_WRITABLE C:\\张三 C:\\张三
                    \\\\od\\s\\x |               | yes     | \\\\od\\s | no    |            | no       | ANSI  | NETWORK \\\\od\\s\\x \\\\od\\s\\x
                    """, delimiter = '|')
    void theDecisionFollowsFromTheFacts(
            String path,
            @Nullable String behind,
            String network,
            @Nullable String cloud,
            String ansi,
            @Nullable String ascii,
            String writable,
            FolderNames names,
            String decision) {
        PathFacts facts = new PathFacts(
                Path.of(path),
                Path.of(behind == null ? path : behind),
                network.equals("yes"),
                Optional.ofNullable(cloud).map(Path::of),
                ansi.equals("yes"),
                Optional.ofNullable(ascii).map(Path::of),
                writable.equals("yes"),
                GIGABYTE);

        assertEquals(decision, text(BuildFolderDecision.of(facts, names)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # letters of the profile's name | decision
                    20 | fits
                    35 | fits
                    36 | TOO_LONG 70 69
                    """, delimiter = '|')
    void aProfileNameIsRefusedWhenPackagesWouldNotFitBelowIt(int letters, String decision) {
        Path data = Path.of(DATA + "x".repeat(letters) + "\\AppData\\Local\\Faster-Vox");
        PathFacts facts = new PathFacts(data, data, false, Optional.empty(), true, Optional.of(data), true, GIGABYTE);

        assertEquals(decision, lengths(BuildFolderDecision.of(facts, FolderNames.ANY)));
    }

    private static String text(BuildFolderDecision decision) {
        if (decision instanceof BuildFolderDecision.Use use) {
            return use.folder().toString();
        }
        if (decision instanceof BuildFolderDecision.Refuse refuse) {
            return refuse.reason() + " " + refuse.folder() + " " + refuse.detail();
        }
        return "spare";
    }

    private static String lengths(BuildFolderDecision decision) {
        return decision instanceof BuildFolderDecision.Refuse refuse
                ? refuse.reason() + " " + refuse.folder().toString().length() + " " + refuse.detail()
                : "fits";
    }
}
