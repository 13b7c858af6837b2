package io.fastervox.app;

import io.fastervox.audio.Recording;
import io.fastervox.config.HistoryChoice;
import io.fastervox.desktop.Target;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.history.History;
import io.fastervox.history.HistoryEntry;
import io.fastervox.history.HistoryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes dictations into the history, as the settings wish. */
record HistoryArchive(History history, Supplier<HistoryChoice> choice, Supplier<Optional<String>> model)
        implements Archive {
    @Override
    public void keep(DictationOutcome.Done done, Recording recording, DictationWish wish) throws HistoryException {
        HistoryEntry entry = new HistoryEntry(
                done.text(),
                wish.target().map(Target::program).filter(name -> !name.isEmpty()),
                done.language(),
                seconds(done.length()),
                seconds(done.times().total()),
                model.get(),
                List.of());
        history.add(entry, recording.file(), choice.get());
    }

    @Override
    public boolean mayStay() {
        return choice.get().keeping() != HistoryChoice.Keeping.OFF;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
