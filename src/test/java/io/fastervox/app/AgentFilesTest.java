package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import io.fastervox.desktop.headless.HeadlessClipboard;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class AgentFilesTest {
    @TempDir
    Path folder;

    /** The queue rests as soon as it is open, and tells so while it is being taken. */
    @RepeatedTest(20)
    void aDictationNeverWaitsForAQueueThatOpens() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        AgentFiles files = new AgentFiles(
                folder.resolve("jobs"),
                (wish, request) -> {
                    throw new IllegalStateException("nothing is queued");
                },
                new HeadlessClipboard(),
                Settings.DEFAULTS,
                event -> told.countDown());
        files.begin();
        boolean unused = told.await(20, TimeUnit.MILLISECONDS);

        CompletableFuture<String> dictates = CompletableFuture.supplyAsync(() -> {
            files.dictating(true);
            files.close();
            return "dictates";
        });

        assertEquals(
                "dictates",
                dictates.completeOnTimeout("waits", 10, TimeUnit.SECONDS).join());
    }
}
