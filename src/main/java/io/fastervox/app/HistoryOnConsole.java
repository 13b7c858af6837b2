package io.fastervox.app;

import io.fastervox.history.HistoryEntry;
import io.fastervox.history.Kept;
import io.fastervox.support.Messages;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Entries of the history as the command line shows them. */
final class HistoryOnConsole {
    private static final int SHOWN = 60;

    private final Messages messages;

    HistoryOnConsole(Messages messages) {
        this.messages = messages;
    }

    String line(Kept kept) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(messages.locale())
                .withZone(ZoneId.systemDefault())
                .format(kept.when());
        String what = kept.entry()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%5.1f s%s  %s",
                        entry.speech(),
                        entry.application().map(name -> "  " + name).orElse(""),
                        TerminalText.cut(entry.text().replaceAll("\\s+", " "), SHOWN)))
                .orElseGet(() -> messages.text("history.unreadable"));
        return kept.id() + "  " + when + "  " + what;
    }

    static Map<String, Object> view(Kept kept) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", kept.id());
        view.put("when", kept.when().toString());
        view.put("text", kept.entry().map(HistoryEntry::text).orElse(null));
        view.put("application", kept.entry().flatMap(HistoryEntry::application).orElse(null));
        view.put("language", kept.entry().flatMap(HistoryEntry::language).orElse(null));
        view.put("speech", kept.entry().map(HistoryEntry::speech).orElse(null));
        view.put(
                "release_to_text", kept.entry().map(HistoryEntry::releaseToText).orElse(null));
        view.put("model", kept.entry().flatMap(HistoryEntry::model).orElse(null));
        view.put("earlier", kept.entry().map(HistoryEntry::earlier).orElse(List.of()));
        view.put("recording", kept.recording());
        return view;
    }

    static String text(Kept kept) {
        return Optional.of(kept).flatMap(Kept::entry).orElseThrow().text();
    }
}
