package io.fastervox.environment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.Addresses;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.download.SourceListener;
import io.fastervox.download.SourceMemory;
import io.fastervox.download.SourceOrder;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import io.fastervox.support.Retry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageIndexTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final String FILE = "hf_xet-1.8.0-cp38-abi3-win_amd64.whl";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    /** One for all: each would read the certificates of the system. */
    private static final Http HTTP =
            new Http(new HttpSettings("test", Duration.ofSeconds(5), Duration.ofSeconds(5), Retry.times(1)), Map.of());

    private static final URI DEAD = URI.create("http://127.0.0.1:1/simple");

    private final List<String> left = new CopyOnWriteArrayList<>();

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

        assertEquals(List.of(URI.create(local(expected))), known(index("/simple/")));
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
                index("/simple").locate("HF.Xet", FILE, SHA256).known());
    }

    @Test
    void entitiesInAnHtmlAddressAreResolved() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl?a=1&amp;b=2\">" + FILE + "</a>");

        assertEquals(List.of(URI.create(local("{server}/p/hf.whl?a=1&b=2"))), known(index("/simple")));
    }

    @Test
    void jsonIsAskedForFirst() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl\">" + FILE + "</a>");

        index("/simple").locate("hf-xet", FILE, SHA256);

        SERVER.verify(
                getRequestedFor(urlEqualTo("/simple/hf-xet/"))
                        .withHeader(
                                "Accept",
                                equalTo(
                                        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1")));
    }

    @Test
    @Reaches(ErrorCode.DOWNLOAD_NOT_FOUND)
    void aFileThatNoIndexHasIsNotFound() {
        page(IndexPage.JSON, "{\"files\": []}");

        DownloadException absent = assertThrows(
                DownloadException.class, () -> index("/simple", "/none").locate("hf-xet", FILE, SHA256));

        assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, absent.code());
        assertEquals(FILE, absent.arguments().get(0));
    }

    @Test
    void anIndexThatIsNotReachedDoesNotHideTheOthers() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl\">" + FILE + "</a>");
        PackageIndex index = index(List.of(DEAD, URI.create(local("{server}/simple"))));

        assertEquals(List.of(URI.create(local("{server}/p/hf.whl"))), known(index));
    }

    @Test
    @Reaches(ErrorCode.OFFLINE)
    void whenNoIndexIsReachedTheFirstFailureIsTold() {
        PackageIndex index = index(List.of(DEAD));

        DownloadException offline = assertThrows(DownloadException.class, () -> index.locate("hf-xet", FILE, SHA256));

        assertEquals(ErrorCode.OFFLINE, offline.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"files\": [", "<html>"})
    @Reaches(ErrorCode.DOWNLOAD_FAILED)
    void aGarbledJsonPageIsAFailure(String body) {
        page(IndexPage.JSON, body);

        DownloadException garbled =
                assertThrows(DownloadException.class, () -> index("/simple").locate("hf-xet", FILE, SHA256));

        assertEquals(ErrorCode.DOWNLOAD_FAILED, garbled.code());
    }

    @Test
    void aFileInAFolderIsNotLookedForAnywhereElse() throws Exception {
        Path wheel = Files.writeString(folder.resolve(FILE), "x");

        assertEquals(List.of(wheel.toUri()), known(index(List.of(folder.toUri(), DEAD))));
    }

    @Test
    void aFolderMayHoldAFolderForEachProject() throws Exception {
        Path wheel = Files.writeString(
                Files.createDirectory(folder.resolve("hf-xet")).resolve(FILE), "x");

        assertEquals(List.of(wheel.toUri()), known(index(List.of(folder.toUri()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html | <a href="/p/hf.whl#sha256={0}">{1}</a>                                     | true
            text/html | <a href="/p/hf.whl#sha256={2}">{1}</a>                                     | false
            text/html | <a href="/p/hf.whl#md5=00">{1}</a>                                         | true
            text/html | <a href="/p/hf.whl#sha256={0}" data-yanked="bad release">{1}</a>           | true
            json      | {"files": [{"filename": "{1}", "url": "/p/hf.whl", "hashes": {"sha256": "{0}"}}]} | true
            json      | {"files": [{"filename": "{1}", "url": "/p/hf.whl", "hashes": {"sha256": "{2}"}}]} | false
            json      | {"files": [{"yanked": "bad", "filename": "{1}", "hashes": {"md5": "0"}, "url": "/p/hf.whl"}]} | true
            """)
    void anIndexThatStatesAnotherHashDoesNotHaveTheFile(String type, String body, boolean has) throws Exception {
        page(
                type.equals("json") ? IndexPage.JSON : type,
                body.replace("{0}", SHA256).replace("{1}", FILE).replace("{2}", "f".repeat(64)));

        if (has) {
            assertEquals(List.of(URI.create(local("{server}/p/hf.whl"))), known(index("/simple")));
        } else {
            DownloadException absent = assertThrows(DownloadException.class, () -> known(index("/simple")));
            assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, absent.code());
        }
    }

    @Test
    void theNextIndexIsAskedOnlyWhenTheFirstDoesNotServe() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl\">" + FILE + "</a>");
        SERVER.stubFor(get("/second/hf-xet/").willReturn(ok("<a href=\"/q/hf.whl\">" + FILE + "</a>")));

        Addresses addresses = index("/simple", "/second").locate("hf-xet", FILE, SHA256);

        SERVER.verify(0, getRequestedFor(urlEqualTo("/second/hf-xet/")));
        Addresses further = addresses.further().orElseThrow().find();
        assertEquals(
                List.of(List.of(URI.create(local("{server}/q/hf.whl"))), Optional.empty()),
                List.of(further.known(), further.further()));
    }

    @Test
    void anIndexThatFailedIsRememberedAndThePersonHearsOfItOnce() throws Exception {
        page("text/html", "<a href=\"/p/hf.whl\">" + FILE + "</a>");
        PackageIndex index = index("/dead", "/simple");
        SERVER.stubFor(get("/dead/hf-xet/").willReturn(aResponse().withStatus(403)));

        known(index);
        known(index);

        assertEquals(List.of("localhost:" + SERVER.getPort() + " DOWNLOAD_FORBIDDEN HTTP 403"), left);
    }

    @Test
    void nameAndPasswordOfAnIndexAreSentAndNeverShown() throws Exception {
        SERVER.stubFor(
                get("/simple/hf-xet/").withBasicAuth("me", "p@ss").willReturn(ok("<a href=\"/x\">other.whl</a>")));
        URI base = HTTP.withoutAccount(URI.create("http://me:p%40ss@localhost:" + SERVER.getPort() + "/simple"));

        DownloadException absent = assertThrows(DownloadException.class, () -> known(index(List.of(base))));

        assertEquals(
                List.of(ErrorCode.DOWNLOAD_NOT_FOUND, List.of(FILE, SERVER.baseUrl() + "/simple")),
                List.of(absent.code(), absent.arguments()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><head><meta name=\"pypi:repository-version\" content=\"1.0\"></head></html>",
                "<html><head><title>Links for hf-xet</title></head><body><h1>Links for hf-xet</h1></body></html>"
            })
    void aPageOfAProjectWithoutAFileIsOne(String body) {
        page("text/html", body);

        DownloadException absent = assertThrows(DownloadException.class, () -> known(index("/simple")));

        assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, absent.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Blocked</body></html>", "<a href='/log-in'>Log in</a>", "<a href='/x'>"})
    @Reaches(ErrorCode.DOWNLOAD_HASH_MISMATCH)
    void aPageOfAnotherInItsPlaceIsAFailureAndTheNextIndexServes(String body) throws Exception {
        page("text/html", body);
        SERVER.stubFor(get("/second/hf-xet/").willReturn(ok("<a href=\"/q/hf.whl\">" + FILE + "</a>")));

        DownloadException alone = assertThrows(DownloadException.class, () -> known(index("/simple")));
        List<URI> both = known(index("/simple", "/second"));

        assertEquals(
                List.of(ErrorCode.DOWNLOAD_HASH_MISMATCH, SERVER.baseUrl() + "/simple/hf-xet/"),
                List.of(alone.code(), alone.arguments().get(0)));
        assertEquals(List.of(URI.create(local("{server}/q/hf.whl"))), both);
    }

    @Test
    void theSpeedOfAPageOfAnotherIsNotThatOfTheIndex() throws Exception {
        page("text/html", "<html><body>Log in</body></html>");
        URI base = URI.create(SERVER.baseUrl() + "/simple");
        SourceMemory memory = new SourceMemory(folder.resolve("sources.json"), Clock.systemUTC(), SourceListener.NONE);
        SourceOrder order = new SourceOrder(HTTP, memory);
        order.order(List.of(List.of(base)), index -> PackageIndex.page(index, "hf-xet"));
        assertTrue(memory.firstByte(base).isPresent());

        assertThrows(
                DownloadException.class,
                () -> known(new PackageIndex(HTTP, order, List.of(), List.of(List.of(base)), Map.of())));

        assertEquals(
                List.of(Optional.empty(), Optional.of(ErrorCode.DOWNLOAD_HASH_MISMATCH)),
                List.of(memory.firstByte(base), memory.failure(base).map(SourceMemory.Failure::code)));
    }

    @Test
    void linksOfAnIndexThatRunInACircleAreAFailure() {
        SERVER.stubFor(get("/simple/hf-xet/").willReturn(temporaryRedirect("/simple/hf-xet/")));

        DownloadException circle = assertThrows(DownloadException.class, () -> known(index("/simple")));

        assertEquals(ErrorCode.DOWNLOAD_FAILED, circle.code());
    }

    private PackageIndex index(String... paths) {
        return index(Arrays.stream(paths)
                .map(path -> URI.create(SERVER.baseUrl() + path))
                .toList());
    }

    /** As a person names them: in this order. */
    private PackageIndex index(List<URI> bases) {
        SourceMemory memory = new SourceMemory(
                folder.resolve("sources.json"),
                Clock.systemUTC(),
                (host, code, reason) -> left.add(host + " " + code + " " + reason));
        return new PackageIndex(
                HTTP,
                new SourceOrder(HTTP, memory),
                List.of(),
                bases.stream().map(List::of).toList(),
                Map.of());
    }

    private static List<URI> known(PackageIndex index) throws Exception {
        return index.locate("hf_xet", FILE, SHA256).known();
    }

    private static String local(String text) {
        return text.replace("{server}", SERVER.baseUrl());
    }

    private static void page(String type, String body) {
        SERVER.stubFor(get("/simple/hf-xet/")
                .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
    }
}
