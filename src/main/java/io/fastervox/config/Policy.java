package io.fastervox.config;

import io.fastervox.support.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator has decided for everybody on this computer.
 *
 * @param held fields of {@code settings.json} that are decided
 * @param dictation whether people may dictate
 * @param files whether recordings may be transcribed
 * @param downloads whether packages and models may be fetched from servers
 * @param autostart whether the system starts the program; empty: as each person likes
 */
public record Policy(
        Set<String> held, boolean dictation, boolean files, boolean downloads, Optional<Boolean> autostart) {
    /** Nothing is decided. */
    public static final Policy NONE = new Policy(Set.of(), true, true, true, Optional.empty());

    private static final Set<String> OF_DICTATION = Set.of(
            "hotkey",
            "hotkey_mode",
            "paste_again",
            "microphone",
            "insertion",
            "paste_keys",
            "chime",
            "pill",
            "pill_text",
            "model_loading",
            "vocabulary",
            "remove_fillers",
            "spoken_punctuation",
            "chinese_script",
            "replacements");
    private static final Set<String> OF_FILES = Set.of("watched_folder", "transcript_formats", "transcript_folder");

    public Policy {
        held = Set.copyOf(held);
    }

    /** Whether a field's value is the administrator's. */
    public boolean holds(String field) {
        return held.contains(field);
    }

    /** Whether a person may choose the field: it is not held, and what it is about is not switched off. */
    public boolean leaves(String field) {
        return !held.contains(field)
                && (dictation || !OF_DICTATION.contains(field))
                && (files || !OF_FILES.contains(field));
    }

    /**
     * Lets a wish pass that is for one call, unless the field is held with another value.
     *
     * @throws ConfigException {@code POLICY_HOLDS} with the field and the wish
     */
    public void require(String field, Optional<?> wish, Optional<?> inForce) throws ConfigException {
        if (wish.isPresent() && held.contains(field) && !wish.equals(inForce)) {
            throw new ConfigException(
                    ErrorCode.POLICY_HOLDS,
                    field + " is " + inForce + " by the policy and not " + wish,
                    null,
                    List.of(field, wish.get().toString()));
        }
    }

    /** @throws ConfigException {@code DICTATION_OFF} */
    public void requireDictation() throws ConfigException {
        require(dictation, ErrorCode.DICTATION_OFF);
    }

    /** @throws ConfigException {@code FILES_OFF} */
    public void requireFiles() throws ConfigException {
        require(files, ErrorCode.FILES_OFF);
    }

    private static void require(boolean allowed, ErrorCode otherwise) throws ConfigException {
        if (!allowed) {
            throw new ConfigException(otherwise, "switched off by the policy", null, List.of());
        }
    }
}
