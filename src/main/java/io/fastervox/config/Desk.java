package io.fastervox.config;

import java.util.List;
import java.util.Optional;

/**
 * What the user has chosen about dictation and windows; what is empty is chosen by the program.
 *
 * @param uiLanguage of all texts, {@code en} or {@code zh-CN}; empty: the system's
 * @param hotkey as people write it, for example {@code Ctrl+Alt+D}; empty: the program's
 * @param hotkeyMode what holding and tapping it mean
 * @param pasteAgain shortcut that pastes the last text once more; {@link #NO_SHORTCUT}: none; empty: the program's
 * @param microphone by its name, as far as the system tells it; empty: the system's
 * @param insertion how a text gets to where the cursor is
 * @param pasteKeys of programs that are not pasted into as usual
 * @param chime whether the beginning of a recording is heard
 * @param pill whether a small sign on the screen shows that a recording runs
 * @param pillText whether the sign shows the last words that were heard
 * @param modelLoading when the model comes into the memory
 * @param idleMinutes after so many without a job the model leaves the memory, unless it came at the start; 0: never
 * @param files what becomes of recordings
 * @param text what becomes of a text before it is inserted
 * @param history what is kept of dictations
 */
public record Desk(
        Optional<String> uiLanguage,
        Optional<String> hotkey,
        HotkeyMode hotkeyMode,
        Optional<String> pasteAgain,
        Optional<String> microphone,
        Insertion insertion,
        List<PasteKeys> pasteKeys,
        boolean chime,
        boolean pill,
        boolean pillText,
        ModelLoading modelLoading,
        int idleMinutes,
        FilesChoice files,
        TextChoice text,
        HistoryChoice history) {
    /** In the place of a shortcut. */
    public static final String NO_SHORTCUT = "off";

    public static final Desk DEFAULTS = new Desk(
            Optional.empty(),
            Optional.empty(),
            HotkeyMode.HYBRID,
            Optional.empty(),
            Optional.empty(),
            Insertion.PASTE,
            List.of(),
            true,
            true,
            true,
            ModelLoading.ON_KEY,
            10,
            FilesChoice.DEFAULTS,
            TextChoice.NONE,
            HistoryChoice.DEFAULTS);

    public Desk {
        pasteKeys = List.copyOf(pasteKeys);
    }

    /** What holding and tapping the hotkey mean. */
    public enum HotkeyMode {
        /** Held: recorded while it is down; tapped: from one tap to the next. */
        HYBRID,
        HOLD,
        TOGGLE
    }

    /** How a text gets to where the cursor is. */
    public enum Insertion {
        PASTE,
        /** Letter by letter, as if it came from the keyboard. */
        TYPE,
        /** To the clipboard only. */
        COPY
    }

    /** When the model comes into the memory. */
    public enum ModelLoading {
        /** With the first dictation, while the person speaks. */
        ON_KEY,
        /** As soon as the program is ready, and it stays there. */
        AT_START
    }

    public Desk withUiLanguage(Optional<String> chosen) {
        return new Desk(
                chosen,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withHotkey(Optional<String> chosen) {
        return new Desk(
                uiLanguage,
                chosen,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withHotkeyMode(HotkeyMode chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                chosen,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withPasteAgain(Optional<String> chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                chosen,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withMicrophone(Optional<String> chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                chosen,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withInsertion(Insertion chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                chosen,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withChime(boolean on) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                on,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withPill(boolean on) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                on,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withPillText(boolean on) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                on,
                modelLoading,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withModelLoading(ModelLoading chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                chosen,
                idleMinutes,
                files,
                text,
                history);
    }

    public Desk withFiles(FilesChoice chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                chosen,
                text,
                history);
    }

    public Desk withText(TextChoice chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                chosen,
                history);
    }

    public Desk withHistory(HistoryChoice chosen) {
        return new Desk(
                uiLanguage,
                hotkey,
                hotkeyMode,
                pasteAgain,
                microphone,
                insertion,
                pasteKeys,
                chime,
                pill,
                pillText,
                modelLoading,
                idleMinutes,
                files,
                text,
                chosen);
    }
}
