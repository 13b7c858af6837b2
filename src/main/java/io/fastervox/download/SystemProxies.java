package io.fastervox.download;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * The system's proxies as a browser reads them. The runtime takes an HTTP proxy that Windows has for everything for a SOCKS
 * proxy as well, and every plain socket, the one to that proxy included, would speak SOCKS to it.
 */
final class SystemProxies extends ProxySelector {
    private static final String SOCKET = "socket";

    private final ProxySelector runtime;

    SystemProxies(ProxySelector runtime) {
        this.runtime = runtime;
    }

    /** Puts it in the place of the runtime's, which sockets ask by themselves. */
    static synchronized ProxySelector installed() {
        ProxySelector now = ProxySelector.getDefault();
        if (!(now instanceof SystemProxies)) {
            now = new SystemProxies(now);
            ProxySelector.setDefault(now);
        }
        return now;
    }

    @Override
    public List<Proxy> select(URI address) {
        List<Proxy> found = runtime.select(address);
        if (!SOCKET.equals(address.getScheme())) {
            return found;
        }
        URI request = URI.create("https" + address.toString().substring(SOCKET.length()));
        List<SocketAddress> forRequests = runtime.select(request).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .toList();
        List<Proxy> left = found.stream()
                .filter(proxy -> proxy.type() != Proxy.Type.SOCKS || !forRequests.contains(proxy.address()))
                .toList();
        return left.isEmpty() ? List.of(Proxy.NO_PROXY) : left;
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        runtime.connectFailed(address, proxy, e);
    }
}
