package io.fastervox.agent;

import io.fastervox.config.HistoryChoice;
import io.fastervox.config.Settings;
import io.fastervox.desktop.TrayIcon;
import io.fastervox.desktop.TrayItem;
import io.fastervox.desktop.TrayView;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the notification area shows of a state. Nothing but a function. */
public final class TrayMenu {
    private static final int LINE = 70;

    private final AgentState state;
    private final Settings settings;
    private final Messages messages;
    private final List<TrayItem<Command>> lines = new ArrayList<>();

    private TrayMenu(AgentState state) {
        this.state = state;
        this.settings = state.settings();
        this.messages = state.messages();
    }

    public static TrayView<Command> of(AgentState state) {
        TrayMenu menu = new TrayMenu(state);
        menu.addState();
        menu.addWork();
        menu.addChoices();
        menu.addRest();
        String tooltip = "Faster-Vox: " + Wording.of(state);
        return new TrayView<>(icon(state), tooltip, menu.lines);
    }

    private static TrayIcon icon(AgentState state) {
        return switch (state.phase()) {
            case STARTING -> TrayIcon.STARTING;
            case PREPARING -> TrayIcon.PREPARING;
            case READY ->
                state.paused()
                        ? TrayIcon.PAUSED
                        : state.files().now().isPresent() ? TrayIcon.TRANSCRIBING : TrayIcon.READY;
            case RECORDING -> TrayIcon.RECORDING;
            case TRANSCRIBING -> TrayIcon.TRANSCRIBING;
            case PROBLEM -> TrayIcon.PROBLEM;
        };
    }

    private void addState() {
        caption(Wording.of(state));
        state.trouble().ifPresent(problem -> {
            if (state.phase() != Phase.PROBLEM) {
                caption(problem.cause(messages));
            }
            Remedy remedy = state.remedy(problem);
            if (remedy != Remedy.NONE) {
                action("tray.remedy." + remedy, new Command.Mend(remedy));
            }
            if (state.ready().isPresent()) {
                action("tray.dismiss", new Command.Dismiss());
            }
        });
        boolean follows =
                state.ready().isPresent() && !state.setUp().progress().tracks().isEmpty();
        if (follows) {
            caption(messages.text("tray.following", state.setUp().progress().percent()));
        }
        if (follows || state.ready().isEmpty()) {
            action("tray.set-up", new Command.Show(Windows.Window.WELCOME));
        }
        if (state.files().paused()) {
            caption(messages.text("tray.files-paused"));
        }
        if (state.files().away() > 0) {
            caption(messages.text("tray.files-away", state.files().away()));
        }
        state.files().now().ifPresent(files -> {
            caption(messages.text(
                    "tray.files", files.number(), files.total(), files.percent(), shortened(files.name())));
            Wording.pace(files, messages).ifPresent(this::caption);
        });
        divider();
    }

    private void addWork() {
        boolean ready = state.serving().isPresent();
        boolean recording = state.activity() == Activity.RECORDING;
        if (settings.policy().dictation()) {
            lines.add(new TrayItem.Action<>(
                    messages.text(recording ? "tray.finish" : "tray.dictate"),
                    ready && state.activity() != Activity.TRANSCRIBING,
                    new Command.Dictate()));
        }
        if (state.activity() != Activity.NONE) {
            action("tray.cancel", new Command.CancelDictation());
        }
        if (settings.policy().files()) {
            action("tray.choose-files", new Command.ChooseFiles());
            action("tray.clipboard", new Command.TranscribeClipboard());
            action("tray.queue", new Command.Show(Windows.Window.FILES));
            if (state.files().canPause()) {
                boolean paused = state.files().paused();
                lines.add(new TrayItem.Tick<>(
                        messages.text("tray.pause-files"), paused, new Command.PauseFiles(!paused)));
            }
        }
        state.files().transcripts().stream().findFirst().ifPresent(first -> {
            String name = shortened(String.valueOf(first.getFileName()));
            lines.add(new TrayItem.Action<>(
                    messages.text("tray.open-transcript", name), new Command.OpenTranscript(first)));
            action("tray.reveal", new Command.Reveal(first));
        });
        if (!state.results().isEmpty()) {
            lines.add(new TrayItem.Group<>(messages.text("tray.results"), results(ready)));
        }
        if (!state.kept().isEmpty()) {
            lines.add(
                    new TrayItem.Group<>(messages.text("tray.kept", state.kept().size()), kept(ready)));
        }
        if (settings.policy().dictation()) {
            lines.add(new TrayItem.Tick<>(
                    messages.text("tray.pause"), state.paused(), new Command.Pause(!state.paused())));
        }
        divider();
    }

