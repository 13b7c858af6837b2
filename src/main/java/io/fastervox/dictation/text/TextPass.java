package io.fastervox.dictation.text;

import io.fastervox.config.ChineseScript;
import io.fastervox.config.SettingsNotice;
import io.fastervox.config.TextChoice;
import io.fastervox.config.TextChoice.Replacement;
import io.fastervox.support.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a whole text, once: fillers are left out, spoken signs written, Chinese put into one script, and last come
 * the person's replacements, whose word is the final one. A step that fails, or would leave nothing, changes nothing: a text is never lost here.
 */
public final class TextPass {
    /** Changes nothing. */
    public static final TextPass NONE = of(TextChoice.NONE);

    private static final Logger LOG = LoggerFactory.getLogger(TextPass.class);

    private final List<Step> steps;
    private final Optional<String> hotwords;
    private final List<SettingsNotice> notices;

    @FunctionalInterface
    private interface Step {
        String apply(String text, Optional<String> language);
    }

    private TextPass(List<Step> steps, Optional<String> hotwords, List<SettingsNotice> notices) {
        this.steps = List.copyOf(steps);
        this.hotwords = hotwords;
        this.notices = List.copyOf(notices);
    }

    /** Where the system's language says nothing about Chinese. */
    public static TextPass of(TextChoice choice) {
        return of(choice, Locale.ROOT);
    }

    /**
     * A replacement that cannot be used is left out, and {@link #notices} names it.
     *
     * @param system the language that the person has chosen for the system
     */
    public static TextPass of(TextChoice choice, Locale system) {
        List<Step> steps = new ArrayList<>();
        List<SettingsNotice> notices = new ArrayList<>();
        if (choice.removeFillers()) {
            steps.add(Fillers::leftOut);
        }
        if (choice.spokenPunctuation()) {
            steps.add(SpokenSigns::written);
        }
        ChineseScript script = choice.script().in(system);
        if (script != ChineseScript.AS_DECODED) {
            steps.add((text, language) -> ChineseCharacters.written(text, language, script));
        }
        for (Replacement replacement : choice.replacements()) {
            try {
                Rule rule = Rule.of(replacement);
                steps.add((text, language) -> rule.applied(text));
            } catch (IllegalArgumentException e) {
                List<Object> arguments = List.of(replacement.find(), String.valueOf(e.getMessage()));
                notices.add(new SettingsNotice(ErrorCode.REPLACEMENT_INVALID, arguments));
            }
        }
        Vocabulary vocabulary = Vocabulary.of(choice.vocabulary());
        vocabulary
                .firstLeftOut()
                .ifPresent(word -> notices.add(new SettingsNotice(ErrorCode.VOCABULARY_TOO_LONG, List.of(word))));
        return new TextPass(steps, vocabulary.hotwords(), notices);
    }

    /** @param language ISO code of what was spoken; without it there is no list of fillers and signs */
    public String apply(String text, Optional<String> language) {
        String now = text;
        for (Step step : steps) {
            now = applied(step, now, language);
        }
        return now;
    }

    private static String applied(Step step, String text, Optional<String> language) {
        try {
            String next = step.apply(text, language);
            return isLost(text, next) ? text : next;
        } catch (RuntimeException e) { // whatever a rule does, the text is inserted
            LOG.warn("a step on the text failed: {}", e.getClass().getName());
            return text;
        }
    }

    /** Whether a step has left nothing. A line break that was dictated is a text, though it is blank. */
    private static boolean isLost(String text, String next) {
        return next.isBlank() && (next.indexOf('\n') < 0 || text.indexOf('\n') >= 0);
    }

    /** Words that the engine is told of before it decodes. */
    public Optional<String> hotwords() {
        return hotwords;
    }

    /** What of the person's choice cannot be used. */
    public List<SettingsNotice> notices() {
        return notices;
    }
}
