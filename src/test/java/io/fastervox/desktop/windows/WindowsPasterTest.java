package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.PasterContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
class WindowsPasterTest extends PasterContract {
    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsPaster paster;

    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsClipboard clipboard;

    @BeforeEach
    void open() throws WindowsException {
        paster = new WindowsPaster(new WindowsForeground(), List.of());
        clipboard = new WindowsClipboard();
    }

    @AfterEach
    void close() {
        paster.close();
        clipboard.close();
    }

    @Test
    void aThreadThatHangsIsNotWaitedForWithoutEnd() {
        CountDownLatch end = new CountDownLatch(1);
        paster.thread.post(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        try {
            assertTimeoutPreemptively(Duration.ofSeconds(30), paster::close);
        } finally {
            end.countDown();
        }
    }

    @Override
    protected Paster paster() {
        return paster;
    }

    @Override
    protected Clipboard clipboard() {
        return clipboard;
    }
}
