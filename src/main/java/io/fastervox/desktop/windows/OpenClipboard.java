package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The clipboard while this program has it open, and nobody else can read or change it. Open it briefly. */
final class OpenClipboard implements AutoCloseable {
    static final int CF_UNICODETEXT = 13;

    private static final ClipboardFunctions USER32 = ClipboardFunctions.USER32;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAUSE = 25;
    private static final int BUSY_SECONDS = 5;
    private static final int ERROR_TIMEOUT = 1460;

    /**
     * What tells clipboard managers, Windows' history and its cloud to leave the content alone, with the values that say
     * no.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats">
     *     Cloud clipboard and clipboard history formats</a>
     */
    private static final Map<String, Integer> PRIVATE = Map.of(
            "ExcludeClipboardContentFromMonitorProcessing", 1,
            "CanIncludeInClipboardHistory", 0,
            "CanUploadToCloudClipboard", 0);

    private OpenClipboard() {}

    /**
     * Opens it, waiting for up to a second until others have closed it. On the window's thread only.
     *
     * @throws WindowsException when another program keeps it open
     */
    static OpenClipboard on(WindowThread owner) throws WindowsException {
        long start = System.nanoTime();
        while (!USER32.OpenClipboard(owner.window())) {
            int code = Native.getLastError();
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new WindowsException("OpenClipboard", code);
            }
            owner.pump(PAUSE);
        }
        return new OpenClipboard();
    }

    /**
     * The same, to {@link #get} what lies there. What its owner has only promised, Windows asks for and waits for without
     * end, so a busy owner is waited for before, for up to {@value #BUSY_SECONDS} s.
     *
     * @throws WindowsException when the owner hangs, or another program keeps the clipboard open
     */
    static OpenClipboard toRead(WindowThread reader) throws WindowsException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(BUSY_SECONDS) && !Responsiveness.hangs(owner())) {
            if (Responsiveness.answers(owner())) {
                OpenClipboard open = on(reader);
                if (Responsiveness.answers(owner())) {
                    return open;
                }
                open.close();
            }
            reader.pump(PAUSE);
        }
        throw new WindowsException("GetClipboardData", ERROR_TIMEOUT);
    }

    private static long owner() {
        return USER32.GetClipboardOwner();
    }

    /** The memory of a format, which stays the clipboard's; 0 when it has none. To be read after {@link #toRead} only. */
    long get(int format) {
        return USER32.GetClipboardData(format);
    }

    /** All formats there are, those that Windows makes from others included. */
    List<Integer> formats() {
        List<Integer> formats = new ArrayList<>();
        for (int format = USER32.EnumClipboardFormats(0); format != 0; format = USER32.EnumClipboardFormats(format)) {
            formats.add(format);
        }
        return formats;
    }

    /** Makes our window the owner of an empty clipboard. */
    void empty() throws WindowsException {
        if (!USER32.EmptyClipboard()) {
            throw new WindowsException("EmptyClipboard", Native.getLastError());
        }
    }

    /** Gives a block of memory away; it is freed when the clipboard does not take it. */
    void put(int format, long memory) throws WindowsException {
        give(format, memory);
    }

    void putText(String text) throws WindowsException {
        give(CF_UNICODETEXT, text(text));
    }

    /** Keeps a promise, while whoever asks for the text has the clipboard open. */
    static void render(String text) throws WindowsException {
        give(CF_UNICODETEXT, text(text));
    }

    private static long text(String text) throws WindowsException {
        return GlobalMemory.of((text + '\0').getBytes(StandardCharsets.UTF_16LE));
    }

    private static void give(int format, long memory) throws WindowsException {
        if (USER32.SetClipboardData(format, memory) == 0) {
            int code = Native.getLastError();
            GlobalMemory.free(memory);
            throw new WindowsException("SetClipboardData", code);
        }
    }

    /** Promises a text. Whoever reads it makes Windows ask for it. */
    void promiseText() throws WindowsException {
        USER32.SetClipboardData(CF_UNICODETEXT, 0);
        int code = Native.getLastError();
        if (!USER32.IsClipboardFormatAvailable(CF_UNICODETEXT)) { // the result is 0 either way
            throw new WindowsException("SetClipboardData", code);
        }
    }

    /** Asks others not to keep the content. What is marked already, with whatever value, stays as it is. */
    void markPrivate() throws WindowsException {
        for (Map.Entry<String, Integer> mark : PRIVATE.entrySet()) {
            int format = USER32.RegisterClipboardFormatW(new WString(mark.getKey()));
            if (format != 0 && !USER32.IsClipboardFormatAvailable(format)) {
                put(format, GlobalMemory.of(new byte[] {mark.getValue().byteValue(), 0, 0, 0}));
            }
        }
    }

    @Override
    public void close() {
        USER32.CloseClipboard();
    }
}
