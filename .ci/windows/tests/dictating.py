"""What a scene of dictation needs: a microphone that hears what is played, the program in the tray, and a Notepad."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from conftest import PAUSE, ROOT, RealProgram, until, windows_path
from scene import Desktop, Region

MICROPHONE = ROOT / ".ci/microphone.sh"
SIGNS = ROOT / "src/main/resources/io/fastervox/desktop/awt"
TAGS = {"eng": "en", "chi_sim": "zh-CN"}
SAID = ROOT / "samples/john-dashwood.wav"  # the one that is heard alike where a busy machine leaves a gap in it
SENTENCE = (
    "And Mr. John Dashwood had then leisure to consider how much there might be prudently in his power to do for them."
)
READY = "(STARTING|PREPARING) -> READY"
SHORTCUT = ("ctrl", "super", "h")
HEARD = 16_000  # bytes of a recording: half a second is on disk, so its person may speak
BALLOON = (720, 110)  # pixels, left of the icon and above it
PATIENCE = 120  # seconds; for the decoding on a loaded machine
NOWHERE = Region(0, 0, 0, 0)
LOOKS = 5
PAPER = 5000  # white pixels of a balloon, at least
MENU = (560, 480)


@dataclass(frozen=True)
class Microphone:
    """A sound server; its folder, whose name must be short, is the XDG_RUNTIME_DIR of those who are to hear it."""

    folder: Path

    def start(self) -> None:
        self._do("start")

    def play(self, *clips: Path) -> None:
        self._do("play", *clips)

    def stop(self) -> None:
        self._do("stop")

    def _do(self, action: str, *clips: Path) -> None:
        subprocess.run([MICROPHONE, action, self.folder, *clips], check=True, timeout=60)


@contextmanager
def microphone(folder: Path) -> Iterator[Microphone]:
    heard = Microphone(folder)
    heard.start()
    try:
        yield heard
    finally:
        heard.stop()


@dataclass
class Agent:
    """FasterVox.exe in a desktop."""

    screen: Desktop
    program: RealProgram
    microphone: Microphone
    icon: Region = NOWHERE
    starts: int = 0  # that were ready before

    def start(self, language: str, *, offline: bool = False) -> None:
        """With its texts in this language."""
        self.screen = replace(self.screen, language=language)
        settings = {"version": 1, "model": "base", "language": "en", "chime": False, "ui_language": TAGS[language]}
        (self.program.data / "settings.json").write_text(json.dumps(settings))
        self.begin(self.program.folder / "FasterVox.exe", offline=offline)

    def begin(self, *command: str | Path, offline: bool = False, **variables: str) -> None:
        """By this command. Waits for its icon."""
        self.starts = self.said(READY)
        self.screen.start(*command, offline=offline, XDG_RUNTIME_DIR=str(self.microphone.folder), **variables)
        self.icon = self.screen.tray_icon("tray-dictation")

    def is_ready(self) -> None:
        """Waits until it can dictate."""
        self.awaits(READY, self.starts + 1)

    def kill(self) -> None:
        """As a crash or the task manager does it; what it started must go with it."""
        for process, path in self.program.windows.running().items():
            if path.endswith("FasterVox.exe"):
                os.kill(process, signal.SIGKILL)
        until(lambda: not self.program.windows.running(), "a child outlives the program", 30)

    def said(self, text: str) -> int:
        """How often its log has what fits this expression."""
        log = self.program.data / "logs/faster-vox.log"
        return len(re.findall(text, log.read_text(errors="replace"))) if log.exists() else 0

    def awaits(self, text: str, times: int) -> None:
        until(lambda: self.said(text) >= times, f"not logged {times} times: {text}", PATIENCE)

    def recordings(self) -> list[Path]:
        return sorted((self.program.data / "recordings").glob("*/*.wav"))

    def hears(self, size: int = HEARD) -> None:
        """Waits until so much of a recording is on disk."""
        until(lambda: any(file.stat().st_size >= size for file in self.recordings()), "nothing is recorded", PATIENCE)

    def tap(self) -> None:
        self.screen.hold(*SHORTCUT)
        self.screen.let_go(*SHORTCUT)

    @contextmanager
    def dictation(self) -> Iterator[None]:
        """Its text is there at the end."""
        done = self.said("TRANSCRIBING -> READY")
        yield
        self.awaits("TRANSCRIBING -> READY", done + 1)

    def hears_and_writes(self) -> None:
        """Push-to-talk: the shortcut is held while SAID is played."""
        with self.dictation():
            self.screen.hold(*SHORTCUT)
            self.hears()
            self.microphone.play(SAID)
            self.screen.let_go(*SHORTCUT)

    def tells(self, name: str, *texts: str) -> None:
        """Waits for a balloon that says this."""
        place = self._above(*BALLOON)
        # To read an empty picture takes as long as a balloon stays.
        until(lambda: self.screen.picture(name, place).pixels_of("white") > PAPER, "no balloon", 60)
        self.screen.reads(name, place, *texts, within=20)

    def shows(self, name: str, sign: str) -> None:
        """Waits until its icon is this sign of the program: ready, recording."""
        icon = SIGNS / f"tray-{sign}-16.png"
        until(lambda: self.screen.picture(name, self.icon).shows(icon), f"{name}.png has not the sign {sign}", PATIENCE)

    def menu_reads(self, name: str, *texts: str) -> None:
        """Waits for its menu that says this, and closes it."""
        place = self._above(*MENU)
        until(lambda: self._opens(name, place), "no menu", 60)
        self.screen.reads(name, place, *texts)
        self.screen.press("Escape")

    def choose(self, name: str, *lines: str) -> None:
        """These lines of its menu, one after the other."""
        place = self._above(*MENU)
        for attempt in range(LOOKS + 1):  # the first click may meet a balloon in front of the icon, which it takes away
            if self._opens(name, place) and self.screen.choose(name, place, lines[0], within=10):
                break
            assert attempt < LOOKS, f"no menu with {lines[0]}"
        for line in lines[1:]:
            assert self.screen.choose(name, place, line, within=60), f"{name}.png does not offer {line}"

    def _opens(self, name: str, place: Region) -> bool:
        """Whether a click on the icon opens something there. A second click would close a menu that only comes late."""

        def paper() -> int:
            return self.screen.picture(name, place).pixels_of("white")

        before = paper()
        self.screen.click(self.icon, button=3)
        deadline = time.monotonic() + 30
        while abs((now := paper()) - before) < PAPER and time.monotonic() < deadline:
            time.sleep(PAUSE)
        return now - before >= PAPER

    def _above(self, width: int, height: int) -> Region:
        return Region(self.icon.x - width, self.icon.y - height, width + self.icon.width, height)


@dataclass(frozen=True)
class Notepad:
    """A Notepad with a file of its own, for what it holds is in the file when it was saved."""

    screen: Desktop
    file: Path

    def open(self) -> None:
        self.screen.start("notepad", windows_path(self.file))

    def press(self, *keys: str) -> None:
        """Brings it to the front before."""
        self.screen.click(self.screen.window(self.file.name).part(top=0.5))
        self.screen.press(*keys)

    def holds(self, text: str) -> None:
        deadline = time.monotonic() + 60
        while (now := self.saved()) != text:
            assert time.monotonic() < deadline, f"Notepad holds {now!r} and not {text!r}"
            time.sleep(PAUSE)

    def saved(self) -> str:
        self.screen.press("ctrl+s")
        return self.file.read_text(errors="replace")

    def close(self) -> None:
        self.press("ctrl+s", "alt+F4")
        self.screen.closed(self.file.name)
