package io.fastervox.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fastervox.support.ErrorCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final URI ONE = URI.create("https://one.example/simple");
    private static final URI TWO = URI.create("https://one.example:8443/other/simple/");
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final SourceMemory.Failure FORBIDDEN =
            new SourceMemory.Failure(NOW.toString(), ErrorCode.DOWNLOAD_FORBIDDEN, "HTTP 403");

    private final List<String> left = new ArrayList<>();
    private final Path file;

    SourceMemoryTest(@TempDir Path folder) {
        this.file = folder.resolve("cache/sources.json");
    }

    @Test
    void whatIsRememberedOutlivesTheProcessAndFitsTheDocumentedForm() throws Exception {
        SourceMemory first = after(Duration.ZERO);
        first.measured(ONE, Duration.ofMillis(84));
        first.failed(TWO, ErrorCode.DOWNLOAD_FORBIDDEN, "HTTP 403");
        first.gave(TWO, SHA256);

        SourceMemory next = after(Duration.ofMinutes(1));
        assertEquals(
                List.of(Optional.of(Duration.ofMillis(84)), Optional.empty(), Optional.of(FORBIDDEN), true, false),
                List.of(
                        next.firstByte(ONE),
                        next.failure(ONE),
                        next.failure(TWO),
                        next.gaveAnotherFile(TWO, SHA256),
                        next.gaveAnotherFile(ONE, SHA256)));
        assertEquals(List.of(), violations());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,    true,  true,  true
            PT29M,   true,  true,  true
            PT30M,   false, true,  true
            PT23H,   false, true,  true
            PT24H,   false, false, true
            P6D,     false, false, true
            P7D,     false, false, false
            PT-1M,   false, false, false
            """)
    void everythingIsForgottenInItsTime(Duration later, boolean failure, boolean speed, boolean wrong) {
        SourceMemory first = after(Duration.ZERO);
        first.measured(ONE, Duration.ofMillis(84));
        first.gave(ONE, SHA256);
        first.failed(ONE, ErrorCode.OFFLINE, "refused");

        SourceMemory next = after(later);

        assertEquals(
                List.of(failure, speed, wrong),
                List.of(
                        next.failure(ONE).isPresent(),
                        next.firstByte(ONE).isPresent(),
                        next.gaveAnotherFile(ONE, SHA256)));
    }

    @Test
    void aSourceThatWorksAgainHasNotFailed() {
        SourceMemory memory = after(Duration.ZERO);
        memory.failed(ONE, ErrorCode.OFFLINE, "refused");
        memory.failed(TWO, ErrorCode.OFFLINE, "refused");

        memory.worked(ONE);

        SourceMemory next = after(Duration.ZERO);
        assertEquals(
                List.of(false, true),
                List.of(next.failure(ONE).isPresent(), next.failure(TWO).isPresent()));
    }

    @Test
    void aSourceThatDoesNotHaveAFileHasNotFailed() {
        SourceMemory memory = after(Duration.ZERO);

        memory.failed(ONE, ErrorCode.DOWNLOAD_NOT_FOUND, "HTTP 404");

        assertEquals(Optional.empty(), memory.failure(ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"version\": 2, \"sources\": {}}", "{\"version\": 1}"})
    void aFileThatCannotBeUsedIsForgotten(String content) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);

        SourceMemory memory = after(Duration.ZERO);
        memory.failed(ONE, ErrorCode.DOWNLOAD_FORBIDDEN, "HTTP 403");

        assertEquals(Optional.of(FORBIDDEN), after(Duration.ZERO).failure(ONE));
    }

    @Test
    void twoProcessesKeepWhatTheOtherSaw() {
        SourceMemory first = after(Duration.ZERO);
        SourceMemory second = after(Duration.ZERO);
        first.failure(ONE);
        second.failure(ONE);

        first.failed(ONE, ErrorCode.DOWNLOAD_FORBIDDEN, "HTTP 403");
        second.failed(TWO, ErrorCode.DOWNLOAD_FORBIDDEN, "HTTP 403");

        SourceMemory next = after(Duration.ZERO);
        assertEquals(
                List.of(Optional.of(FORBIDDEN), Optional.of(FORBIDDEN)), List.of(next.failure(ONE), next.failure(TWO)));
    }

    @Test
    void aPersonHearsOfEachTroubleOnce() {
        SourceMemory memory = after(Duration.ZERO);

        memory.left(TWO, ErrorCode.OFFLINE, "refused");
        memory.left(TWO, ErrorCode.OFFLINE, "refused");
        memory.left(TWO, ErrorCode.DOWNLOAD_FORBIDDEN, "HTTP 403");

        assertEquals(List.of("one.example:8443 OFFLINE refused", "one.example:8443 DOWNLOAD_FORBIDDEN HTTP 403"), left);
    }

    private SourceMemory after(Duration later) {
        return new SourceMemory(
                file,
                Clock.fixed(NOW.plus(later), ZoneOffset.UTC),
                (host, code, reason) -> left.add(host + " " + code + " " + reason));
    }

    private List<String> violations() throws Exception {
        Path schema = Path.of(System.getProperty("fastervox.program", ""), "docs/formats/sources.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schema))
                .validate(Files.readString(file), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
