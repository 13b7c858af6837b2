package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Desk;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyChoiceTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # FASTERVOX_PROXY,      password, setting,             what the client reads
            '',                     '',       http://p:1,          http://p:1
            http://q:2,             '',       http://p:1,          http://q:2
            '',                     'a b@c',  http://me@p:1,       http://me:a%20b%40c@p:1
            http://me@q:2,          'x',      ,                    http://me:x@q:2
            http://me:own@q:2,      'x',      ,                    http://me:own@q:2
            http://q:2,             'x',      ,                    http://q:2
            """)
    void theNamedProxyStandsInPlaceOfTheOthers(String variable, String password, String setting, String expected) {
        Map<String, String> variables = Map.of(
                "FASTERVOX_PROXY", variable, "FASTERVOX_PROXY_PASSWORD", password, "https_proxy", "http://other:3");
        Map<String, String> chosen = new TreeMap<>(variables);
        chosen.put("https_proxy", expected);
        chosen.put("http_proxy", expected);

        assertEquals(chosen, ProxyChoice.in(variables, settings(setting, Policy.NONE)));
    }

    @Test
    void withoutAChoiceNothingChanges() {
        Map<String, String> variables = Map.of("https_proxy", "http://other:3");

        assertEquals(variables, ProxyChoice.in(variables, settings(null, Policy.NONE)));
    }

    @Test
    void whatThePolicyDecidesNoVariableChanges() {
        Policy held = new Policy(Set.of("proxy_url"), true, true, true, Optional.empty());
        Map<String, String> variables = Map.of(
                "FASTERVOX_PROXY", "http://q:2",
                "HTTPS_PROXY", "http://other:3",
                "http_proxy", "http://other:3",
                "ALL_PROXY", "http://other:3",
                "NO_PROXY", "*",
                "no_proxy", "mirror.example",
                "PATH", "/bin");

        assertEquals(
                List.of(
                        Map.of("https_proxy", "http://p:1", "http_proxy", "http://p:1", "PATH", "/bin"),
                        Map.of("PATH", "/bin")),
                List.of(
                        ProxyChoice.in(variables, settings("http://p:1", held)),
                        ProxyChoice.in(variables, settings(null, held))));
    }

    private static Settings settings(@Nullable String proxy, Policy policy) {
        return new Settings(
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(proxy).map(URI::create),
                Optional.empty(),
                Optional.empty(),
                Settings.Device.AUTO,
                Optional.empty(),
                0,
                true,
                Desk.DEFAULTS,
                policy);
    }
}
