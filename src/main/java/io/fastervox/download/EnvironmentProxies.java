package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsStore;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name, as curl and pip
 * read them; where they say nothing, those of the system.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final List<String> SCHEMES = List.of("https", "http");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;
    private final ProxySelector system;
    private final Map<String, URI> proxies = new HashMap<>();

    /** @throws TransferFailure {@code PROXY_INVALID} when a variable holds no address */
    EnvironmentProxies(Map<String, String> environment, ProxySelector system) throws TransferFailure {
        this.environment = Map.copyOf(environment);
        this.system = system;
        for (String scheme : SCHEMES) {
            Optional<String> named = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
            if (named.isPresent() && !named.get().startsWith("socks")) {
                proxies.put(scheme, address(named.get()));
            }
        }
    }

    @Override
    public List<Proxy> select(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        if (LOOPBACK.contains(host) || isExempt(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return Optional.ofNullable(proxies.get(address.getScheme()))
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
        for (URI proxy : proxies.values()) {
            if (proxy.getRawUserInfo() != null) {
                store.setCredentials(
                        new AuthScope(proxy.getHost(), port(proxy)), HostAccounts.credentials(proxy.getRawUserInfo()));
            }
        }
    }

    /** The message must not show the value: it may hold a password. */
    private static URI address(String value) throws TransferFailure {
        try {
            URI proxy = new URI(value.contains("://") ? value : "http://" + value);
            if (proxy.getHost() != null) {
                return proxy;
            }
        } catch (URISyntaxException e) {
            // Its message repeats the value, so it is not passed on.
        }
        throw new TransferFailure(
                ErrorCode.PROXY_INVALID,
                TransferFailure.Remedy.NONE,
                "not of the form http://name:password@host:port",
                null);
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
}
