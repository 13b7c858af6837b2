package io.fastervox.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentProxiesTest {
    private static final ProxySelector SYSTEM = new ProxySelector() {
        @Override
        public List<Proxy> select(URI address) {
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("system", 1)));
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException e) {
            throw new AssertionError(e);
        }
    };

    @ParameterizedTest
    @CsvSource(textBlock = """
            # variables (name=value, separated by blanks),                    address,                  proxy
            'HTTPS_PROXY=http://p:3128',                                      https://a.org/x,          p:3128
            'https_proxy=http://p:3128 HTTPS_PROXY=http://q:1',               https://a.org/x,          p:3128
            'HTTPS_PROXY=p:3128',                                             https://a.org/x,          p:3128
            'HTTPS_PROXY=http://p',                                           https://a.org/x,          p:80
            'HTTPS_PROXY=http://p:3128',                                      http://a.org/x,           system:1
            'ALL_PROXY=http://p:3128',                                        http://a.org/x,           p:3128
            'ALL_PROXY=socks5://p:1080',                                      http://a.org/x,           system:1
            'HTTPS_PROXY=http://p:3128 NO_PROXY=a.org',                       https://a.org/x,          direct
            'HTTPS_PROXY=http://p:3128 NO_PROXY=b.org,.a.org',                https://files.a.org/x,    direct
            'HTTPS_PROXY=http://p:3128 NO_PROXY=a.org',                       https://notaa.org/x,      p:3128
            'HTTPS_PROXY=http://p:3128 NO_PROXY=*',                           https://a.org/x,          direct
            'HTTP_PROXY=http://p:3128',                                       http://127.0.0.1:8080/x,  direct
            'HTTPS_PROXY=',                                                   https://a.org/x,          system:1
            """)
    void variablesDecideLikeInCurl(String variables, URI address, String expected) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ", -1)) {
            String[] pair = variable.split("=", 2);
            environment.put(pair[0], pair[1]);
        }

        Proxy proxy =
                new EnvironmentProxies(environment, SYSTEM).select(address).get(0);

        String chosen = proxy.address() instanceof InetSocketAddress socket
                ? socket.getHostString() + ":" + socket.getPort()
                : "direct";
        assertEquals(expected, chosen);
    }

    @Test
    void nameAndPasswordOfAProxyAreUsed() throws Exception {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();

        new EnvironmentProxies(Map.of("HTTPS_PROXY", "http://me:a%40b+c@p:3128"), SYSTEM).addCredentials(credentials);

        assertEquals(
                new UsernamePasswordCredentials("me", "a@b+c".toCharArray()),
                credentials.getCredentials(new AuthScope("p", 3128), HttpClientContext.create()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:pa ss@p:3128", "http://me:p@ss@p:3128", "http://", "http://p:secret@"})
    void addressThatIsNoneIsAnErrorThatDoesNotRepeatIt(String proxy) {
        TransferFailure failure =
                assertThrows(TransferFailure.class, () -> new EnvironmentProxies(Map.of("HTTPS_PROXY", proxy), SYSTEM));

        assertEquals(
                List.of(ErrorCode.PROXY_INVALID, "not of the form http://name:password@host:port"),
                List.of(failure.code(), failure.reason()));
    }
}
