"""Scenes: what a person sees on the screen. The pictures are in target/scenes."""

import json
import os
import time
import wave
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from conftest import ROOT, TIER, RealProgram, native, policy, until, windows_path
from dictating import SAID, SENTENCE, SHORTCUT, Agent, Notepad, microphone
from lines import Lines
from scene import Desktop, Region, desktop

LANGUAGES = {"eng": (1252, "messages"), "chi_sim": (936, "messages_zh_CN")}
TEXT = "how much there might be prudently in his power"
CONSOLE = "cmd.exe"
SCROLL_BAR = 18  # pixels
LINE_OF_MENU = 22
NOTEPAD = "Notepad|记事本"
CTRL_AND_WIN, KEY_H = 2 | 8, 0x48  # as RegisterHotKey names them
PASTE_AGAIN = ("ctrl", "super", "j")
SESSION = "FasterVoxSession"  # the class of a hidden window
AGAIN = "shortcuts are registered again"
WM_POWERBROADCAST, SUSPENDED, RESUMED = 0x218, 4, 18
TRY_BOX = (0.04, 0.66, 0.95, 0.75)  # of the welcome window
FORMER = "the former clipboard"


@pytest.fixture(scope="module")
def ready(real_program: RealProgram) -> RealProgram:
    """Installed under code page 936: under 1252 Wine writes `? ?` for the user's name into the Start menu."""
    program = real_program.with_codepage(936)
    program.install()
    program.set_up()
    return program


