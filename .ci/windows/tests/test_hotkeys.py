"""Global shortcuts in a Wine desktop: keys of a keyboard (xdotool), another program, and the news of the session."""

import time
from collections.abc import Iterator

import pytest
from conftest import Windows
from desktop_programs import Programs, programs

SHORTCUT = "Ctrl+Win+H"
DOWN = ("keydown", "ctrl", "keydown", "super", "keydown", "h")
UP = ("keyup", "h", "keyup", "super", "keyup", "ctrl")
CONTROL, LEFT_CONTROL, KEY_H, CTRL_AND_WIN = 0x11, 0xA2, 0x48, 2 | 8  # virtual keys; MOD_CONTROL | MOD_WIN
WM_CLOSE, WM_QUERYENDSESSION, WM_ENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x10, 0x11, 0x16, 0x218, 0x2B1
AWAY = {
    "SUSPENDING": (WM_POWERBROADCAST, 4),
    "LOCKED": (WM_WTSSESSION_CHANGE, 7),
    "SWITCHED_AWAY": (WM_WTSSESSION_CHANGE, 2),
}
BACK = {
    "RESUMED": (WM_POWERBROADCAST, 18),
    "UNLOCKED": (WM_WTSSESSION_CHANGE, 8),
    "SWITCHED_BACK": (WM_WTSSESSION_CHANGE, 1),
}


@pytest.fixture(scope="module")
def together(windows: Windows) -> Iterator[Programs]:
    with programs(windows) as running:
        running.window("Notebook", -1)
        yield running


@pytest.fixture
def desk(together: Programs) -> Iterator[Programs]:
    assert together.driver.ask(f"register {SHORTCUT}") == f"Active[shortcut={SHORTCUT}]"
    together.driver.said.clear()
    together.other.said.clear()
    yield together
    together.keys(*UP)
    together.driver.ask(f"unregister {SHORTCUT}")


def happen(desk: Programs, event: str) -> None:
    """Another program posts what Windows would send."""
    message, what = (AWAY | BACK)[event]
    desk.other.tell(f"post FasterVoxSession {message:x} {what:x} 0")
    assert desk.other.hear("posted") == "1"
    assert desk.driver.hear("session") == event


def told(desk: Programs, word: str) -> str:
    """What the driver says, before or after the news of the session, which another thread tells."""
    earlier = [line for line in desk.driver.said if line.startswith(word + " ")]
    return earlier[-1][len(word) + 1 :] if earlier else desk.driver.hear(word)


def press(desk: Programs) -> None:
    desk.keys(*DOWN)
    assert desk.driver.hear("pressed") == SHORTCUT


def test_a_held_key_is_pressed_once_and_released_when_it_is_let_go(desk: Programs) -> None:
    press(desk)
    assert desk.driver.silent("released", 1)
    desk.keys(*UP)
    assert desk.driver.hear("released") == SHORTCUT
    assert desk.driver.said == [f"pressed {SHORTCUT}", f"released {SHORTCUT}"]


def test_who_lets_go_of_the_modifiers_first_writes_nothing(desk: Programs) -> None:
    press(desk)
    desk.keys("keyup", "super", "keyup", "ctrl", "keydown", "h", "keydown", "h", "keyup", "h")
    assert desk.driver.hear("released") == SHORTCUT
    assert desk.other.silent("typed", 1)
    desk.keys("key", "h")
    assert desk.other.hear("typed") == b"h".hex()


def test_a_shortcut_of_another_program_is_named_and_free_when_that_lets_go(desk: Programs) -> None:
    desk.driver.ask(f"unregister {SHORTCUT}")
    desk.other.tell(f"take {CTRL_AND_WIN} {KEY_H}")
    assert desk.other.hear("taken") == "1"
    assert desk.driver.ask(f"register {SHORTCUT}") == f"Taken[shortcut={SHORTCUT}]"
    desk.other.tell("leave")
    desk.other.hear("left")
    assert desk.driver.ask(f"register {SHORTCUT}") == f"Active[shortcut={SHORTCUT}]"


def test_a_change_applies_at_once(desk: Programs) -> None:
    assert desk.driver.ask("register Ctrl+F9") == "Active[shortcut=Ctrl+F9]"
    desk.driver.ask(f"unregister {SHORTCUT}")
    desk.keys(*DOWN)
    desk.keys(*UP)
    desk.keys("key", "ctrl+F9")
    assert desk.driver.hear("pressed") == "Ctrl+F9"
    assert f"pressed {SHORTCUT}" not in desk.driver.said
    desk.driver.ask("unregister Ctrl+F9")


def test_a_press_may_wait_for_somebody_who_registers_meanwhile(desk: Programs) -> None:
    """As a dictation does, which registers Escape while it begins."""
    desk.driver.ask(f"unregister {SHORTCUT}")
    desk.driver.ask(f"patient {SHORTCUT}")
    desk.keys(*DOWN)
    assert desk.driver.hear("pressed") == "patiently"


