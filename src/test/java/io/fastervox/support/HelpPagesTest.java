package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R19: the help that is installed with the program")
class HelpPagesTest {
    private static final Path DOCS =
            Path.of(System.getProperty("fastervox.program", "")).resolve("docs");
    private static final Pattern LINK = Pattern.compile("href=\"([^:\"#]+)[\"#]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-guide.en",
                "user-guide.zh-CN",
                "errors",
                "errors.zh-CN",
                "manual-setup",
                "manual-setup.zh-CN",
            })
    void isThePageOfTheDocumentationAndItsLinksLeadToOthers(String name) throws IOException {
        Path page = DOCS.resolve("help").resolve(name + ".html");
        String expected = new HelpPage(Files.readString(DOCS.resolve(name + ".md")), name.endsWith("zh-CN")).html();
        if (Boolean.getBoolean("fastervox.write-pages")) {
            Files.writeString(page, expected);
        }

        assertEquals(
                expected,
                Files.readString(page),
                "mvn -Pverify test -Dtest=HelpPagesTest"
                        + " \"-Dtest.jvm.args=-Dfastervox.write-pages=true\" writes it anew");
        assertEquals(
                List.of(),
                LINK.matcher(expected)
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !Files.exists(page.resolveSibling(link)))
                        .toList());
    }
}
