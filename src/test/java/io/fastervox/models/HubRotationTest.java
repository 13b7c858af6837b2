package io.fastervox.models;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.RawServer;
import io.fastervox.download.SourceListener;
import io.fastervox.download.SourceMemory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R17: a hub that is slow or fails is left for another one, and remembered")
final class HubRotationTest extends StoreFixture {
    private static final int SENT = 100_000;
    private static final byte[] WEIGHTS = SMALL.file("model.bin");

    /** The other one is {@link #HUB}. */
    @RegisterExtension
    static final WireMockExtension FIRST = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    HubRotationTest(@TempDir Path data) {
        super(data);
    }

    private static URI first() {
        return URI.create("http://127.0.0.1:" + FIRST.getPort());
    }

    private ModelStore store(List<List<URI>> hubs, String id) {
        SourceMemory memory =
                new SourceMemory(data.resolve("cache/sources.json"), Clock.systemUTC(), SourceListener.NONE);
        return store(HTTP, memory, new ModelSources(hubs, noIndex(), List.of()), entry(id, pinned(SMALL)));
    }

    /** Both hubs have everything; the first one's content host resets each connection in the middle of the weights. */
    private ModelStatus getWithAReset() throws Exception {
        serve(SMALL);
        HUB.stubFor(get(urlEqualTo("/content/model.bin"))
                .withHeader("Range", equalTo("bytes=" + SENT + "-"))
                .willReturn(aResponse()
                        .withStatus(206)
                        .withHeader(
                                "Content-Range", "bytes %d-%d/%d".formatted(SENT, WEIGHTS.length - 1, WEIGHTS.length))
                        .withBody(Arrays.copyOfRange(WEIGHTS, SENT, WEIGHTS.length))));
        SMALL.files()
                .forEach((name, content) ->
                        FIRST.stubFor(get(urlEqualTo(path(name))).willReturn(ok().withBody(content))));
        try (RawServer cut = RawServer.resettingAfter(Arrays.copyOf(WEIGHTS, SENT), WEIGHTS.length)) {
            FIRST.stubFor(get(urlEqualTo(path("model.bin")))
                    .willReturn(temporaryRedirect("http://127.0.0.1:" + cut.port() + "/model.bin")));
            return store(List.of(List.of(first()), List.of(hub())), "small").get("small", loader, heard);
        }
    }

    @Test
    void aFileThatIsCutInTheMiddleGoesOnAtTheNextHub() throws Exception {
        ModelStatus status = getWithAReset();

        assertEquals(ModelState.USABLE, status.state());
        assertArrayEquals(WEIGHTS, Files.readAllBytes(status.folder().resolve("model.bin")));
        HUB.verify(1, getRequestedFor(urlEqualTo("/content/model.bin")).withHeader("Range", equalTo("bytes=100000-")));
        HUB.verify(1, getRequestedFor(urlEqualTo("/content/model.bin")));
    }

    @Test
    void theHubThatFailedIsNotAskedInTheNextRun() throws Exception {
        getWithAReset();
        FIRST.resetRequests();

        ModelStatus status =
                store(List.of(List.of(first()), List.of(hub())), "other").get("other", loader, heard);

        assertEquals(ModelState.USABLE, status.state());
        FIRST.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void ofTwoAlikeTheOneWithTheEarlierFirstByteServes() throws Exception {
        serve(SMALL);
        FIRST.stubFor(get(anyUrl()).willReturn(ok("late").withFixedDelay(2000)));

        ModelStatus status = store(List.of(List.of(first(), hub())), "small").get("small", loader, heard);

        assertEquals(ModelState.USABLE, status.state());
        FIRST.verify(0, getRequestedFor(urlEqualTo(path("model.bin"))));
        HUB.verify(1, getRequestedFor(urlEqualTo(path("model.bin"))));
    }
}
