package io.fastervox.models;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model of the catalogue.
 *
 * @param title what people read
 * @param family {@code whisper} or {@code distil}
 * @param translates into English
 * @param shortWindows languages of which it bears encoder windows of less than 30 s, as measured
 * @param downloadBytes size of the usual download
 * @param downloadBytesExact whether that is more than an estimate
 * @param sources best first
 */
public record ModelEntry(
        String id,
        String title,
        String family,
        int parametersMillions,
        Languages languages,
        boolean translates,
        Set<String> shortWindows,
        String licence,
        long downloadBytes,
        boolean downloadBytesExact,
        ModelMemory memory,
        List<ModelSource> sources) {
    public ModelEntry {
        ModelIds.require(id);
        shortWindows = Set.copyOf(shortWindows);
        sources = List.copyOf(sources);
    }

    /** Whether it may be used unasked: while nobody has said which language is spoken, it has to know more than one. */
    public boolean suits(Demand demand) {
        return meets(demand) && (demand.language().isPresent() || languages.multilingual());
    }

    boolean meets(Demand demand) {
        return understands(demand.language()) && (translates || !demand.translation());
    }

    boolean understands(Optional<String> language) {
        return language.isEmpty() || languages.codes().contains(language.get());
    }
}
