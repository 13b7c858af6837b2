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
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    # path     | behind it      | network | cloud    | writable | decision
                    C:\\me     |                | no      |          | yes      | C:\\me
                    C:\\张三   |                | no      |          | yes      | C:\\张三
                    V:\\x      | C:\\real\\x    | no      |          | yes      | C:\\real\\x
                    Z:\\x      | \\\\srv\\s\\x  | yes     |          | yes      | NETWORK Z:\\x \\\\srv\\s\\x
                    \\\\srv\\s\\x |              | yes     |          | yes      | NETWORK \\\\srv\\s\\x \\\\srv\\s\\x
                    C:\\od\\x  |                | no      | C:\\od   | yes      | SYNCHRONISED C:\\od\\x C:\\od
                    V:\\x      | C:\\od\\x      | no      | C:\\od   | yes      | SYNCHRONISED V:\\x C:\\od
                    C:\\ro     |                | no      |          | no       | NOT_WRITABLE C:\\ro C:\\ro
                    C:\\张三   |                | no      |          | no       | NOT_WRITABLE C:\\张三 C:\\张三
                    \\\\od\\s\\x |               | yes     | \\\\od\\s | no       | NETWORK \\\\od\\s\\x \\\\od\\s\\x
                    """, delimiter = '|')
    void theDecisionFollowsFromTheFacts(
            String path,
            @Nullable String behind,
            String network,
            @Nullable String cloud,
            String writable,
            String decision) {
        PathFacts facts = new PathFacts(
                Path.of(path),
                Path.of(behind == null ? path : behind),
                network.equals("yes"),
                Optional.ofNullable(cloud).map(Path::of),
                writable.equals("yes"),
                GIGABYTE);

        assertEquals(decision, text(BuildFolderDecision.of(facts)));
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
        PathFacts facts = new PathFacts(data, data, false, Optional.empty(), true, GIGABYTE);

        assertEquals(decision, lengths(BuildFolderDecision.of(facts)));
    }

    private static String text(BuildFolderDecision decision) {
        return decision instanceof BuildFolderDecision.Refuse refuse
                ? refuse.reason() + " " + refuse.folder() + " " + refuse.detail()
                : ((BuildFolderDecision.Use) decision).folder().toString();
    }

    private static String lengths(BuildFolderDecision decision) {
        return decision instanceof BuildFolderDecision.Refuse refuse
                ? refuse.reason() + " " + refuse.folder().toString().length() + " " + refuse.detail()
                : "fits";
    }
}
