package io.fastervox.download;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Retry;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes into the user's root store, which Windows itself asks the user about; Wine does not. */
@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R14: the authorities that Windows trusts")
final class WindowsTrustTest {
    @RegisterExtension
    static final WireMockExtension SERVER = TlsServer.create();

    private static final String ALIAS = "Faster-Vox test";
    private static final HttpSettings SETTINGS = new HttpSettings(
            "Faster-Vox/1.2.3",
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            new Retry(1, Duration.ZERO, Duration.ZERO, pause -> {}));

    private KeyStore roots;

    @BeforeEach
    void open() throws Exception {
        roots = KeyStore.getInstance("Windows-ROOT");
        roots.load(null, null);
    }

    @AfterEach
    void forget() throws Exception {
        roots.deleteEntry(ALIAS);
    }

    @Test
    void areTrustedBesideThoseOfJava() throws Exception {
        SERVER.stubFor(get("/a").willReturn(ok("safe")));
        URI address = URI.create("https://localhost:" + SERVER.getHttpsPort() + "/a");

        try (Http before = new Http(SETTINGS, Map.of())) {
            assertEquals(
                    ErrorCode.TLS_UNTRUSTED,
                    assertThrows(DownloadException.class, () -> before.get(address, "*/*", 100))
                            .code());
        }
        roots.setCertificateEntry(ALIAS, TlsServer.certificate());
        try (Http after = new Http(SETTINGS, Map.of())) {
            assertEquals("safe", after.get(address, "*/*", 100).text());
        }
    }
}
