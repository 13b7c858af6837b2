package io.fastervox.models;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R24: models are scanned, verified, fetched where missing, and usable only once loaded")
final class ModelStoreTest extends StoreFixture {
    ModelStoreTest(@TempDir Path data) {
        super(data);
    }

    @Test
    void modelIsFetchedVerifiedAndLoaded() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));

        ModelStatus status = store.get("small", loader, heard);

        assertEquals(
                List.of(
                        ModelState.USABLE,
                        Optional.of("hub:" + REPO + "@" + REVISION),
                        Optional.of("engine-1"),
                        List.of(data.resolve("models/small"))),
                List.of(status.state(), status.source(), status.loadedBy(), loaded));
        assertEquals(Set.of("manifest.json", "model.bin", "config.json", "tokenizer.json", "vocabulary.txt"), names());
        assertArrayEquals(
                SMALL.file("model.bin"), Files.readAllBytes(status.folder().resolve("model.bin")));
        assertEquals(List.of(), heard.skipped);
    }

    @Test
    void usableModelNeedsNeitherNetworkNorAnotherLoad() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        store.get("small", loader, heard);
        HUB.resetAll();

        store.get("small", loader, heard);

        HUB.verify(0, anyRequestedFor(anyUrl()));
        assertEquals(1, loaded.size());
    }

    @Test
    void anotherEngineLoadsTheModelAgain() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        store.get("small", loader, heard);

        ModelStatus status = store.get("small", new Loader("engine-2", loaded::add), heard);

        assertEquals(
                List.of(2, false, true),
                List.of(loaded.size(), status.usableWith("engine-1"), status.usableWith("engine-2")));
    }

    @Test
    void modelThatCannotBeLoadedIsNotUsableAndItsFilesStay() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        Loader refusing = new Loader("engine-1", folder -> {
            throw new ModelException(ErrorCode.MODEL_NOT_LOADABLE, "no", "small", "bad weights");
        });

        assertEquals(
                List.of(ErrorCode.MODEL_NOT_LOADABLE, "small", "bad weights"),
                told(() -> store.get("small", refusing, heard)));
        assertEquals(ModelState.PRESENT, store.status("small").state());
    }

    @Test
    void hashesThatTheCatalogueDoesNotKnowAreTakenFromTheHub() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", unpinned(SMALL)));

        ModelStatus status = store.get("small", loader, heard);

        assertEquals(ModelState.USABLE, status.state());
        for (String name : SMALL.files().keySet()) {
            assertArrayEquals(
                    SMALL.file(name), Files.readAllBytes(status.folder().resolve(name)));
        }
    }

    @Test
    @Reaches(ErrorCode.MODEL_NO_SOURCE)
    void smallFileThatIsNotWhatTheHubStatedIsRefused() {
        serve(SMALL);
        HUB.stubFor(get(urlEqualTo("/api/resolve-cache/config.json")).willReturn(ok("{\"evil\": 1}")));

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, "small", "localhost: another Git id"),
                told(() -> hubStore(entry("small", unpinned(SMALL))).get("small", loader, heard)));
    }

    @Test
    void largeFileThatIsNotWhatTheHubStatedIsRefused() {
        serve(SMALL);
        HUB.stubFor(get(urlEqualTo("/content/model.bin"))
                .willReturn(ok().withBody(FakeModel.of(2).file("model.bin"))));

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, "small", "localhost: another SHA-256"),
                told(() -> hubStore(entry("small", unpinned(SMALL))).get("small", loader, heard)));
    }

    @Test
    void anotherCommitThanThePinnedOneIsRefused() {
        serve(SMALL);
        HUB.stubFor(head(urlEqualTo("/api/resolve-cache/config.json"))
                .willReturn(ok().withHeader("X-Repo-Commit", "f".repeat(40))));

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, "small", "another commit than the pinned one"),
                told(() -> hubStore(entry("small", unpinned(SMALL))).get("small", loader, heard)));
    }

    @Test
    void digestWithoutTlsIsNotBelieved() {
        ModelSources plain = new ModelSources(
                List.of(List.of(URI.create("http://127.0.0.1:" + HUB.getPort()))), noIndex(), List.of());

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, "small", "a digest is only believed over TLS"),
                told(() -> store(plain, entry("small", unpinned(SMALL))).get("small", loader, heard)));
    }

    @Test
    void hubThatCannotBeReachedIsSkippedWithANotice() throws Exception {
        serve(SMALL);
        ModelSources sources = new ModelSources(List.of(List.of(dead()), List.of(hub())), noIndex(), List.of());

        ModelStatus status = store(sources, entry("small", pinned(SMALL))).get("small", loader, heard);

        assertEquals(List.of(ModelState.USABLE, List.of("127.0.0.1 OFFLINE")), List.of(status.state(), heard.skipped));
    }

    @Test
    void whereDownloadsAreSwitchedOffThatIsTheReason() {
        ModelSources sources = new ModelSources(List.of(List.of(hub())), noIndex(), List.of());
        Http off = Http.switchedOff(HttpSettings.standard("test"));

        List<Object> told =
                told(() -> store(off, sources, entry("small", pinned(SMALL))).get("small", loader, heard));

        assertEquals(List.of(ErrorCode.DOWNLOADS_OFF, "small"), told.subList(0, 2));
        HUB.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void unreachableHostIsAskedOnlyOnce() throws Exception {
        Reachability reachability = new Reachability(HTTP, Clock.systemUTC());
        URI dead = dead();

        assertEquals(
                reachability.failure(dead.resolve("/a")).orElseThrow(),
                reachability.failure(dead.resolve("/b")).orElseThrow());
    }

    @Test
    void machineWithoutNetworkIsOffline() throws Exception {
        ModelSources sources = new ModelSources(List.of(List.of(dead())), noIndex(), List.of(dead()));

        List<Object> told =
                told(() -> store(sources, entry("small", pinned(SMALL))).get("small", loader, heard));

        assertEquals(List.of(ErrorCode.OFFLINE, "small"), told.subList(0, 2));
    }

    @Test
    void machineThatReachesOthersButNoHubHasNoSource() throws Exception {
        ModelSources sources = new ModelSources(List.of(List.of(dead())), noIndex(), List.of(hub()));

        List<Object> told =
                told(() -> store(sources, entry("small", pinned(SMALL))).get("small", loader, heard));

        assertEquals(List.of(ErrorCode.MODEL_NO_SOURCE, "small"), told.subList(0, 2));
        assertTrue(String.valueOf(told.get(2)).startsWith("127.0.0.1: "), String.valueOf(told.get(2)));
    }

    @Test
    void repositoryThatIsGoneIsNoSource() {
        HUB.stubFor(get(anyUrl()).willReturn(notFound()));

        assertEquals(
                List.of(ErrorCode.MODEL_NO_SOURCE, "small", "localhost: HTTP 404"),
                told(() -> hubStore(entry("small", pinned(SMALL))).get("small", loader, heard)));
    }

    @Test
    @Reaches(ErrorCode.MODEL_UNKNOWN)
    void unknownModelIsNamedWithTheKnownOnes() {
        List<Object> expected = List.of(ErrorCode.MODEL_UNKNOWN, "../small", "small");

        assertEquals(
                expected, told(() -> hubStore(entry("small", pinned(SMALL))).get("../small", loader, heard)));
        assertEquals(
                List.of(ErrorCode.MODEL_UNKNOWN, "huge", "small"),
                told(() -> hubStore(entry("small", pinned(SMALL))).status("huge")));
    }

    @Test
    void unknownModelIsNeitherVerifiedNorRemovedAndLeavesNothing() {
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        List<Object> unknown = List.of(ErrorCode.MODEL_UNKNOWN, "huge", "small");

        assertEquals(
                List.of(unknown, unknown, false),
                List.of(
                        told(() -> store.verify("huge", heard)),
                        told(() -> store.remove("huge")),
                        Files.exists(data.resolve("models"))));
    }

    @Test
    void onlyTheDamagedFileIsFetchedAgain() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        Path folder = store.get("small", loader, heard).folder();
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        HUB.resetRequests();

        assertEquals(ModelState.DAMAGED, store.status("small").state());
        assertEquals(ModelState.USABLE, store.get("small", loader, heard).state());

        HUB.verify(1, getRequestedFor(urlEqualTo(path("tokenizer.json"))));
        HUB.verify(0, getRequestedFor(urlEqualTo(path("model.bin"))));
        assertEquals(2, loaded.size());
    }

    @Test
    @Reaches(ErrorCode.MODEL_DAMAGED)
    void damageThatSizeAndTimeDoNotShowIsFoundByVerify() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        Path weights = store.get("small", loader, heard).folder().resolve("model.bin");
        FileTime time = Files.getLastModifiedTime(weights);
        Files.write(weights, FakeModel.of(2).file("model.bin"));
        Files.setLastModifiedTime(weights, time);

        assertEquals(ModelState.USABLE, store.status("small").state());
        assertEquals(List.of("model.bin"), store.verify("small", heard));
        assertEquals(ModelState.DAMAGED, store.status("small").state());
        assertEquals(
                List.of(ErrorCode.MODEL_DAMAGED, "small", "model.bin"), told(() -> store.load("small", loader, heard)));
        assertEquals(ModelState.USABLE, store.get("small", loader, heard).state());
        assertEquals(List.of(), store.verify("small", heard));
    }

    @Test
    void fileThatWasOnlyTouchedIsNotDamaged() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        Path weights = store.get("small", loader, heard).folder().resolve("model.bin");
        Files.setLastModifiedTime(weights, FileTime.fromMillis(1000));

        assertEquals(ModelState.USABLE, store.status("small").state());
    }

    @Test
    void missingFileMakesItDamaged() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        Files.delete(store.get("small", loader, heard).folder().resolve("vocabulary.txt"));

        assertEquals(ModelState.DAMAGED, store.status("small").state());
    }

    @Test
    void unreadableManifestMakesItIncompleteAndTheFilesAreUsedAgain() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        Path folder = store.get("small", loader, heard).folder();
        Files.writeString(folder.resolve("manifest.json"), "{\"version\":");
        HUB.resetRequests();

        assertEquals(ModelState.INCOMPLETE, store.status("small").state());
        assertEquals(ModelState.USABLE, store.get("small", loader, heard).state());
        HUB.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("R17: an interrupted get ends at once and the next one goes on")
    void interruptedGetGoesOnNextTime() throws Exception {
        serve(SMALL);
        byte[] weights = SMALL.file("model.bin");
        HUB.stubFor(get(urlEqualTo("/content/model.bin"))
                .willReturn(ok().withBody(weights).withChunkedDribbleDelay(50, 20_000)));
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        CountDownLatch begun = new CountDownLatch(1);
        long others =
                SMALL.files().values().stream().mapToLong(file -> file.length).sum() - weights.length;
        FutureTask<ModelStatus> running = new FutureTask<>(() -> store.get("small", loader, progress -> {
            if (progress.done() > others) {
                begun.countDown();
            }
        }));
        Thread thread = new Thread(running);
        thread.start();
        assertTrue(begun.await(15, TimeUnit.SECONDS));
        thread.interrupt();
        ExecutionException end = assertThrows(ExecutionException.class, () -> running.get(5, TimeUnit.SECONDS));

        assertTrue(end.getCause() instanceof InterruptedException, String.valueOf(end.getCause()));
        assertEquals(ModelState.INCOMPLETE, store.status("small").state());
        assertTrue(Files.size(data.resolve("models/small/model.bin.part")) > 0);

        serve(SMALL);
        assertEquals(ModelState.USABLE, store.get("small", loader, heard).state());
        assertFalse(Files.exists(data.resolve("models/small/model.bin.part")));
    }

    @Test
    void listShowsTheCatalogueAndImportedModels() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)), entry("big", pinned(FakeModel.of(9))));
        store.get("small", loader, heard);
        Path mine = FakeModel.of(7).write(data.resolve("Mine 1"));
        store.importFolder(mine, Optional.empty(), heard);

        assertEquals(
                List.of("small USABLE", "big ABSENT", "mine-1 PRESENT"),
                store.list().stream()
                        .map(status -> status.id() + " " + status.state())
                        .toList());
    }

    @Test
    @DisplayName("R20: removing a model says how much is freed")
    @Reaches(ErrorCode.MODEL_MISSING)
    void removeFreesItsBytes() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)));
        store.get("small", loader, heard);
        long bytes = FileTrees.bytes(data.resolve("models/small"));

        assertEquals(bytes, store.remove("small"));
        assertEquals(ModelState.ABSENT, store.status("small").state());
        assertEquals(List.of(ErrorCode.MODEL_MISSING, "small"), told(() -> store.remove("small")));
    }

    @Test
    @DisplayName("R20: removing all models frees the complete, the imported and the begun ones")
    void removeAllFreesEverything() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("small", pinned(SMALL)), entry("big", pinned(SMALL)));
        store.get("small", loader, heard);
        store.importFolder(FakeModel.of(7).write(data.resolve("Mine 1")), Optional.empty(), heard);
        Files.createDirectories(data.resolve("models/big"));
        Files.write(data.resolve("models/big/model.bin.part"), new byte[1000]);
        long bytes = FileTrees.bytes(data.resolve("models"));

        assertEquals(bytes, store.removeAll());
        assertEquals(
                List.of("small ABSENT", "big ABSENT"),
                store.list().stream()
                        .map(status -> status.id() + " " + status.state())
                        .toList());
        assertEquals(0, store.removeAll());
    }

    @Test
    @Reaches(ErrorCode.MODEL_IN_USE)
    void noModelIsRemovedWhileSomebodyWorksOnOne() throws Exception {
        serve(SMALL);
        ModelStore store = hubStore(entry("big", pinned(SMALL)), entry("small", pinned(SMALL)));
        store.get("small", loader, heard);
        Path lock = data.resolve("models/.locks/small.lock");

        try (OsLock held = OsLock.tryAcquire(lock).orElseThrow()) {
            assertFalse(held.toString().isEmpty());
            assertEquals(List.of(ErrorCode.MODEL_IN_USE, "small"), told(store::removeAll));
        }

        assertEquals(ModelState.USABLE, store.status("small").state());
        assertTrue(store.removeAll() > 0);
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(data.resolve("models"), "a file where the folder should be");

        List<Object> told = told(() -> hubStore(entry("small", pinned(SMALL))).get("small", loader, heard));

        assertEquals(
                List.of(
                        ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                        data.resolve("models/small").toString()),
                told.subList(0, 2));
    }

    @Test
    void modelIsObtainableWhenItIsHereOrAHubAnswers() throws Exception {
        ModelEntry entry = entry("small", pinned(SMALL));
        ModelStore offline = store(new ModelSources(List.of(List.of(dead())), noIndex(), List.of()), entry);

        assertEquals(
                List.of(false, true),
                List.of(offline.obtainable("small"), hubStore(entry).obtainable("small")));

        serve(SMALL);
        hubStore(entry).fetch("small", heard);
        assertTrue(offline.obtainable("small"));
    }

    private Set<String> names() throws IOException {
        try (var files = Files.list(data.resolve("models/small"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(".fetch.lock"))
                    .collect(Collectors.toSet());
        }
    }

    private static URI dead() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static List<Object> told(Executable call) {
        CodedException e = assertThrows(CodedException.class, call);
        List<Object> told = new ArrayList<>();
        told.add(e.code());
        told.addAll(e.arguments());
        return told;
    }
}
