package io.fastervox.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;

/**
 * Names and passwords that were written into addresses. They are taken out of the address where it enters the program, so
 * that no log, message or file can show them, and they are given to the host they were meant for and to no other.
 */
final class HostAccounts {
    private final Map<HttpHost, UsernamePasswordCredentials> accounts = new ConcurrentHashMap<>();

    /** The address without name and password, which are kept for its host. */
    URI takeFrom(URI address) {
        String user = address.getRawUserInfo();
        if (user == null || address.getHost() == null) {
            return address;
        }
        accounts.put(host(address), credentials(user));
        try {
            String port = address.getPort() < 0 ? "" : ":" + address.getPort();
            String text = address.toString();
            String rest = text.substring(text.indexOf(address.getRawAuthority())
                    + address.getRawAuthority().length());
            return new URI(address.getScheme() + "://" + address.getHost() + port + rest);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an address without its user", e);
        }
    }

    /** Sends what is known of the host with the first request, as indexes do not always ask for it. */
    void addTo(HttpClientContext context, URI address) {
        HttpHost host = host(address);
        UsernamePasswordCredentials account = accounts.get(host);
        if (account != null) {
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(account);
            context.resetAuthExchange(host, basic);
        }
    }

    /** {@code name:password}, each percent-encoded. */
    static UsernamePasswordCredentials credentials(String rawUserInfo) {
        String[] user = rawUserInfo.split(":", 2);
        String password = user.length == 2 ? decoded(user[1]) : "";
        return new UsernamePasswordCredentials(decoded(user[0]), password.toCharArray());
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static HttpHost host(URI address) {
        int usual = "https".equals(address.getScheme()) ? 443 : 80;
        return new HttpHost(address.getScheme(), address.getHost(), address.getPort() < 0 ? usual : address.getPort());
    }
}
