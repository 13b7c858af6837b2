package io.fastervox.dictation.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Leaves out sounds that are no words: whole ones alone, with the pause that was written for them. */
final class Fillers {
    private static final String COMMAS = ",，、";
    private static final String PAUSES = COMMAS + "… ";
    private static final String SENTENCE_ENDS = ".!?…。！？\n";
    private static final Map<String, Pattern> OF_LANGUAGES = WordLists.fillers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> pattern(entry.getValue())));

    private Fillers() {}

    private static Pattern pattern(List<String> words) {
        // “Er” is a sound, ER is not
        String any = words.stream()
                .map(word -> "(?iu:" + word.charAt(0) + ")" + word.substring(1))
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\p{L}\\p{N}'’¿¡-])(?:" + any + ")(?![\\p{L}\\p{N}'’-])");
    }

    static String leftOut(String text, Optional<String> language) {
        Optional<Pattern> fillers = language.map(OF_LANGUAGES::get);
        if (fillers.isEmpty()) {
            return text;
        }
        Seam seam = new Seam(text);
        Matcher filler = fillers.get().matcher(text);
        while (filler.find(seam.place())) {
            seam.takeTo(filler.start());
            boolean begins = seam.isEmpty() || seam.endsWithOneOf(SENTENCE_ENDS);
            boolean paused = seam.endsWithOneOf(COMMAS);
            seam.goOnFrom(filler.end(), "");
            boolean pauses = seam.endsOrGoesOnWithOneOf(COMMAS + SENTENCE_ENDS);
            seam.goOnFrom(filler.end(), begins ? PAUSES + SENTENCE_ENDS : PAUSES);
            if (paused && pauses) {
                seam.dropEnd(COMMAS);
            }
            if (begins && Character.isUpperCase(filler.group().codePointAt(0))) {
                seam.capital();
            }
            if (!seam.endsOrGoesOnWithOneOf(SENTENCE_ENDS)) {
                seam.space();
            }
        }
        return seam.whole();
    }
}
