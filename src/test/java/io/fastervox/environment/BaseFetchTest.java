package io.fastervox.environment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import io.fastervox.support.Reaches;
import io.fastervox.support.Retry;
import io.fastervox.support.Sha256;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R11: a base Python that is missing or damaged is fetched from its publisher or a mirror, and verified")
class BaseFetchTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    Path folder;

    private final Http http =
            new Http(new HttpSettings("test", Duration.ofSeconds(5), Duration.ofSeconds(5), Retry.times(1)), Map.of());
    private final List<String> notices = new ArrayList<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private Path shipped;
    private Path cached;
    private byte[] content;

    @BeforeEach
    void program() throws Exception {
        shipped = Files.createDirectories(folder.resolve("program")).resolve("python.zip");
        cached = folder.resolve("cache/python/python.zip");
        Path made = Zips.write(folder.resolve("made.zip"), Map.of("top/bin/python", "p"));
        content = Files.readAllBytes(made);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aSoundArchiveIsUsedWhereItLies() throws Exception {
        Files.write(shipped, content);

        Base base = ensure();

        assertEquals("p", Files.readString(base.python()));
        assertNoticesAndRequests(List.of(), 0);
    }

    @Test
    void aMissingOneIsFetchedAndThePersonHearsWhy() throws Exception {
        serve("/publisher", ok().withBody(content));

        Base base = ensure();

        assertEquals("p", Files.readString(base.python()));
        assertEquals(Sha256.of(content), Sha256.of(cached));
        assertNoticesAndRequests(List.of("MISSING " + shipped), 1);
    }

    @Test
    void aDamagedOneIsReplacedByAFetchedOneAndLeftAlone() throws Exception {
        Files.write(shipped, Arrays.copyOf(content, content.length - 1));
        serve("/publisher", ok().withBody(content));

        Base base = ensure();

        assertEquals("p", Files.readString(base.python()));
        assertEquals(content.length - 1, Files.size(shipped));
        assertNoticesAndRequests(List.of("DAMAGED " + shipped), 1);
    }

    @Test
    void theDownloadAndTheUnpackingAreStepsOfTheirOwn() throws Exception {
        serve("/publisher", ok().withBody(content));

        ensure();

        assertEquals(
                List.of("fetch_python", "base_python"),
                progress.stream().map(Progress::step).distinct().toList());
        assertEquals(
                new Progress("fetch_python", "", content.length, content.length, Progress.Unit.BYTES),
                progress.get(progress.size() - 2));
    }

    @Test
    void whatWasFetchedOnceIsNotFetchedAgain() throws Exception {
        serve("/publisher", ok().withBody(content));
        Base base = ensure();
        Files.writeString(base.python(), "damaged");

        ensure();

        assertEquals("p", Files.readString(base.python()));
        assertNoticesAndRequests(List.of("MISSING " + shipped), 1);
    }

    @Test
    void whatSomebodyPutIntoTheCacheIsUsedWithoutAsking() throws Exception {
        Files.createDirectories(cached.getParent());
        Files.write(cached, content);

        Base base = ensure();

        assertEquals("p", Files.readString(base.python()));
        assertNoticesAndRequests(List.of(), 0);
    }

    @Test
    void aDamagedCopyInTheCacheIsFetchedAnew() throws Exception {
        Files.createDirectories(cached.getParent());
        Files.write(cached, new byte[content.length]);
        serve("/publisher", ok().withBody(content));

        ensure();

        assertEquals(Sha256.of(content), Sha256.of(cached));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "not found", "other bytes"})
    void whereThePublisherFailsTheMirrorServes(String failure) throws Exception {
        serve("/publisher", failing(failure));
        serve("/mirror", ok().withBody(content));

        Base base = ensure();

        assertEquals("p", Files.readString(base.python()));
        SERVER.verify(1, getRequestedFor(urlEqualTo("/mirror")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "not found", "other bytes"})
    @Reaches(ErrorCode.BASE_PYTHON_UNREACHABLE)
    void whereAllFailTheErrorTellsWhatToPutWhere(String failure) throws Exception {
        serve("/publisher", failing(failure));
        serve("/mirror", failing(failure));

        EnvironmentException e = assertThrows(EnvironmentException.class, this::ensure);

        String reason =
                switch (failure) {
                    case "dead" -> "HTTP 500";
                    case "not found" -> "HTTP 404";
                    default -> "another SHA-256";
                };
        assertEquals(ErrorCode.BASE_PYTHON_UNREACHABLE, e.code());
        assertEquals(
                List.of(
                        shipped,
                        "localhost: " + reason + "; localhost: " + reason,
                        URI.create(SERVER.url("/publisher")),
                        cached),
                e.arguments());
        assertEquals(false, Files.exists(cached));
        assertEquals(Component.State.MISSING, store(addresses()).state());
    }

    @Test
    void withoutANetworkTheErrorIsTheSame() {
        List<URI> nowhere = List.of(URI.create("http://127.0.0.1:1/python.zip"));

        EnvironmentException e = assertThrows(EnvironmentException.class, () -> ensure(nowhere));

        assertEquals(ErrorCode.BASE_PYTHON_UNREACHABLE, e.code());
        assertEquals(ErrorCode.OFFLINE, ((DownloadException) e.getCause()).code());
    }

    @Test
    void aDiskThatRefusesTheDownloadIsNotBlamedOnTheNetwork() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file stands where the folder should be");

        DownloadException e = assertThrows(DownloadException.class, this::ensure);

        assertEquals(ErrorCode.DATA_FOLDER_NOT_WRITABLE, e.code());
    }

    private ResponseDefinitionBuilder failing(String how) {
        return switch (how) {
            case "dead" -> aResponse().withStatus(500);
            case "not found" -> aResponse().withStatus(404);
            default -> ok().withBody(new byte[content.length]);
        };
    }

    private static void serve(String path, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(get(path).willReturn(answer));
    }

    private void assertNoticesAndRequests(List<String> told, int requests) {
        assertEquals(told, notices);
        SERVER.verify(requests, getRequestedFor(anyUrl()));
    }

    private static List<URI> addresses() {
        return List.of(URI.create(SERVER.url("/publisher")), URI.create(SERVER.url("/mirror")));
    }

    private Base ensure() throws Exception {
        return ensure(addresses());
    }

    private Base ensure(List<URI> addresses) throws Exception {
        return store(addresses).ensure(progress::add);
    }

    private BaseStore store(List<URI> addresses) {
        BaseArchive archive = new BaseArchive(
                "test",
                "3.12.1",
                shipped,
                Sha256.of(content),
                OptionalLong.of(content.length),
                addresses,
                new BasePython.Unpack("top/", List.of(), List.of(), List.of()),
                "bin/python",
                Optional.empty(),
                Optional.empty());
        BuildListener listener = (file, flaw) -> notices.add(flaw + " " + file);
        return new BaseStore(
                new Layout(folder), archive, new BaseFetch(new Downloader(http), listener), PlatformId.LINUX);
    }
}
