package io.fastervox.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SystemProxiesTest {
    private static final URI REQUEST = URI.create("https://packages.example/simple/");
    private static final URI SOCKET = URI.create("socket://packages.example:443");

    private static Proxy proxy(Proxy.Type type, int port) {
        return new Proxy(type, InetSocketAddress.createUnresolved("proxy.example", port));
    }

    /** What the runtime answers for a scheme. */
    private record Runtime(Map<String, Proxy> proxies) {
        List<List<Proxy>> seen() {
            ProxySelector system = new SystemProxies(new ProxySelector() {
                @Override
                public List<Proxy> select(URI address) {
                    return List.of(proxies.getOrDefault(address.getScheme(), Proxy.NO_PROXY));
                }

                @Override
                public void connectFailed(URI address, SocketAddress proxy, IOException e) {}
            });
            return List.of(system.select(REQUEST), system.select(SOCKET));
        }
    }

    @Test
    void oneProxyForEverythingIsAnHttpProxyAndNoSocksProxy() {
        Proxy http = proxy(Proxy.Type.HTTP, 8080);

        assertEquals(
                List.of(List.of(http), List.of(Proxy.NO_PROXY)),
                new Runtime(Map.of("https", http, "socket", proxy(Proxy.Type.SOCKS, 8080))).seen());
    }

    @Test
    void aSocksProxyAloneIsUsedBySockets() {
        Proxy socks = proxy(Proxy.Type.SOCKS, 1080);

        assertEquals(List.of(List.of(Proxy.NO_PROXY), List.of(socks)), new Runtime(Map.of("socket", socks)).seen());
    }

    @Test
    void withoutProxiesEverythingGoesStraight() {
        assertEquals(List.of(List.of(Proxy.NO_PROXY), List.of(Proxy.NO_PROXY)), new Runtime(Map.of()).seen());
    }
}
