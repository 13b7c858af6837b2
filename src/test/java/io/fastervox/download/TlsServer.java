package io.fastervox.download;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Objects;

/** A server of this machine that answers with and without TLS, with a certificate that only {@link #trusted()} knows. */
public final class TlsServer {
    private TlsServer() {}

    public static WireMockExtension create() {
        return WireMockExtension.newInstance()
                .options(options()
                        .dynamicPort()
                        .dynamicHttpsPort()
                        .bindAddress("127.0.0.1")
                        .keystorePath(resource("localhost.p12").toString())
                        .keystoreType("PKCS12")
                        .keystorePassword("password")
                        .keyManagerPassword("password"))
                .build();
    }

    /** The variables of a process that trusts it. */
    public static Map<String, String> trusted() {
        return Map.of("SSL_CERT_FILE", resource("localhost.pem").toString());
    }

    static Certificate certificate() throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(resource("localhost.pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static Path resource(String name) {
        return Path.of(URI.create(
                Objects.requireNonNull(TlsServer.class.getResource(name), name).toString()));
    }
}