def test_escape_is_ours_only_while_it_is_registered(desk: Programs) -> None:
    assert desk.driver.ask("register Esc") == "Active[shortcut=Esc]"
    desk.keys("key", "Escape")
    assert desk.driver.hear("pressed") == "Esc"
    desk.driver.ask("unregister Esc")
    desk.keys("key", "Escape")
    assert desk.driver.silent("pressed", 0.7)
    assert desk.other.hear("typed") == b"\x1b".hex()


def test_an_escape_that_is_held_is_nobody_elses(desk: Programs) -> None:
    """What it repeats comes to the window in front only when it is given back before it is let go."""
    heard = []
    for given_back in ("released", "held"):
        assert desk.driver.ask("register Esc") == "Active[shortcut=Esc]"
        desk.keys("keydown", "Escape")
        assert desk.driver.hear("pressed") == "Esc"
        if given_back == "held":
            desk.driver.ask("unregister Esc")
        time.sleep(1)  # it repeats itself
        desk.keys("keyup", "Escape")
        if given_back == "released":
            assert desk.driver.hear("released") == "Esc"
            desk.driver.ask("unregister Esc")
        heard.append(not desk.other.silent("typed", 1))
    assert heard == [False, True]


@pytest.mark.parametrize(
    ("let_go", "heard"),
    [([], "Ctrl+Win+Esc"), (["super"], "Ctrl+Esc"), (["ctrl"], "Win+Esc"), (["super", "ctrl"], "Esc")],
)
def test_escape_is_heard_while_the_shortcut_is_held(desk: Programs, let_go: list[str], heard: str) -> None:
    """And nobody else hears it, so that no menu of the system opens."""
    press(desk)
    assert desk.driver.ask(f"cancellable {SHORTCUT}") == "[]"
    try:
        for modifier in let_go:
            desk.keys("keyup", modifier)
        desk.keys("key", "Escape")
        assert desk.driver.hear("pressed") == heard
        desk.keys(*UP)
        desk.driver.hear(f"released {SHORTCUT}")
        assert desk.other.silent("typed", 0.3)
    finally:
        for escape in ("Ctrl+Win+Esc", "Ctrl+Esc", "Win+Esc", "Esc"):
            desk.driver.ask(f"unregister {escape}")


@pytest.mark.parametrize("event", BACK)
def test_forgotten_shortcuts_are_registered_again(desk: Programs, event: str) -> None:
    assert desk.driver.ask("forget") == "1"
    desk.keys(*DOWN)
    desk.keys(*UP)
    assert desk.driver.silent("pressed", 0.5)
    happen(desk, event)
    desk.driver.ask("unregister Ctrl+F9")  # answered by the thread that registers, so after it
    press(desk)


def test_a_shortcut_that_another_program_took_meanwhile_is_reported(desk: Programs) -> None:
    desk.driver.ask("forget")
    desk.other.tell(f"take {CTRL_AND_WIN} {KEY_H}")
    assert desk.other.hear("taken") == "1"
    happen(desk, "UNLOCKED")
    assert told(desk, "lost") == f"Taken[shortcut={SHORTCUT}]"
    desk.other.tell("leave")
    desk.other.hear("left")


@pytest.mark.parametrize("event", AWAY)
def test_a_key_that_is_held_when_the_person_goes_counts_as_let_go(desk: Programs, event: str) -> None:
    press(desk)
    happen(desk, event)
    assert told(desk, "released") == SHORTCUT


@pytest.mark.parametrize("event", BACK)
def test_a_modifier_whose_release_got_lost_is_let_go(desk: Programs, event: str) -> None:
    desk.other.tell(f"down {LEFT_CONTROL}")
    desk.other.hear("key")
    assert desk.other.ask(f"state {CONTROL}") == "1"
    time.sleep(0.2)  # Wine's GetAsyncKeyState may answer from what it knew 50 ms ago
    happen(desk, event)
    deadline = time.monotonic() + 10
    while desk.other.ask(f"state {CONTROL}") == "1":
        assert time.monotonic() < deadline, "Ctrl stays pressed"


def test_the_self_test_hears_a_key_that_no_other_program_sees(desk: Programs) -> None:
    assert desk.driver.ask("selftest") == "HEARD"


def test_while_a_modifier_is_held_the_self_test_presses_nothing(desk: Programs) -> None:
    """With it the key would be a key of the program in front."""
    desk.keys("keydown", "ctrl")
    time.sleep(0.2)  # Wine's GetAsyncKeyState may answer from what it knew 50 ms ago
    assert desk.driver.ask("selftest") == "NOT_TRIED"


def test_the_end_of_the_session_is_never_hindered_and_told(desk: Programs) -> None:
    desk.other.tell(f"send FasterVoxSession {WM_QUERYENDSESSION:x} 0 0")
    assert desk.other.hear("sent") == "1"
    desk.other.tell(f"send FasterVoxSession {WM_ENDSESSION:x} 0 0")
    desk.other.hear("sent")
    assert desk.driver.silent("session", 0.3)  # somebody else had hindered it
    for message in (WM_ENDSESSION, WM_CLOSE):  # an installer closes windows
        desk.other.tell(f"send FasterVoxSession {message:x} 1 0")
        desk.other.hear("sent")
        assert desk.driver.hear("session") == "ENDING"
