package io.fastervox.download;

import java.util.Map;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/** How the Apache client is set up for us: no hidden retries, no decompression, no cookies. */
final class ClientSetup {
    private static final int MAX_REDIRECTS = 10;
    private static final int MAX_CONNECTIONS_PER_HOST = 8;

    private ClientSetup() {}

    static CloseableHttpClient build(HttpSettings settings, Map<String, String> environment) throws TransferFailure {
        EnvironmentProxies proxies = new EnvironmentProxies(environment, SystemProxies.installed());
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        proxies.addCredentials(credentials);
        Timeout stall = Timeout.of(settings.stallTimeout());
        return HttpClientBuilder.create()
                .setUserAgent(settings.userAgent())
                .setProxySelector(proxies)
                .setDefaultCredentialsProvider(credentials)
                .setRedirectStrategy(new StayOnTls())
                .setDefaultRequestConfig(requestConfig(settings))
                .disableContentCompression()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST)
                        .setMaxConnTotal(4 * MAX_CONNECTIONS_PER_HOST)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                .setSocketTimeout(stall)
                                .build())
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(stall).build())
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(SystemTrust.context(environment))
                                .buildClassic())
                        .build())
                .build();
    }

    static RequestConfig requestConfig(HttpSettings settings) {
        return RequestConfig.custom()
                .setMaxRedirects(MAX_REDIRECTS)
                .setResponseTimeout(Timeout.of(settings.stallTimeout()))
                .build();
    }

    /** What was asked for over TLS is never fetched without it. */
    private static final class StayOnTls extends DefaultRedirectStrategy {
        @Override
        public boolean isRedirectAllowed(HttpHost from, HttpHost to, HttpRequest redirect, HttpContext context) {
            return super.isRedirectAllowed(from, to, redirect, context)
                    && !("https".equals(from.getSchemeName()) && !"https".equals(to.getSchemeName()));
        }
    }
}
