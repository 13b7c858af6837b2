package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

        assertEquals(
                chosen, ProxyChoice.in(variables, Optional.ofNullable(setting).map(URI::create)));
    }

    @Test
    void withoutAChoiceNothingChanges() {
        Map<String, String> variables = Map.of("https_proxy", "http://other:3");

        assertEquals(variables, ProxyChoice.in(variables, Optional.empty()));
    }
}
