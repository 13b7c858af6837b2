package io.fastervox.desktop.windows;

import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.Hotkeys.Registration;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.Target;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Does with the adapters what a line of its input says, and tells what happens; for the tests in a Wine desktop. */
public final class DesktopDriver implements AutoCloseable {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final WindowsSession session;
    private final WindowsHotkeys hotkeys;
    private final WindowsForeground foreground = new WindowsForeground();
    private final WindowsClipboard clipboard = new WindowsClipboard();
    private final WindowsPaster paster = new WindowsPaster(foreground, List.of());
    private Optional<Target> target = Optional.empty();

    private DesktopDriver() throws WindowsException {
        session = new WindowsSession();
        hotkeys = new WindowsHotkeys(session);
        session.listen(event -> say("session " + event));
    }

    public static void main(String[] arguments) throws IOException {
        try (DesktopDriver driver = new DesktopDriver();
                // Not System.in, which asks how much is available; Wine does not know that of a pipe.
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            driver.say("driving");
            for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
                String[] words = (line + " ").split(" ", -1);
                driver.say(words[0] + " " + driver.obey(words[0], words[1]));
            }
        }
    }

    private synchronized void say(String line) {
        out.println(line);
    }

    private String obey(String command, String argument) {
        return switch (command) {
            case "register" ->
                hotkeys.register(shortcut(argument), new Told(argument)).toString();
            case "patient" ->
                hotkeys.register(shortcut(argument), new Patient()).toString();
            case "cancellable" -> escapes(shortcut(argument));
            case "unregister" -> {
                hotkeys.unregister(shortcut(argument));
                yield "done";
            }
            case "forget" -> forget();
            case "selftest" -> hotkeys.selfTest().toString();
            case "target" -> {
                target = foreground.current();
                yield target.toString();
            }
            case "type" -> paster.type(text(argument), target.orElseThrow()).toString();
            case "paste" -> paster.paste(text(argument), target.orElseThrow()).toString();
            case "leave" ->
                paster.leave(text(argument), Paster.Reason.COPY_ONLY).toString();
            case "copy" -> clipboard.copy(text(argument)).toString();
            case "read" -> clipboard.read().toString();
            default -> "unknown";
        };
    }

    /** As a dictation does it that begins with this shortcut; says what is left to others. */
    private String escapes(Shortcut held) {
        return held.whileHeld(Key.ESCAPE).stream()
                .map(escape -> hotkeys.register(escape, new Told(escape.toString())))
                .filter(state -> !(state instanceof Registration.Active))
                .toList()
                .toString();
    }

    /** As if Windows had forgotten all shortcuts in its sleep. */
    private String forget() {
        try {
            return hotkeys.thread
                    .call(() -> IntStream.rangeClosed(1, 1000)
                            .filter(id -> WindowFunctions.USER32.UnregisterHotKey(hotkeys.thread.window(), id))
                            .count())
                    .toString();
        } catch (WindowsException e) {
            return e.toString();
        }
    }

    private static Shortcut shortcut(String text) {
        return Shortcut.parse(text).orElseThrow();
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        hotkeys.close();
        paster.close();
        clipboard.close();
        session.close();
        say("closed");
    }

    /** At a press waits for another thread, which registers and unregisters a shortcut. */
    private final class Patient extends Told {
        Patient() {
            super("patiently");
        }

        @Override
        public void pressed() {
            Shortcut other = shortcut("Ctrl+F8");
            CompletableFuture<Void> registering = CompletableFuture.runAsync(() -> {
                hotkeys.register(other, new Told("other"));
                hotkeys.unregister(other);
            });
            registering.orTimeout(10, TimeUnit.SECONDS).join();
            super.pressed();
        }
    }

    /** Tells of one shortcut. */
    private class Told implements Hotkeys.Presses {
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public void pressed() {
            say("pressed " + name);
        }

        @Override
        public void released() {
            say("released " + name);
        }

        @Override
        public void lost(Registration state) {
            say("lost " + state);
        }
    }
}