    private void addChoices() {
        if (settings.policy().dictation()) {
            lines.add(new TrayItem.Group<>(messages.text("tray.microphone"), microphones()));
        }
        lines.add(new TrayItem.Group<>(messages.text("tray.language"), languages()));
        if (!state.models().isEmpty()) {
            lines.add(new TrayItem.Group<>(messages.text("tray.model"), models()));
        }
        state.ready().ifPresent(ready -> caption(Wording.device(ready, messages)));
        divider();
    }

    private void addRest() {
        action("tray.settings", new Command.Show(Windows.Window.SETTINGS));
        action("tray.folder", new Command.OpenFolder());
        action("tray.help", new Command.OpenHelp());
        action("tray.quit", new Command.Quit());
    }

    private List<TrayItem<Command>> results(boolean ready) {
        List<TrayItem<Command>> items = new ArrayList<>();
        state.results().forEach(text -> items.add(new TrayItem.Action<>(text.shortly(), new Command.CopyAgain(text))));
        items.add(new TrayItem.Divider<>());
        state.pasteAgain()
                .ifPresent(keys -> items.add(new TrayItem.Caption<>(messages.text("tray.results.paste-again", keys))));
        if (settings.desk().history().keeping() != HistoryChoice.Keeping.OFF) {
            items.add(new TrayItem.Action<>(
                    messages.text("tray.results.hear-again"),
                    ready && state.activity() == Activity.NONE,
                    new Command.HearAgain()));
        }
        items.add(new TrayItem.Action<>(messages.text("tray.results.forget"), new Command.Forget()));
        return items;
    }

    private List<TrayItem<Command>> kept(boolean ready) {
        List<TrayItem<Command>> items = new ArrayList<>();
        state.kept()
                .forEach(recording -> items.add(new TrayItem.Action<>(
                        Wording.kept(recording, messages), ready, new Command.TranscribeKept(recording))));
        items.add(new TrayItem.Divider<>());
        items.add(new TrayItem.Action<>(messages.text("tray.kept.discard"), new Command.DiscardKept()));
        return items;
    }

    private List<TrayItem<Command>> microphones() {
        Optional<String> chosen = settings.desk().microphone();
        List<TrayItem<Command>> items = new ArrayList<>();
        items.add(microphone(messages.text("tray.microphone.default"), Optional.empty(), chosen));
        state.microphones().forEach(name -> items.add(microphone(name, Optional.of(name), chosen)));
        if (chosen.isPresent() && !state.microphones().contains(chosen.get())) {
            items.add(microphone(messages.text("tray.microphone.gone", chosen.get()), chosen, chosen));
        }
        return items;
    }

    private TrayItem<Command> microphone(String label, Optional<String> name, Optional<String> chosen) {
        Settings changed = settings.withDesk(settings.desk().withMicrophone(name));
        return choice("microphone", label, name.equals(chosen), changed);
    }

    /** Grey where the policy decides. */
    private TrayItem<Command> choice(String field, String label, boolean on, Settings changed) {
        return new TrayItem.Tick<>(label, on, settings.policy().leaves(field), new Command.Change(changed));
    }

    private List<TrayItem<Command>> languages() {
        Optional<String> chosen = settings.language();
        List<TrayItem<Command>> items = new ArrayList<>();
        items.add(choice(
                "language",
                messages.text("tray.language.detect"),
                chosen.isEmpty(),
                settings.withLanguage(Optional.empty())));
        for (String code : SpokenLanguages.offered(chosen, state.systemLanguage(), messages.locale())) {
            Optional<String> language = Optional.of(code);
            items.add(choice(
                    "language",
                    SpokenLanguages.name(code, messages.locale()),
                    language.equals(chosen),
                    settings.withLanguage(language)));
        }
        return items;
    }

    private List<TrayItem<Command>> models() {
        Optional<String> chosen = settings.model();
        List<TrayItem<Command>> items = new ArrayList<>();
        String automatic = state.ready()
                .filter(ready -> chosen.isEmpty())
                .map(ready -> messages.text("tray.model.automatic-is", ready.model()))
                .orElseGet(() -> messages.text("tray.model.automatic"));
        items.add(choice("model", automatic, chosen.isEmpty(), settings.withModel(Optional.empty())));
        for (ModelOption model : state.models()) {
            Optional<String> id = Optional.of(model.id());
            items.add(choice("model", Wording.model(model, messages), id.equals(chosen), settings.withModel(id)));
        }
        return items;
    }

    private void caption(String text) {
        lines.add(new TrayItem.Caption<>(shortened(text)));
    }

    private void action(String key, Command choice) {
        lines.add(new TrayItem.Action<>(messages.text(key.toLowerCase(Locale.ROOT)), choice));
    }

    private void divider() {
        lines.add(new TrayItem.Divider<>());
    }

    private static String shortened(String text) {
        return text.length() <= LINE ? text : text.substring(0, LINE - 1).strip() + "…";
    }
}
