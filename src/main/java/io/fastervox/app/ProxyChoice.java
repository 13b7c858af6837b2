package io.fastervox.app;

import io.fastervox.config.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The proxy that a person named, put in place of those of the system: {@code FASTERVOX_PROXY}, else the setting. Where the
 * policy decides the setting, no variable counts, nor what they except. The password may lie in
 * {@code FASTERVOX_PROXY_PASSWORD}, so that it is in no file of ours.
 */
final class ProxyChoice {
    private ProxyChoice() {}

    /** The variables that the HTTP client is to read. */
    static Map<String, String> in(Map<String, String> variables, Settings settings) {
        Map<String, String> chosen = new TreeMap<>(variables);
        if (settings.policy().holds("proxy_url")) {
            chosen.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        }
        Optional<String> named = Optional.ofNullable(chosen.get("FASTERVOX_PROXY"))
                .filter(value -> !value.isBlank())
                .or(() -> settings.proxyUrl().map(URI::toString));
        if (named.isEmpty()) {
            return chosen;
        }
        String proxy = withPassword(named.get(), variables.getOrDefault("FASTERVOX_PROXY_PASSWORD", ""));
        chosen.put("https_proxy", proxy);
        chosen.put("http_proxy", proxy);
        return chosen;
    }

    private static String withPassword(String proxy, String password) {
        int start = proxy.indexOf("://") + 3;
        int at = proxy.lastIndexOf('@');
        boolean nameAlone = start > 2 && at > start && proxy.indexOf(':', start) > at;
        if (password.isEmpty() || !nameAlone) {
            return proxy;
        }
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        return proxy.substring(0, at) + ":" + encoded + proxy.substring(at);
    }
}
