package io.fastervox.desktop.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary;
import io.fastervox.desktop.Clipboard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows' clipboard, through a window and a thread of its own. */
public final class WindowsClipboard implements Clipboard, AutoCloseable {
    private static final String WINDOW = "FasterVoxClipboard";
    private static final int CF_HDROP = 15;

    private final WindowThread thread;

    /** @throws WindowsException when there is no desktop */
    public WindowsClipboard() throws WindowsException {
        thread = WindowThread.start(WINDOW, false, () -> WindowThread.FOREVER);
    }

    @Override
    public Content read() {
        try {
            return thread.call(() -> {
                try (OpenClipboard open = OpenClipboard.toRead(thread)) {
                    return content(open);
                }
            });
        } catch (WindowsException e) {
            return new Content.Unavailable(e.toString());
        }
    }

    private static Content content(OpenClipboard open) throws WindowsException {
        long files = open.get(CF_HDROP);
        if (files != 0) {
            return new Content.Files(names(files));
        }
        long text = open.get(OpenClipboard.CF_UNICODETEXT);
        if (text != 0) {
            String all = new String(GlobalMemory.bytes(text), StandardCharsets.UTF_16LE);
            int end = all.indexOf('\0');
            return new Content.Text((end < 0 ? all : all.substring(0, end)).replace("\r\n", "\n"));
        }
        return open.formats().isEmpty() ? new Content.Empty() : new Content.Other();
    }

    private static List<String> names(long files) {
        List<String> names = new ArrayList<>();
        int count = Shell.SHELL32.DragQueryFileW(files, -1, null, 0);
        for (int i = 0; i < count; i++) {
            int length = Shell.SHELL32.DragQueryFileW(files, i, null, 0) + 1;
            try (Memory name = new Memory(2L * length)) {
                Shell.SHELL32.DragQueryFileW(files, i, name, length);
                names.add(name.getWideString(0));
            }
        }
        return names;
    }

    @Override
    public Copied copy(String text) {
        try {
            return thread.call(() -> {
                try (OpenClipboard open = OpenClipboard.on(thread)) {
                    open.empty();
                    open.putText(lines(text));
                    open.markPrivate(); // a text of a person, as that of a dictation
                    return new Copied.Done();
                }
            });
        } catch (WindowsException e) {
            return new Copied.Unavailable(e.toString());
        }
    }

    /** With Windows' ends of lines. */
    static String lines(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    @Override
    public void close() {
        thread.close();
    }

    /** What is needed of shell32. */
    private interface Shell extends StdCallLibrary {
        Shell SHELL32 = Native.load("shell32", Shell.class);

        /**
         * {@code DragQueryFileW}: the number of files for -1, the length of a name without a buffer. Windows XP.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-dragqueryfilew">
         *     DragQueryFileW</a>
         */
        int DragQueryFileW(long files, int index, @Nullable Pointer name, int size);
    }
}
