package io.fastervox.models;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.download.SourceMemory;
import io.fastervox.download.SourceOrder;
import io.fastervox.download.TlsServer;
import io.fastervox.support.CodedException;
import io.fastervox.support.Progress;
import io.fastervox.support.Retry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A store, and a hub over TLS that answers as the real one does. */
@ResourceLock("the hub of the model tests")
abstract class StoreFixture {
    static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
    static final String REPO = "Someone/faster-whisper-small";
    static final FakeModel SMALL = FakeModel.of(1);
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @RegisterExtension
    static final WireMockExtension HUB = TlsServer.create();

    static final Http HTTP = new Http(
            new HttpSettings(
                    "Faster-Vox/test",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    new Retry(2, Duration.ZERO, Duration.ZERO, pause -> {})),
            TlsServer.trusted());

    final Path data;

    final List<Path> loaded = new ArrayList<>();
    final Loader loader = new Loader("engine-1", loaded::add);
    final Heard heard = new Heard();

    StoreFixture(Path data) {
        this.data = data;
    }

    @AfterAll
    static void closeHttp() {
        HTTP.close();
    }

    /** Collects what a get tells. */
    static final class Heard implements GetListener {
        final List<Progress> progress = new ArrayList<>();
        final List<String> skipped = new ArrayList<>();
        final List<String> tests = new ArrayList<>();

        @Override
        public void progress(Progress now) {
            progress.add(now);
        }

        @Override
        public void sourceSkipped(String source, CodedException reason) {
            skipped.add(source + " " + reason.code());
        }

        @Override
        public void testSourceUsed(String source) {
            tests.add(source);
        }
    }

    ModelStore store(ModelSources sources, ModelEntry... entries) {
        return store(HTTP, sources, entries);
    }

    ModelStore store(Http http, ModelSources sources, ModelEntry... entries) {
        return store(http, SourceMemory.ofThisRun(), sources, entries);
    }

    ModelStore store(Http http, SourceMemory memory, ModelSources sources, ModelEntry... entries) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ModelFetcher fetcher = new ModelFetcher(
                sources,
                http,
                new Downloader(http, memory),
                new SourceOrder(http, memory),
                data.resolve("cache"),
                clock);
        return new ModelStore(data.resolve("models"), new ModelCatalogue(List.of(entries)), fetcher, clock);
    }

    ModelStore hubStore(ModelEntry... entries) {
        return store(new ModelSources(List.of(List.of(hub())), noIndex(), List.of()), entries);
    }

    static WheelLocator noIndex() {
        return (name, file, sha256) -> {
            throw new AssertionError("the index is not asked for " + name);
        };
    }

    static URI hub() {
        return URI.create("https://localhost:" + HUB.getHttpsPort());
    }

    static ModelEntry entry(String id, ModelSource... sources) {
        return new ModelEntry(
                id,
                "Title of " + id,
                "whisper",
                1,
                new Languages(true, List.of("en")),
                true,
                Set.of(),
                "MIT",
                1,
                false,
                new ModelMemory(Map.of(), Map.of()),
                List.of(sources));
    }

    /** All hashes known. */
    static ModelSource.Hub pinned(FakeModel model) {
        return new ModelSource.Hub(
                false,
                REPO,
                REVISION,
                model.files().keySet().stream()
                        .map(name -> new ModelSource.HubFile(
                                name, OptionalLong.of(model.file(name).length), Optional.of(model.sha256(name))))
                        .toList(),
                Optional.empty());
    }

    /** No hash known: the hub has to state them. */
    static ModelSource.Hub unpinned(FakeModel model) {
        return new ModelSource.Hub(
                false,
                REPO,
                REVISION,
                model.files().keySet().stream()
                        .map(name -> new ModelSource.HubFile(name, OptionalLong.empty(), Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    static String path(String file) {
        return "/" + REPO + "/resolve/" + REVISION + "/" + file;
    }

    /** Large files are redirected to a content host, small ones to a cache on the same host. */
    static void serve(FakeModel model) {
        for (String name : model.files().keySet()) {
            byte[] content = model.file(name);
            if (name.equals("model.bin")) {
                HUB.stubFor(head(urlEqualTo(path(name)))
                        .willReturn(aResponse()
                                .withStatus(302)
                                .withHeader("Location", content(name))
                                .withHeader("X-Repo-Commit", REVISION)
                                .withHeader("X-Linked-Size", String.valueOf(content.length))
                                .withHeader("X-Linked-Etag", "\"" + model.sha256(name) + "\"")
                                .withHeader("ETag", "\"unrelated\"")));
                HUB.stubFor(get(urlEqualTo(path(name)))
                        .willReturn(aResponse().withStatus(302).withHeader("Location", content(name))));
                HUB.stubFor(get(urlEqualTo("/content/" + name)).willReturn(ok().withBody(content)));
            } else {
                String cached = "/api/resolve-cache/" + name;
                HUB.stubFor(head(urlEqualTo(path(name)))
                        .willReturn(aResponse().withStatus(307).withHeader("Location", cached)));
                HUB.stubFor(head(urlEqualTo(cached))
                        .willReturn(ok().withHeader("X-Repo-Commit", REVISION)
                                .withHeader("Content-Length", String.valueOf(content.length))
                                .withHeader("ETag", "\"" + HubFetch.gitId(content) + "\"")));
                HUB.stubFor(get(urlEqualTo(path(name)))
                        .willReturn(aResponse().withStatus(307).withHeader("Location", cached)));
                HUB.stubFor(get(urlEqualTo(cached)).willReturn(ok().withBody(content)));
            }
        }
    }

    /** Another name of the same server stands for the content host. */
    private static String content(String name) {
        return "https://127.0.0.1:" + HUB.getHttpsPort() + "/content/" + name;
    }
}
