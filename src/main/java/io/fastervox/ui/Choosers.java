package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.SpokenLanguages;
import io.fastervox.agent.Wording;
import io.fastervox.config.Desk;
import io.fastervox.config.FilesChoice;
import io.fastervox.config.HistoryChoice;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Shortcut;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.swing.JCheckBox;
import javax.swing.JComponent;

/** The controls of the settings. What is chosen applies at once. On the event thread only. */
final class Choosers {
    private static final List<Integer> DAYS = List.of(3, 7, 30, 90, 365, 0);

    private final Consumer<Command> commands;
    private final ShortcutField hotkey;
    private final ShortcutField pasteAgain;
    private final Choices<Desk.HotkeyMode> mode;
    private final Choices<Optional<String>> microphone;
    private final Choices<Optional<String>> language;
    private final Choices<Optional<String>> uiLanguage;
    private final Choices<Optional<String>> model;
    private final Choices<Settings.Device> device;
    private final Choices<Desk.ModelLoading> modelLoading;
    private final Choices<Desk.Insertion> insertion;
    private final Choices<HistoryChoice.Keeping> history;
    private final Choices<Integer> days;
    private final FolderField watched;
    private final FormatsField formats;
    private final FolderField transcripts;
    private final JCheckBox chime = new JCheckBox();
    private final JCheckBox pill = new JCheckBox();
    private final JCheckBox pillText = new JCheckBox();
    private final JCheckBox autostart = new JCheckBox();
    private Settings settings = Settings.DEFAULTS;
    private Messages messages = Messages.in(Locale.ENGLISH);
    private Optional<String> dictates = Optional.empty();

    Choosers(Consumer<Command> commands) {
        this.commands = commands;
        Consumer<Boolean> choosing = now -> commands.accept(new Command.ChooseShortcut(now));
        hotkey = new ShortcutField(this::dictateWith, () -> {}, choosing);
        pasteAgain = new ShortcutField(
                this::pasteAgainWith, () -> desk(old -> old.withPasteAgain(Optional.of(Desk.NO_SHORTCUT))), choosing);
        mode = new Choices<>(value -> desk(old -> old.withHotkeyMode(value)));
        microphone = new Choices<>(value -> desk(old -> old.withMicrophone(value)));
        language = new Choices<>(value -> change(settings.withLanguage(value)));
        uiLanguage = new Choices<>(value -> desk(old -> old.withUiLanguage(value)));
        model = new Choices<>(value -> change(settings.withModel(value)));
        device = new Choices<>(value -> change(settings.withDevice(value)));
        modelLoading = new Choices<>(value -> desk(old -> old.withModelLoading(value)));
        insertion = new Choices<>(value -> desk(old -> old.withInsertion(value)));
        history =
                new Choices<>(value -> desk(old -> old.withHistory(old.history().withKeeping(value))));
        days = new Choices<>(value -> desk(old -> old.withHistory(old.history().withDays(value))));
        watched = new FolderField(value -> files(old -> old.withWatched(value)));
        formats = new FormatsField(value -> files(old -> old.withFormats(value)));
        transcripts = new FolderField(value -> files(old -> old.withFolder(value)));
        chime.addActionListener(event -> desk(old -> old.withChime(chime.isSelected())));
        pill.addActionListener(event -> desk(old -> old.withPill(pill.isSelected())));
        pillText.addActionListener(event -> desk(old -> old.withPillText(pillText.isSelected())));
        autostart.addActionListener(event -> commands.accept(new Command.Autostart(autostart.isSelected())));
    }

    JComponent hotkey() {
        return hotkey;
    }

    JComponent pasteAgain() {
        return pasteAgain;
    }

    JComponent mode() {
        return mode;
    }

    JComponent microphone() {
        return microphone;
    }

    JComponent language() {
        return language;
    }

    JComponent uiLanguage() {
        return uiLanguage;
    }

    JComponent model() {
        return model;
    }

    JComponent device() {
        return device;
    }

    JComponent modelLoading() {
        return modelLoading;
    }

    JComponent insertion() {
        return insertion;
    }

    JComponent history() {
        return history;
    }

    JComponent days() {
        return days;
    }

    JComponent watched() {
        return watched;
    }

    JComponent formats() {
        return formats;
    }

    JComponent transcripts() {
        return transcripts;
    }

    JComponent chime() {
        return chime;
    }

    JComponent pill() {
        return pill;
    }

    JComponent pillText() {
        return pillText;
    }

    JComponent autostart() {
        return autostart;
    }

    /** The other shortcut makes way: it is the program's own again. */
    private Optional<String> dictateWith(Shortcut keys) {
        Optional<String> chosen = Optional.of(keys.toString());
        desk(old -> (old.pasteAgain().equals(chosen) ? old.withPasteAgain(Optional.empty()) : old).withHotkey(chosen));
        return Optional.empty();
    }

    private Optional<String> pasteAgainWith(Shortcut keys) {
        if (dictates.equals(Optional.of(keys.toString()))) {
            return Optional.of(messages.text("window.paste-again.dictates", keys.toString()));
        }
        desk(old -> old.withPasteAgain(Optional.of(keys.toString())));
        return Optional.empty();
    }

    private void desk(UnaryOperator<Desk> change) {
        change(settings.withDesk(change.apply(settings.desk())));
    }

    private void files(UnaryOperator<FilesChoice> change) {
        desk(old -> old.withFiles(change.apply(old.files())));
    }

    private void change(Settings now) {
        settings = now;
        commands.accept(new Command.Change(now));
    }

