package io.fastervox.download;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsStore;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name, as curl and pip
 * read them; where they say nothing, those of the system.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;
    private final ProxySelector system;

    EnvironmentProxies(Map<String, String> environment, ProxySelector system) {
        this.environment = Map.copyOf(environment);
        this.system = system;
    }

    @Override
    public List<Proxy> select(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        if (LOOPBACK.contains(host) || isExempt(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return proxyFor(address.getScheme())
                .map(proxy -> List.of(
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)))))
                .orElseGet(() -> system.select(address));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        system.connectFailed(address, proxy, e);
    }

    /** Names and passwords written into the proxy addresses. */
    void addCredentials(CredentialsStore store) {
        for (String scheme : List.of("https", "http")) {
            proxyFor(scheme).ifPresent(proxy -> {
                String[] user = String.valueOf(proxy.getRawUserInfo()).split(":", 2);
                if (user.length == 2) {
                    store.setCredentials(
                            new AuthScope(proxy.getHost(), port(proxy)),
                            new UsernamePasswordCredentials(
                                    decode(user[0]), decode(user[1]).toCharArray()));
                }
            });
        }
    }

    private Optional<URI> proxyFor(String scheme) {
        return variable(scheme + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(value -> URI.create(value.contains("://") ? value : "http://" + value))
                .filter(proxy -> proxy.getHost() != null
                        && !String.valueOf(proxy.getScheme()).startsWith("socks"));
    }

    private boolean isExempt(String host) {
        for (String entry : variable("no_proxy").orElse("").split(",", -1)) {
            String name = entry.strip().toLowerCase(Locale.ROOT);
            String suffix = name.startsWith(".") ? name : "." + name;
            if (name.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith(suffix)))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static int port(URI proxy) {
        if (proxy.getPort() >= 0) {
            return proxy.getPort();
        }
        return "https".equals(proxy.getScheme()) ? 443 : 80;
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
