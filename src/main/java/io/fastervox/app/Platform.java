package io.fastervox.app;

import io.fastervox.config.PasteKeys;
import io.fastervox.desktop.Autostart;
import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.ExplorerMenu;
import io.fastervox.desktop.Foreground;
import io.fastervox.desktop.Hotkeys;
import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.desktop.OnTop;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Secrets;
import io.fastervox.desktop.Session;
import io.fastervox.desktop.Shell;
import io.fastervox.desktop.awt.AwtOnTop;
import io.fastervox.desktop.awt.AwtShell;
import io.fastervox.desktop.awt.Display;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessPaster;
import io.fastervox.desktop.headless.HeadlessSession;
import io.fastervox.desktop.headless.NoHotkeys;
import io.fastervox.desktop.headless.NoShell;
import io.fastervox.desktop.windows.FormerWindow;
import io.fastervox.desktop.windows.PasteHabit;
import io.fastervox.desktop.windows.WindowsAutostart;
import io.fastervox.desktop.windows.WindowsClipboard;
import io.fastervox.desktop.windows.WindowsException;
import io.fastervox.desktop.windows.WindowsExplorerMenu;
import io.fastervox.desktop.windows.WindowsForeground;
import io.fastervox.desktop.windows.WindowsHotkeys;
import io.fastervox.desktop.windows.WindowsMicrophonePrivacy;
import io.fastervox.desktop.windows.WindowsOnTop;
import io.fastervox.desktop.windows.WindowsPaster;
import io.fastervox.desktop.windows.WindowsSecrets;
import io.fastervox.desktop.windows.WindowsSession;
import io.fastervox.desktop.windows.WindowsShell;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The desktop that this program runs on. */
record Platform(
        Hotkeys hotkeys,
        Clipboard clipboard,
        Paster paster,
        Foreground foreground,
        Session session,
        MicrophonePrivacy privacy,
        Shell shell,
        Autostart autostart,
        ExplorerMenu explorerMenu)
        implements AutoCloseable {
    /** @param pasteKeys how a person wants some programs to be pasted into */
    static Platform ofThisSystem(List<PasteKeys> pasteKeys) {
        if (isWindows()) {
            try {
                return windows(pasteKeys);
            } catch (WindowsException e) {
                // Files can still be transcribed, and the person sees that there is no hotkey.
                LoggerFactory.getLogger(Platform.class).error("no desktop", e);
            }
        }
        return headless();
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    static Optional<Secrets> secrets() {
        return isWindows() ? Optional.of(new WindowsSecrets()) : Optional.empty();
    }

    /** One that keeps a text when this program has ended. */
    static Optional<Clipboard> lastingClipboard() throws WindowsException {
        return isWindows() ? Optional.of(new WindowsClipboard()) : Optional.empty();
    }

    /** Where there is a screen. */
    static OnTop onTop() {
        return isWindows() ? new WindowsOnTop() : new AwtOnTop();
    }

    /** Gives the focus back that a menu took from somebody who dictates. */
    static Runnable formerWindow() {
        return isWindows() ? new FormerWindow()::bringBack : () -> {};
    }

    private static Platform windows(List<PasteKeys> pasteKeys) throws WindowsException {
        Session session = new WindowsSession();
        Foreground foreground = new WindowsForeground();
        List<PasteHabit> preferred = pasteKeys.stream()
                .map(own -> PasteHabit.ofProgram(own.program(), own.keys(), own.oneLine()))
                .toList();
        return new Platform(
                new WindowsHotkeys(session),
                new WindowsClipboard(),
                new WindowsPaster(foreground, preferred),
                foreground,
                session,
                new WindowsMicrophonePrivacy(),
                new WindowsShell(),
                InstalledProgram.launcher()
                        .<Autostart>map(WindowsAutostart::new)
                        .orElse(Autostart.NONE),
                InstalledProgram.launcher()
                        .<ExplorerMenu>map(launcher -> new WindowsExplorerMenu(launcher.resolveSibling("")))
                        .orElse(ExplorerMenu.NONE));
    }

    /** What there is everywhere. */
    private static Platform headless() {
        Foreground foreground = new HeadlessForeground();
        Clipboard clipboard = new HeadlessClipboard();
        return new Platform(
                new NoHotkeys(),
                clipboard,
                new HeadlessPaster(foreground, clipboard),
                foreground,
                new HeadlessSession(),
                () -> MicrophonePrivacy.Access.UNKNOWN,
                Display.isThere() ? new AwtShell() : new NoShell(),
                Autostart.NONE,
                ExplorerMenu.NONE);
    }

    @Override
    public void close() {
        hotkeys.close();
        paster.close();
        session.close();
    }
}
