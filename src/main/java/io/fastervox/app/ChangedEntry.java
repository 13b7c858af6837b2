package io.fastervox.app;

import io.fastervox.audio.Recording;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.history.History;
import io.fastervox.history.HistoryEntry;
import io.fastervox.history.HistoryException;
import io.fastervox.history.Kept;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes what was made anew of a dictation into its entry in the history. */
record ChangedEntry(History history, Kept kept, Supplier<Optional<String>> model) implements Archive {
    @Override
    public void keep(DictationOutcome.Done done, Recording copy, DictationWish wish) throws HistoryException {
        HistoryEntry now =
                history.get(Optional.of(kept.id())).entry().orElseThrow(); // it may have been changed meanwhile
        history.change(kept.id(), now.heardAnew(done.text(), done.language(), model.get()));
    }
}
