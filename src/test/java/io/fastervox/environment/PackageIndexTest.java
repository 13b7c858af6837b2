package io.fastervox.environment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Retry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageIndexTest {
    private static final String FILE = "hf_xet-1.8.0-cp38-abi3-win_amd64.whl";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    /** One for all: each would read the certificates of the system. */
    private static final Http HTTP =
            new Http(new HttpSettings("test", Duration.ofSeconds(5), Duration.ofSeconds(5), Retry.times(1)), Map.of());

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://files.example/a/b/hf.whl             | https://files.example/a/b/hf.whl
            ../../packages/a/hf.whl                      | {server}/packages/a/hf.whl
            /packages/hf.whl                             | {server}/packages/hf.whl
            hf.whl#sha256=00                             | {server}/simple/hf-xet/hf.whl
            //cdn.example/hf.whl                         | http://cdn.example/hf.whl
            https://files.example/hf%2B1.whl?a=1         | https://files.example/hf%2B1.whl?a=1
            """)
    void aJsonPageGivesTheAddressRelativeToItself(String link, String expected) throws Exception {
        page(IndexPage.JSON, """
                {"meta": {"api-version": "1.1"}, "versions": ["1.8.0"], "name": "hf-xet", "files": [
                  {"filename": "other.whl", "url": "https://files.example/other.whl", "hashes": {"sha256": "00"},
                   "core-metadata": {"sha256": "11"}, "yanked": false, "provenance": null},
                  {"hashes": {}, "url": "%s", "filename": "%s", "size": 3}]}""".formatted(link, FILE));

        assertEquals(List.of(URI.create(local(expected))), index("/simple/").locate("hf_xet", FILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"/p/hf.whl#sha256=0\">" + FILE + "</a>",
                "<A data-requires-python='&gt;=3' class=x HREF='/p/hf.whl' >\n" + FILE + "\n</A >",
                "<base href=\"/p/\"><a href=\"hf.whl\">" + FILE + "</a>",
                "<a href=\"ht!tp://[\">" + FILE + "</a><a href=\"/p/hf.whl\">" + FILE + "</a>",
                "<a href=\"javascript:x\">" + FILE + "</a><a href=\"/p/hf.whl\">" + FILE + "</a>"
            })
    void anHtmlPageServesAsWell(String body) throws Exception {
        page("text/html; charset=utf-8", "<!DOCTYPE html><html><body>" + body + "</body></html>");

        assertEquals(
                List.of(URI.create(local("{server}/p/hf.whl"))),
                index("/simple").locate("HF.Xet", FILE));
    }

    @Test
    void entitiesInAnHtmlAddressAreResolved() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl?a=1&amp;b=2\">" + FILE + "</a>");

        assertEquals(
                List.of(URI.create(local("{server}/p/hf.whl?a=1&b=2"))),
                index("/simple").locate("hf-xet", FILE));
    }

    @Test
    void jsonIsAskedForFirst() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl\">" + FILE + "</a>");

        index("/simple").locate("hf-xet", FILE);

        SERVER.verify(
                getRequestedFor(urlEqualTo("/simple/hf-xet/"))
                        .withHeader(
                                "Accept",
                                equalTo(
                                        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1")));
    }

    @Test
    void aFileThatNoIndexHasIsNotFound() {
        page(IndexPage.JSON, "{\"files\": []}");

        DownloadException absent = assertThrows(
                DownloadException.class, () -> index("/simple", "/none").locate("hf-xet", FILE));

        assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, absent.code());
        assertEquals(FILE, absent.arguments().get(0));
    }

    @Test
    void anIndexThatIsNotReachedDoesNotHideTheOthers() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl\">" + FILE + "</a>");
        PackageIndex index = new PackageIndex(
                HTTP, List.of(URI.create("http://127.0.0.1:1/simple"), URI.create(local("{server}/simple"))));

        assertEquals(List.of(URI.create(local("{server}/p/hf.whl"))), index.locate("hf-xet", FILE));
    }

    @Test
    void whenNoIndexIsReachedTheFirstFailureIsTold() {
        PackageIndex index = new PackageIndex(HTTP, List.of(URI.create("http://127.0.0.1:1/simple")));

        DownloadException offline = assertThrows(DownloadException.class, () -> index.locate("hf-xet", FILE));

        assertEquals(ErrorCode.OFFLINE, offline.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"files\": [", "<html>"})
    void aGarbledJsonPageIsAFailure(String body) {
        page(IndexPage.JSON, body);

        DownloadException garbled =
                assertThrows(DownloadException.class, () -> index("/simple").locate("hf-xet", FILE));

        assertEquals(ErrorCode.DOWNLOAD_FAILED, garbled.code());
    }

    @Test
    void aFileInAFolderIsNotLookedForAnywhereElse() throws Exception {
        Path wheel = Files.writeString(folder.resolve(FILE), "x");
        PackageIndex index = new PackageIndex(HTTP, List.of(folder.toUri(), URI.create("http://127.0.0.1:1/simple")));

        assertEquals(List.of(wheel.toUri()), index.locate("hf-xet", FILE));
    }

    private PackageIndex index(String... paths) {
        return new PackageIndex(
                HTTP,
                java.util.Arrays.stream(paths)
                        .map(path -> URI.create(SERVER.baseUrl() + path))
                        .toList());
    }

    private static String local(String text) {
        return text.replace("{server}", SERVER.baseUrl());
    }

    private static void page(String type, String body) {
        SERVER.stubFor(get("/simple/hf-xet/")
                .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
    }
}
