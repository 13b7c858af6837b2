package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.audio.Recording;
import io.fastervox.config.Desk;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.desktop.TrayIcon;
import io.fastervox.desktop.TrayItem;
import io.fastervox.desktop.TrayView;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6, R22: the tray menu is a function of the state")
class TrayMenuTest {
    private static final AgentState STARTING = AgentState.starting(Settings.DEFAULTS, Locale.ENGLISH, false);
    private static final AgentState READY = after(
            STARTING,
            new Report.HotkeysAre(Optional.of("Ctrl+Shift+Space"), Optional.empty()),
            new Report.MicrophonesAre(List.of("Headset")),
            new Report.ModelsAre(
                    List.of(new ModelOption("base", 145_000_000, true), new ModelOption("small", 484_000_000, false))),
            new Report.Prepared(new Ready("base", "cpu", "int8")));

    private static AgentState after(AgentState state, AgentEvent... events) {
        AgentState now = state;
        for (AgentEvent event : events) {
            now = event.on(now).state();
        }
        return now;
    }

    private static AgentState chinese(AgentState state) {
        return after(
                state,
                new Command.Change(Settings.DEFAULTS.withDesk(Desk.DEFAULTS.withUiLanguage(Optional.of("zh-CN")))));
    }

    /** As people see it: a line for a line, what cannot be chosen in brackets, what lies behind a line indented. */
    private static String drawn(TrayView<Command> view) {
        return view.icon() + " " + view.tooltip() + "\n" + drawn(view.menu(), "");
    }

    private static String drawn(List<TrayItem<Command>> items, String indent) {
        return items.stream().map(item -> indent + line(item, indent) + "\n").collect(Collectors.joining());
    }

    private static String line(TrayItem<Command> item, String indent) {
        if (item instanceof TrayItem.Action<Command> action) {
            return action.enabled() ? action.label() : "[" + action.label() + "]";
        }
        if (item instanceof TrayItem.Tick<Command> tick) {
            String line = (tick.on() ? "✓ " : "- ") + tick.label();
            return tick.enabled() ? line : "[" + line + "]";
        }
        if (item instanceof TrayItem.Group<Command> group) {
            boolean languages = group.items().size() > 10;
            return group.label() + " ▸"
                    + (languages
                            ? " " + group.items().size()
                            : "\n" + drawn(group.items(), indent + "  ").stripTrailing());
        }
        return item instanceof TrayItem.Caption<Command> caption ? "[" + caption.label() + "]" : "---";
    }

    @Test
    void readyItOffersEverything() {
        assertEquals("""
                READY Faster-Vox: Ready: hold or tap Ctrl+Shift+Space and speak
                [Ready: hold or tap Ctrl+Shift+Space and speak]
                ---
                Dictate
                Transcribe files…
                Transcribe copied files
                Show the recordings…
                - Pause the hotkey
                ---
                Microphone ▸
                  ✓ The system’s
                  - Headset
                Spoken language ▸ 18
                Model ▸
                  ✓ Automatic (base)
                  - base
                  - small (484 MB to download)
                [Computes on the processor (int8)]
                ---
                Settings…
                Open the data folder
                Help
                Quit
                """, drawn(TrayMenu.of(READY)));
    }

    @Test
    void inChineseEverythingIsChinese() {
        AgentState recording = after(chinese(READY), new Report.Moved(Activity.RECORDING), new Report.Hears())
                .plus(new Dictated("你好。"));

        assertEquals("""
                RECORDING Faster-Vox: 正在录音
                [正在录音]
                ---
                停止并插入文字
                放弃本次录音
                转写文件…
                转写已复制的文件
                查看录音列表…
                再次复制 ▸
                  你好。
                  ---
                  [重新转写最近一次听写]
                  全部删除
                - 暂停快捷键
                ---
                麦克风 ▸
                  ✓ 系统默认
                  - Headset
                所说语言 ▸ 18
                模型 ▸
                  ✓ 自动选择（base）
                  - base
                  - small（需下载 484 MB）
                [使用处理器计算（int8）]
                ---
                设置…
                打开数据文件夹
                帮助
                退出
                """, drawn(TrayMenu.of(recording)));
    }

    @Test
    void whileItIsSetUpItShowsHowFarAndOffersWhatWorksAlready() {
        AgentState building = after(
                STARTING,
                new Report.Progressed(
                        new Track("environment", new Progress("fetch", "", 50, 100, Progress.Unit.BYTES), 0)));

        assertEquals("""
                PREPARING Faster-Vox: Setting up: 38 %
                [Setting up: 38 %]
                Show the set-up…
                ---
                [Dictate]
                Transcribe files…
                Transcribe copied files
                Show the recordings…
                - Pause the hotkey
                ---
                Microphone ▸
                  ✓ The system’s
                Spoken language ▸ 18
                ---
                Settings…
                Open the data folder
                Help
                Quit
                """, drawn(TrayMenu.of(building)));
    }