    void update(AgentState state) {
        messages = state.messages();
        settings = state.settings();
        Desk desk = settings.desk();
        dictates = desk.hotkey().or(state::hotkey);
        hotkey.show(dictates.orElse(""), messages.text("window.hotkey.waiting"));
        pasteAgain.show(
                desk.pasteAgain()
                        .map(keys -> keys.equals(Desk.NO_SHORTCUT) ? messages.text("window.paste-again.none") : keys)
                        .or(state::pasteAgain)
                        .orElse(""),
                messages.text("window.paste-again.waiting"));
        mode.show(named("window.hotkey-mode.", Desk.HotkeyMode.values(), messages), desk.hotkeyMode());
        microphone.show(microphones(state, messages), desk.microphone());
        language.show(languages(state, messages), settings.language());
        uiLanguage.show(
                List.of(
                        new Choice<>(Optional.empty(), messages.text("window.ui-language.system")),
                        new Choice<>(Optional.of("en"), "English"),
                        new Choice<>(Optional.of("zh-CN"), "简体中文")),
                desk.uiLanguage());
        model.show(models(state, messages), settings.model());
        device.show(named("window.device.", Settings.Device.values(), messages), settings.device());
        modelLoading.show(named("window.model-loading.", Desk.ModelLoading.values(), messages), desk.modelLoading());
        insertion.show(named("window.insertion.", Desk.Insertion.values(), messages), desk.insertion());
        history.show(
                named("window.history.", HistoryChoice.Keeping.values(), messages),
                desk.history().keeping());
        days.show(days(desk.history().days(), messages), desk.history().days());
        FilesChoice files = desk.files();
        watched.show(files.watched(), messages.text("window.watched.choose"), messages.text("window.watched.none"));
        formats.show(files.formats(), messages);
        transcripts.show(
                files.folder(), messages.text("window.transcripts.beside"), messages.text("window.transcripts.again"));
        Map.of(
                        "hotkey", hotkey,
                        "hotkey_mode", mode,
                        "microphone", microphone,
                        "language", language,
                        "ui_language", uiLanguage,
                        "model", model,
                        "device", device,
                        "insertion", insertion,
                        "chime", chime,
                        "pill", pill)
                .forEach(
                        (field, control) -> control.setEnabled(settings.policy().leaves(field)));
        Map.of(
                        "paste_again", pasteAgain,
                        "model_loading", modelLoading,
                        "watched_folder", watched,
                        "transcript_formats", formats,
                        "transcript_folder", transcripts)
                .forEach(
                        (field, control) -> control.setEnabled(settings.policy().leaves(field)));
        history.setEnabled(settings.policy().leaves("history"));
        days.setEnabled(desk.history().keeping() != HistoryChoice.Keeping.OFF
                && settings.policy().leaves("history_days"));
        chime.setText(messages.text("window.chime"));
        chime.setSelected(desk.chime());
        pill.setText(messages.text("window.pill"));
        pill.setSelected(desk.pill());
        pillText.setText(messages.text("window.pill-text"));
        pillText.setSelected(desk.pillText());
        pillText.setEnabled(desk.pill() && settings.policy().leaves("pill_text"));
        autostart.setText(messages.text("window.autostart"));
        autostart.setSelected(state.autostart().orElse(false));
        autostart.setEnabled(settings.policy().autostart().isEmpty());
        autostart.setVisible(state.autostart().isPresent());
    }

    static <E extends Enum<E>> List<Choice<E>> named(String prefix, E[] values, Messages messages) {
        return Stream.of(values)
                .map(value ->
                        new Choice<>(value, messages.text(prefix + value.name().toLowerCase(Locale.ROOT))))
                .toList();
    }

    private static List<Choice<Integer>> days(int chosen, Messages messages) {
        return Stream.concat(DAYS.stream(), Stream.of(chosen))
                .distinct()
                .sorted(Comparator.comparing(days -> days == 0 ? Integer.MAX_VALUE : days))
                .map(days -> new Choice<>(
                        days,
                        days == 0
                                ? messages.text("window.history-days.for-ever")
                                : messages.text("window.history-days.days", days)))
                .toList();
    }

    private static List<Choice<Optional<String>>> microphones(AgentState state, Messages messages) {
        List<Choice<Optional<String>>> choices = new ArrayList<>();
        choices.add(new Choice<>(Optional.empty(), messages.text("tray.microphone.default")));
        state.microphones().forEach(name -> choices.add(new Choice<>(Optional.of(name), name)));
        Optional<String> chosen = state.settings().desk().microphone();
        if (chosen.isPresent() && !state.microphones().contains(chosen.get())) {
            choices.add(new Choice<>(chosen, messages.text("tray.microphone.gone", chosen.get())));
        }
        return choices;
    }

    private static List<Choice<Optional<String>>> languages(AgentState state, Messages messages) {
        List<Choice<Optional<String>>> choices = new ArrayList<>();
        choices.add(new Choice<>(Optional.empty(), messages.text("tray.language.detect")));
        SpokenLanguages.offered(state.settings().language(), state.systemLanguage(), messages.locale())
                .forEach(code ->
                        choices.add(new Choice<>(Optional.of(code), SpokenLanguages.name(code, messages.locale()))));
        return choices;
    }

    private static List<Choice<Optional<String>>> models(AgentState state, Messages messages) {
        List<Choice<Optional<String>>> choices = new ArrayList<>();
        choices.add(new Choice<>(Optional.empty(), messages.text("tray.model.automatic")));
        state.models()
                .forEach(model -> choices.add(new Choice<>(Optional.of(model.id()), Wording.model(model, messages))));
        return choices;
    }
}
