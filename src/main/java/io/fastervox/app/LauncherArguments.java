package io.fastervox.app;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments as they were typed. {@code FasterVox.exe} and {@code fvox.exe} hand them to Java whole, but a Java started
 * by {@code java.exe} or by jpackage's launcher reads them in the ANSI code page: what it does not know becomes {@code ?}
 * or a letter that looks alike. Windows keeps the command line in UTF-16, and its last words are ours.
 */
final class LauncherArguments {
    private LauncherArguments() {}

    /**
     * @param given what {@code main} got
     * @param commandLine the words of the process' command line, the program first; none where there is no such line
     */
    static List<String> of(List<String> given, List<String> commandLine) {
        int first = commandLine.size() - given.size();
        if (first < 1) {
            return given; // the launcher's own defaults, or wildcards that java.exe has expanded
        }
        List<String> typed = commandLine.subList(first, commandLine.size());
        return sameBut(given, typed) ? List.copyOf(typed) : given;
    }

    /** What {@code FasterVox.exe} is given, files among it, is for the agent; its default is that word alone. */
    static List<String> ofAgent(List<String> typed) {
        List<String> words = new ArrayList<>(typed);
        if (words.isEmpty() || !words.get(0).equals("agent")) {
            words.add(0, "agent");
        }
        return List.copyOf(words);
    }

    /** ASCII comes through every code page: a difference in a plain word means that the lists do not correspond. */
    private static boolean sameBut(List<String> given, List<String> typed) {
        List<String> plain = new ArrayList<>(typed);
        for (int i = 0; i < given.size(); i++) {
            if (!typed.get(i).chars().allMatch(c -> c < 128)) {
                plain.set(i, given.get(i));
            }
        }
        return plain.equals(given);
    }
}