    @Test
    void packagesThatFollowAreShownWhileEverythingWorks() {
        AgentState following = after(
                READY,
                new Report.Progressed(
                        new Track("environment", new Progress("fetch", "", 50, 100, Progress.Unit.BYTES), 0)));

        assertEquals("""
                READY Faster-Vox: Ready: hold or tap Ctrl+Shift+Space and speak
                [Ready: hold or tap Ctrl+Shift+Space and speak]
                [More packages follow: 38 %]
                Show the set-up…
                ---
                Dictate
                """, drawn(TrayMenu.of(following)).lines().limit(6).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void aProblemStandsThereWithItsRemedy() {
        AgentState offline =
                after(STARTING, new Report.SetUpFailed(new Problem(ErrorCode.OFFLINE, List.of("example.org"))));

        List<TrayItem<Command>> menu = TrayMenu.of(offline).menu();

        assertEquals(
                List.of(
                        new TrayItem.Action<Command>("Try again", new Command.Mend(Remedy.RETRY)),
                        new TrayItem.Action<Command>("Show the set-up…", new Command.Show(Windows.Window.WELCOME))),
                menu.subList(1, 3));
        assertEquals(TrayIcon.PROBLEM, TrayMenu.of(offline).icon());
    }

    @Test
    void theProcessorIsNoRemedyWhereItWorksAlready() {
        Report full = new Report.Failed(new Problem(ErrorCode.OUT_OF_MEMORY, List.of("small")));

        assertEquals(
                List.of(Remedy.SETTINGS, Remedy.USE_CPU),
                Stream.of("cpu", "cuda")
                        .map(device -> after(STARTING, new Report.Prepared(new Ready("small", device, "int8")), full))
                        .flatMap(state -> TrayMenu.of(state).menu().stream())
                        .filter(item -> item instanceof TrayItem.Action<Command> action
                                && action.choice() instanceof Command.Mend)
                        .map(item -> ((Command.Mend) ((TrayItem.Action<Command>) item).choice()).remedy())
                        .toList());
    }

    @Test
    void textsAreCopiedAgainTranscribedAnewAndForgotten() {
        AgentState dictated = after(READY, new Report.Inserted(new Dictated("Norland"), Optional.empty()));

        assertEquals(true, drawn(TrayMenu.of(dictated)).contains("""
                Copy again ▸
                  Norland
                  ---
                  Transcribe the last one anew
                  Forget them all
                """));
    }

    @Test
    void theMenuNamesTheKeysThatPasteTheNewestTextAgain() {
        AgentState dictated = after(
                READY,
                new Report.HotkeysAre(Optional.of("F9"), Optional.of("Ctrl+Win+J")),
                new Report.Inserted(new Dictated("Norland"), Optional.empty()));

        assertEquals(true, drawn(TrayMenu.of(dictated)).contains("""
                Copy again ▸
                  Norland
                  ---
                  [Ctrl+Win+J pastes the first one again]
                  Transcribe the last one anew
                """));
    }

    @Test
    void aPausedHotkeyHasItsSign() {
        TrayView<Command> view = TrayMenu.of(after(READY, new Command.Pause(true)));

        assertEquals(
                List.of(TrayIcon.PAUSED, "Faster-Vox: Paused: the hotkey is off"),
                List.of(view.icon(), view.tooltip()));
    }

    @Test
    void aMicrophoneThatIsGoneStaysChosen() {
        AgentState gone = after(
                READY,
                new Command.Change(Settings.DEFAULTS.withDesk(Desk.DEFAULTS.withMicrophone(Optional.of("Webcam")))));

        assertEquals(true, drawn(TrayMenu.of(gone)).contains("  - Headset\n  ✓ Webcam (not connected)\n"));
    }

    @Test
    void filesInTheBackgroundAreShownAndMoreCanJoinThem() {
        AgentState working = after(
                READY, new Report.FilesMoved(new FilesProgress("talk.mp3", 2, 3, 40, 0, 0, OptionalLong.empty())));

        String menu = drawn(TrayMenu.of(working));

        assertEquals(
                List.of(TrayIcon.TRANSCRIBING, true, true),
                List.of(
                        TrayMenu.of(working).icon(),
                        menu.contains("[Transcribing talk.mp3 (2 of 3): 40 %]\n"),
                        menu.contains("Dictate\nTranscribe files…\nTranscribe copied files\n")));
    }

    @Test
    void theQueueIsPausedAndGoesOnFromTheMenu() {
        AgentState queued = after(
                READY,
                new Report.JobsAre(List.of(
                        new FileJob(1, Path.of("talk.mp3"), FileJob.Stage.WAITING, 0, Optional.empty(), List.of()))));
        AgentState paused = after(queued, new Report.QueuePaused(true));

        assertEquals(
                List.of(false, true, true, true),
                List.of(
                        drawn(TrayMenu.of(READY)).contains("Pause the recordings"),
                        drawn(TrayMenu.of(queued)).contains("Show the recordings…\n- Pause the recordings\n"),
                        drawn(TrayMenu.of(paused)).contains("Show the recordings…\n✓ Pause the recordings\n"),
                        drawn(TrayMenu.of(chinese(paused))).contains("✓ 暂停转写录音\n")));
        assertEquals(
                List.of(true, TrayIcon.READY),
                List.of(
                        drawn(TrayMenu.of(paused)).contains("[The queue of recordings is paused]\n"),
                        TrayMenu.of(after(
                                        paused,
                                        new Report.FilesMoved(
                                                new FilesProgress("late.mp3", 1, 1, 40, 0, 0, OptionalLong.empty()))))
                                .icon()));
        assertEquals(
                List.of(new Effect.PauseFiles(false)),
                new Command.PauseFiles(false).on(paused).effects());
    }

    @Test
    void recordingsWithoutATextAreOfferedAndCanBeDeleted() {
        Instant began = LocalDateTime.of(2026, 3, 4, 15, 6)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        Recording left = new Recording(Path.of("left.wav"), began, Duration.ofMillis(67_400));
        AgentState offered = after(READY, new Report.Recovered(List.of(left)));

        assertEquals(
                List.of(true, true),
                List.of(
                        drawn(TrayMenu.of(offered)).contains("""
                                Recordings without a text (1) ▸
                                  Transcribe: 2026-03-04 15:06 (1:07)
                                  ---
                                  Delete them
                                """),
                        drawn(TrayMenu.of(chinese(offered))).contains("""
                                尚未转写的录音（1） ▸
                                  转写：2026-03-04 15:06（1:07）
                                  ---
                                  全部删除
                                """)));
    }

    private static AgentState under(Policy policy) {
        return after(
                AgentState.starting(
                        Settings.DEFAULTS.withModel(Optional.of("base")).under(policy), Locale.ENGLISH, false),
                new Report.MicrophonesAre(List.of("Headset")),
                new Report.ModelsAre(List.of(new ModelOption("base", 145_000_000, true))),
                new Report.Prepared(new Ready("base", "cuda", "int8")));
    }

    @Test
    void whatThePolicyDecidesIsGrey() {
        AgentState held = under(new Policy(Set.of("microphone", "model"), true, true, true, Optional.empty()));

        assertEquals(
                """
                Microphone ▸
                  [✓ The system’s]
                  [- Headset]
                Spoken language ▸ 18
                Model ▸
                  [- Automatic]
                  [✓ base]
                """, drawn(TrayMenu.of(held)).lines().skip(9).limit(7).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void theProcessorIsNoRemedyWhereThePolicyDecidesTheDevice() {
        AgentState full = after(
                under(new Policy(Set.of("device"), true, true, true, Optional.empty())),
                new Report.Failed(new Problem(ErrorCode.OUT_OF_MEMORY, List.of("base"))));

        assertEquals(
                new TrayItem.Action<Command>("Open the settings…", new Command.Mend(Remedy.SETTINGS)),
                TrayMenu.of(full).menu().get(1));
    }

    @Test
    void whatIsSwitchedOffIsNotOffered() {
        AgentState off = under(new Policy(Set.of(), false, false, true, Optional.empty()));

        assertEquals("""
                READY Faster-Vox: Ready
                [Ready]
                ---
                ---
                Spoken language ▸ 18
                Model ▸
                  - Automatic
                  ✓ base
                [Computes on the graphics card (int8)]
                ---
                Settings…
                Open the data folder
                Help
                Quit
                """, drawn(TrayMenu.of(off)));
    }

    @Test
    void theSpokenLanguagesBeginWithTheChosenAndThePersonsOwn() {
        assertEquals(
                List.of("fr", "de", "en", "zh", "ar"),
                SpokenLanguages.offered(Optional.of("fr"), Locale.GERMANY, Locale.ENGLISH)
                        .subList(0, 5));
    }
}
