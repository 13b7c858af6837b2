package io.fastervox.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts what Java trusts and what the operating system trusts: companies and schools put the authority of their proxy
 * only into the latter.
 */
final class SystemTrust {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTrust.class);
    private static final Path DEBIAN_BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private SystemTrust() {}

    /** @param environment names the bundle of authorities on Linux by {@code SSL_CERT_FILE} */
    static SSLContext context(Map<String, String> environment) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            add(all, ofJava());
            add(all, ofWindows());
            String bundle = environment.get("SSL_CERT_FILE");
            add(all, ofBundle(bundle == null || bundle.isBlank() ? DEBIAN_BUNDLE : Path.of(bundle)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, naming(trustManagers(all)), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Java's own TLS cannot be set up", e);
        }
    }

    private static void add(KeyStore store, Collection<? extends Certificate> authorities) throws KeyStoreException {
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
    }

    private static List<X509Certificate> ofJava() throws GeneralSecurityException {
        for (TrustManager manager : trustManagers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static Collection<? extends Certificate> ofWindows() {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            return List.of();
        }
        try {
            KeyStore roots = KeyStore.getInstance("Windows-ROOT");
            roots.load(null, null);
            List<Certificate> authorities = new ArrayList<>();
            for (String alias : Collections.list(roots.aliases())) {
                Certificate authority = roots.getCertificate(alias);
                if (authority != null) {
                    authorities.add(authority);
                }
            }
            return authorities;
        } catch (GeneralSecurityException | IOException e) {
            LOG.warn("the certificates of Windows cannot be read", e);
            return List.of();
        }
    }

    private static Collection<? extends Certificate> ofBundle(Path bundle) {
        if (!Files.isRegularFile(bundle)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(bundle)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (CertificateException | IOException e) {
            LOG.warn("the certificates in {} cannot be read", bundle, e);
            return List.of();
        }
    }

    private static TrustManager[] naming(TrustManager[] managers) {
        return Arrays.stream(managers)
                .map(manager ->
                        manager instanceof X509ExtendedTrustManager x509 ? new IssuerNamingTrust(x509) : manager)
                .toArray(TrustManager[]::new);
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