@pytest.fixture(scope="module", params=LANGUAGES)
def screen(request: pytest.FixtureRequest, ready: RealProgram) -> Iterator[Desktop]:
    """One desktop for all scenes of a language."""
    codepage, _ = LANGUAGES[request.param]
    with desktop(ready.windows.with_codepage(codepage), request.param) as opened:
        yield opened


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long enough for its progress to be seen."""
    return joined(tmp_path_factory.mktemp("recordings") / "meeting.wav", 3 * [SAID])


def joined(path: Path, clips: list[Path]) -> Path:
    with wave.open(str(path), "wb") as long:
        long.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
        for clip in clips:
            with wave.open(str(clip)) as spoken:
                long.writeframes(spoken.readframes(spoken.getnframes()))
    return path


def message(screen: Desktop, key: str, *arguments: str) -> str:
    """As the program says it."""
    _, file = LANGUAGES[screen.language]
    lines = (ROOT / f"src/main/resources/io/fastervox/support/{file}.properties").read_text().splitlines()
    (text,) = [line.split(" = ", 1)[1] for line in lines if line.startswith(f"{key} = ")]
    for number, argument in enumerate(arguments):
        text = text.replace(f"{{{number}}}", argument)
    return text


@pytest.fixture(scope="module")
def agent(screen: Desktop, ready: RealProgram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """One run of the program for many scenes."""
    with microphone(tmp_path_factory.mktemp("sound")) as heard:
        running = Agent(screen, ready, heard)
        ready.windows.kill()  # what a scene has left that failed
        running.start("eng")
        running.is_ready()
        yield running
    (ready.data / "settings.json").unlink()


@pytest.fixture(scope="module")
def notepad(agent: Agent, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notepad]:
    """Empty, and its former text is on the clipboard."""
    file = tmp_path_factory.mktemp("notes") / "note.txt"
    file.write_text(FORMER)
    opened = Notepad(agent.screen, file)
    opened.open()
    opened.press("ctrl+a", "ctrl+x")
    opened.holds("")
    yield opened
    opened.close()


@pytest.fixture
def other_program(screen: Desktop) -> Iterator[Lines]:
    wine = [TIER / "wine.sh", *screen.windows.options, "--timeout", "600", "--stdin", "run"]
    other = Lines([*wine, native() / "desktop-probe.exe"], os.environ | {"DISPLAY": screen.display})
    other.tell("hidden")
    other.hear("hidden")
    yield other
    other.close()


def in_console(screen: Desktop, program: RealProgram, *words: str) -> Region:
    """A console window that stays when the program in it has ended. No word may have a blank: cmd takes quotes away."""
    screen.start("wineconsole", "cmd", "/k", windows_path(program.folder / "fvox.exe"), *words)
    return screen.window(CONSOLE).inside(0, 0, SCROLL_BAR, 0)


def close_console(screen: Desktop) -> None:
    screen.click(screen.window(CONSOLE))
    screen.type("exit")
    screen.press("Return")
    screen.closed(CONSOLE)


@pytest.mark.parametrize("screen", ["eng"], indirect=True)
def test_a_window_shows_what_is_typed(screen: Desktop) -> None:
    screen.start("notepad")
    page = screen.window(NOTEPAD)
    assert screen.picture(f"notepad-{screen.language}", page).pixels_of("white") > 100_000

    screen.click(page)
    screen.type("Faster-Vox")
    screen.reads(f"notepad-{screen.language}", page.part(top=0.04, bottom=0.2), "Faster-Vox")

    screen.press("ctrl+a", "Delete", "alt+F4")
    screen.closed(NOTEPAD)


def test_a_console_shows_progress_and_then_the_text_alone(screen: Desktop, ready: RealProgram, long_clip: Path) -> None:
    slowly = ("--model", "base", "--beam-size", "10")  # or the progress is over before it is looked at
    console = in_console(screen, ready, "transcribe", *slowly, windows_path(long_clip))
    transcribing = message(screen, "step.transcribe")

    screen.reads(f"progress-{screen.language}", console.part(bottom=0.3), transcribing, "%")
    text = screen.reads(f"text-{screen.language}", console.part(bottom=0.6), TEXT, ">")
    assert transcribing not in text

    close_console(screen)


def test_a_console_shows_why_a_recording_fails_and_what_to_do(
    screen: Desktop, ready: RealProgram, tmp_path: Path
) -> None:
    name = {"eng": "meeting", "chi_sim": "会议"}[screen.language]
    recording = tmp_path / f"{name}.wav"
    recording.write_text("not a recording")
    console = in_console(screen, ready, "transcribe", "--model", "base", windows_path(recording))

    cause, advice = (message(screen, f"error.AUDIO_NOT_MEDIA.{part}") for part in ("cause", "advice"))
    screen.reads(f"failure-{screen.language}", console.part(bottom=0.4), *cause.split("{0}"), advice, name, ">")

    close_console(screen)


def test_the_tray_icon_has_a_menu_and_what_is_chosen_there_happens(screen: Desktop, ready: RealProgram) -> None:
    """From the Start menu; in Wine that entry is found only under the code page of its installation. In English an
    administrator has decided two settings."""
    decided = {"eng": {"hotkey": "Ctrl+Alt+D", "model": "base"}}.get(screen.language)
    with policy(ready.windows, **decided) if decided else nullcontext():
        the_menu_opens_the_settings(screen, ready, decided or {})


def the_menu_opens_the_settings(screen: Desktop, ready: RealProgram, decided: dict[str, str]) -> None:
    entry = ("start", "/unix", ready.windows.start_menu / "Faster-Vox.lnk")
    screen.start(*(entry if screen.windows.codepage == ready.windows.codepage else (ready.folder / "FasterVox.exe",)))
    icon = screen.tray_icon(f"tray-{screen.language}")

    def menu() -> Region:
        screen.click(icon, button=3)
        return Region(icon.x - 560, icon.y - 420, 560 + icon.width, 420)

    def choose(number: int) -> None:
        """By its place above the pointer, which opened the menu; the last line is number 0."""
        screen.click(Region(icon.x - 60, icon.y - 9 - number * LINE_OF_MENU, 4, 4))

    lines = [message(screen, f"tray.{name}").rstrip("…") for name in ("pause", "settings", "quit")]
    screen.reads(f"menu-{screen.language}", menu(), *lines)
    choose(3)  # quit is the last one, then come help, the folder and the settings

    settings = screen.window(f"^{message(screen, 'window.settings')}$")
    note = "window.settings.held" if decided else "window.settings.note"
    names = [message(screen, key) for key in ("window.hotkey", "tray.microphone", "tray.model", note)]
    screen.reads(f"settings-{screen.language}", settings, *names, *decided.values())
    if not decided:
        choose_a_shortcut_of_the_program_itself(screen, ready, settings)
    screen.click(Region(settings.x + settings.width - 54, settings.y + settings.height - 28, 4, 4))  # its button
    screen.closed(f"^{message(screen, 'window.settings')}$")

    screen.reads(f"menu-{screen.language}", menu(), *lines)
    choose(0)
    screen.tray_is_empty(f"tray-gone-{screen.language}")


def choose_a_shortcut_of_the_program_itself(screen: Desktop, ready: RealProgram, settings: Region) -> None:
    """It comes to the field, and nothing is pasted."""
    field = Region(settings.x + 132, settings.y + 22, 300, 16)
    screen.click(field)
    screen.reads(f"shortcut-{screen.language}", field, message(screen, "window.hotkey.waiting").rstrip("…"))
    screen.hold(*PASTE_AGAIN)
    screen.let_go(*PASTE_AGAIN)
    saved = ready.data / "settings.json"
    until(lambda: saved.exists() and json.loads(saved.read_text())["hotkey"] == "Ctrl+Win+J", "it is not chosen", 20)


# One run of the program in English, after its violent end one in Chinese; each scene begins where the last one ended.
in_one_desktop = pytest.mark.parametrize("screen", ["chi_sim"], indirect=True)


@pytest.mark.chain
@in_one_desktop
def test_r5_while_the_keys_are_held_it_records_and_then_the_text_stands_in_notepad(
    agent: Agent, notepad: Notepad
) -> None:
    """And the former clipboard is back."""
    with agent.dictation():
        agent.screen.hold(*SHORTCUT)
        agent.hears()
        agent.microphone.play(SAID)
        agent.shows("dictation-recording", "recording")
        agent.screen.let_go(*SHORTCUT)
    notepad.holds(SENTENCE)
    agent.screen.reads("dictation-text", agent.screen.window(notepad.file.name), SENTENCE)
    agent.shows("dictation-ready", "ready")

    notepad.press("ctrl+End", "ctrl+v")
    notepad.holds(SENTENCE + FORMER)
    assert agent.recordings() == []


@pytest.mark.chain
@in_one_desktop
def test_r5_a_tap_begins_a_second_one_ends_and_escape_discards(agent: Agent, notepad: Notepad) -> None:
    notepad.press("ctrl+a", "Delete")
    discarded = agent.said("RECORDING -> READY")

    agent.tap()
    agent.hears()
    agent.microphone.play(SAID)
    agent.screen.press("Escape")
    agent.awaits("RECORDING -> READY", discarded + 1)
    until(lambda: agent.recordings() == [], "the discarded recording stays", 20)
    notepad.holds("")

    with agent.dictation():
        agent.tap()
        agent.hears()
        agent.microphone.play(SAID)
        agent.tap()
    notepad.holds(SENTENCE)


@pytest.mark.chain
@in_one_desktop
def test_the_last_text_is_pasted_again_where_the_cursor_is(agent: Agent, notepad: Notepad) -> None:
    notepad.press("ctrl+End")
    agent.screen.hold(*PASTE_AGAIN)
    agent.screen.let_go(*PASTE_AGAIN)
    notepad.holds(SENTENCE + SENTENCE)


@pytest.mark.chain
@in_one_desktop
def test_a_dictation_that_is_begun_and_ended_in_the_menu_stands_where_the_cursor_is(
    agent: Agent, notepad: Notepad
) -> None:
    notepad.press("ctrl+a", "Delete")
    with agent.dictation():
        agent.choose("menu-begin", message(agent.screen, "tray.dictate"))
        agent.hears()
        agent.microphone.play(SAID)
        agent.choose("menu-end", message(agent.screen, "tray.finish"))
    notepad.press("End")
    notepad.holds(SENTENCE)


@pytest.mark.chain
@in_one_desktop
def test_a_recording_during_which_the_computer_falls_asleep_becomes_text(
    agent: Agent, notepad: Notepad, other_program: Lines
) -> None:
    """And the shortcut works when it is awake again."""
    notepad.press("ctrl+a", "Delete")
    with agent.dictation():
        agent.tap()
        agent.hears()
        agent.microphone.play(SAID)
        happens(other_program, SUSPENDED)
    notepad.holds(SENTENCE)

    registered = agent.said(AGAIN)
    happens(other_program, RESUMED)
    agent.awaits(AGAIN, registered + 1)
    discarded = agent.said("RECORDING -> READY")
    agent.tap()
    agent.hears()
    agent.screen.press("Escape")
    agent.awaits("RECORDING -> READY", discarded + 1)


def happens(program: Lines, event: int) -> None:
    """What Windows would post."""
    program.tell(f"post {SESSION} {WM_POWERBROADCAST:x} {event:x} 0")
    assert program.hear("posted") == "1"


def pill(screen: Desktop) -> Region:
    """Where its text stands."""
    desktop = screen.window("Wine desktop")
    return Region(desktop.x + desktop.width // 2 - 8, desktop.y + desktop.height - 50, 62, 28)


@pytest.mark.chain
@in_one_desktop
def test_what_is_said_into_the_box_of_the_welcome_window_stands_there(agent: Agent) -> None:
    """And a sign at the edge of the screen says that it is recorded."""
    agent.screen.start(agent.program.folder / "FasterVox.exe").wait(60)
    welcome = agent.screen.window(f"^{message(agent.screen, 'window.welcome')}$")
    agent.screen.click(welcome.part(*TRY_BOX))
    with agent.dictation():
        agent.screen.hold(*SHORTCUT)
        agent.hears()
        agent.screen.reads("pill", pill(agent.screen), "Recording")
        agent.microphone.play(SAID)
        agent.screen.let_go(*SHORTCUT)
    agent.screen.reads("welcome-try", welcome.part(*TRY_BOX), SENTENCE)
    agent.screen.press("alt+F4")


@pytest.mark.chain
@in_one_desktop
def test_a_shortcut_that_another_program_has_is_named(agent: Agent, other_program: Lines) -> None:
    pause = message(agent.screen, "tray.pause")
    agent.choose("menu-pause", pause)

    def taken() -> bool:
        other_program.tell(f"take {CTRL_AND_WIN} {KEY_H}")
        return other_program.hear("taken") == "1"

    until(taken, "the shortcut is not left", 20)

    agent.choose("menu-go-on", pause)
    told = [message(agent.screen, f"error.HOTKEY_TAKEN.{part}", "Ctrl+Win+H") for part in ("cause", "advice")]
    agent.tells("balloon-taken", *told)

    other_program.tell("leave")
    other_program.hear("left")


@pytest.mark.chain
@in_one_desktop
def test_r5_a_recording_that_was_cut_short_by_a_crash_is_offered_and_becomes_text(
    agent: Agent, notepad: Notepad
) -> None:
    """It is begun in the menu, because another program has just had the shortcut."""
    notepad.press("ctrl+a", "Delete")
    agent.choose("menu-dictate", message(agent.screen, "tray.dictate"))
    agent.hears()
    agent.microphone.play(SAID)
    agent.kill()

    agent.microphone.stop()
    agent.start("chi_sim")
    agent.tells("balloon-recovered", message(agent.screen, "agent.recovered", "1"))
    agent.is_ready()
    offer = message(agent.screen, "tray.kept").partition("{0}")[0][:-1]  # without its bracket
    with agent.dictation():
        agent.choose("menu-recovered", offer, time.strftime("%Y-%m-%d"))
    notepad.press("ctrl+End", "ctrl+v")
    notepad.holds(SENTENCE)
    assert agent.recordings() == []


@pytest.mark.chain
@in_one_desktop
def test_the_window_of_recordings_shows_a_batch_of_which_one_is_cancelled_and_tried_again(
    agent: Agent, tmp_path: Path
) -> None:
    screen = agent.screen
    long, short = {"eng": ("meeting", "interview"), "chi_sim": ("会议", "访谈")}[screen.language]
    clips = sorted(Path(os.environ["FASTERVOX_TEST_AUDIO"]).glob("*.wav"))
    files = [joined(tmp_path / f"{long}.wav", 40 * clips), joined(tmp_path / f"{short}.wav", [SAID])]
    assert agent.program.fvox("queue", "add", "--no-batched", *map(windows_path, files)).returncode == 0
    agent.choose("menu-queue", message(screen, "tray.queue").rstrip("…"))
    window = screen.window(f"^{message(screen, 'window.files')}$")
    running, waiting = (message(screen, f"queue.state.{state}") for state in ("RUNNING", "WAITING"))

    def are(*states: str) -> None:
        """What a console says of both, too."""

        def listed() -> list[str]:
            told = agent.program.fvox("queue", "list", "--json").stdout
            return [job["state"] for job in json.loads(told)[-len(states) :]]

        until(lambda: listed() == list(states), f"the recordings are not {states}", 60)

    def cancel(name: str) -> None:
        """By the first button that can be pressed."""
        assert screen.choose("queue-list", window.part(bottom=0.8), name, within=20)
        screen.press("ctrl+Tab", "space")

    buttons = [
        message(screen, f"window.files.{name}") for name in ("open", "reveal", "CANCEL", "RETRY", "FIRST", "CLEAR")
    ]
    screen.reads("queue-progress", window, long, running, "%", short, waiting, *buttons)
    are("RUNNING", "WAITING")
    cancel(short)
    are("RUNNING", "CANCELLED")
    screen.picture("queue-cancelled", window)
    screen.press("space")  # on the button to try it again, which comes next
    are("RUNNING", "WAITING")
    cancel(long)
    are("CANCELLED", "DONE")
    screen.picture("queue-done", window)

    assert TEXT in files[1].with_suffix(".txt").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"{long}.wav", f"{short}.wav", f"{short}.txt"])
    screen.press("Escape")
    screen.closed(f"^{message(screen, 'window.files')}$")


@pytest.mark.chain
@in_one_desktop
def test_without_a_microphone_it_says_what_to_do(agent: Agent) -> None:
    agent.tap()
    missing = [message(agent.screen, f"error.MICROPHONE_MISSING.{part}") for part in ("cause", "advice")]
    agent.tells("balloon-no-microphone", *missing)


@pytest.mark.chain
@in_one_desktop
def test_its_windows_hinder_no_log_off_and_it_ends_by_itself(agent: Agent, other_program: Lines) -> None:
    agent.screen.start(agent.program.folder / "FasterVox.exe").wait(60)
    for key in ("settings", "queue"):
        agent.choose(f"menu-{key}", message(agent.screen, f"tray.{key}").rstrip("…"))
    titles = [message(agent.screen, f"window.{name}") for name in ("welcome", "settings", "files")]
    for title in titles:
        agent.screen.window(f"^{title}$")

    other_program.tell(f"end {SESSION}")

    windows, hindered, late = map(int, other_program.hear("ended").split())
    assert (windows > len(titles), hindered, late) == (True, 0, 0)
    agent.program.windows.await_end("FasterVox.exe", 30)
    assert agent.program.windows.running() == {}
    agent.screen.tray_is_empty("tray-gone-dictation")
