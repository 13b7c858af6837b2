package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is done for the agent by others, in the background: every method returns at once, and what comes of it is told by
 * {@link Report}s.
 */
public interface Work {
    /** Makes environment and model ready, from where it stopped. One that runs is ended first and not heard of again. */
    void setUp(Settings settings);

    /** The same, after every file of the environment has been looked at and repaired (R16). */
    void repair(Settings settings);

    /** Ends the set-up; nothing more is heard of it. */
    void endSetUp();

    /** Sends {@link Report.TryAgain} after a while, unless another call comes before. */
    void tryAgainAfter(Duration pause, int failures);

    void startDictation();

    /** Ends the recording and makes its text. */
    void finishDictation();

    void cancelDictation();

    /** Somebody dictates, or does not any more: what else needs the engine makes way. */
    void dictating(boolean now);

    void transcribe(List<Path> recordings);

    /** @param numbers of jobs, at least one */
    void actOn(FileJob.Action action, List<Integer> numbers);

    /** Whether the queue of recordings rests until it is told otherwise. */
    void pauseFiles(boolean on);

    /** In the program that people have chosen for such files. */
    void open(Path file);

    /** Where it lies. */
    void reveal(Path file);

    /** A dictation that has no text yet. */
    void transcribeKept(Recording recording);

    void discardKept(List<Recording> recordings);

    /** Makes the text of the last dictation anew, with the model that is chosen now, for the clipboard. */
    void hearAgain();

    /** Deletes what was kept of dictations. */
    void forget();

    /** The recordings that were copied in a file manager. */
    void transcribeClipboard();

    void copy(String text);

    /** Inserts a text of before where the person is now. */
    void pasteAgain(String text);

    void save(Settings settings);

    /**
     * Hotkey, microphone, language and whatever else follows from the settings.
     *
     * @param paused whether the hotkey is left to others
     */
    void apply(Settings settings, boolean paused);

    /** A shortcut is being chosen, or not any more: meanwhile the system shall keep no key for the program. */
    void choosingShortcut(boolean now);

    /** Whether {@link Windows#level} shall hear the microphone though nothing is recorded. */
    void listen(boolean on);

    /** At what others change as well: sends {@link Report.AutostartIs} and {@link Report.MicrophonesAre}. */
    void lookAround();

    /** Whether the system shall start the program; sends {@link Report.AutostartIs}. */
    void autostart(boolean wanted);

    void openDataFolder();

    /** Shows a page of the installed documentation. */
    void openHelp(String page);

    void openMicrophonePrivacy();

    /** Ends the program. */
    void quit();
}
