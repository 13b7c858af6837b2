"""Of `fvox bench windows`: the agent of the installed program, on a Wine desktop that nobody sees."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TIER = Path(__file__).resolve().parent
LIMIT = 5 * 60  # seconds
REST = 60  # seconds in which nobody wants anything
LOOK = 0.05  # seconds between two looks
NO_SOURCES = {"FASTERVOX_INDEX_URL": "http://127.0.0.1:9", "FASTERVOX_HUB_URL": "http://127.0.0.1:9"}
WELCOME = "^Welcome to Faster-Vox$"


@dataclass(frozen=True)
class Screen:
    """A desktop and the program that is installed in its Windows."""

    prefix: Path
    program: Path
    display: str

    def start(self) -> subprocess.Popen[bytes]:
        """Start the agent as a double click does; it opens the welcome window, for there is no environment."""
        return subprocess.Popen(
            [TIER / "wine.sh", "--prefix", str(self.prefix), "--user", self.user, "--timeout", "900", "run",
             self.program / "FasterVox.exe"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | NO_SOURCES | self.variables,
        )  # fmt: skip

    def start_until_shown(self) -> tuple[subprocess.Popen[bytes], float]:
        """Start it and return how many seconds it took until its icon was shown."""
        before, began = self.shown(), time.monotonic()
        agent = self.start()
        until(lambda: self.shown() > before, "the agent does not start")
        return agent, time.monotonic() - began

    @property
    def user(self) -> str:
        return self.program.parents[3].name

    @property
    def variables(self) -> dict[str, str]:
        return {"DISPLAY": self.display}

    def shown(self) -> int:
        """Return how often its log says that the icon is shown."""
        log = self.program.parents[1] / "Faster-Vox/logs/faster-vox.log"
        return log.read_text(encoding="utf-8").count("agent shown") if log.exists() else 0

    def windows(self) -> list[str]:
        search = ["xdotool", "search", "--onlyvisible", "--name", WELCOME]
        found = subprocess.run(search, check=False, capture_output=True, text=True, env=os.environ | self.variables)
        return found.stdout.split()

    def close_window(self) -> None:
        """Close the welcome window as a person does it who uses the keyboard."""
        until(lambda: bool(self.windows()), "the welcome window does not open")
        keys = ["xdotool", "windowactivate", "--sync", self.windows()[-1], "key", "alt+F4"]
        subprocess.run(keys, check=True, timeout=60, env=os.environ | self.variables)
        until(lambda: not self.windows(), "the welcome window does not close")

    def process(self) -> int:
        """Return the Linux process id of the program."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                line = (process / "cmdline").read_bytes().decode(errors="replace")
                environment = (process / "environ").read_bytes().split(b"\0")
            except OSError:
                continue  # ended meanwhile
            if re.match(r"[^\0 ]*FasterVox\.exe", line) and f"WINEPREFIX={self.prefix}".encode() in environment:
                return int(process.name)
        sys.exit("measure_agent.py: the agent does not run")


def until(true: Callable[[], bool], otherwise: str) -> None:
    """Wait until it is true."""
    deadline = time.monotonic() + LIMIT
    while not true():
        if time.monotonic() > deadline:
            sys.exit(f"measure_agent.py: {otherwise}")
        time.sleep(LOOK)


@contextmanager
def screen(prefix: Path, program: Path, user: str, pictures: Path) -> Iterator[Screen]:
    """Open a desktop; whatever runs in it ends with it."""
    tell_display = ("bash", "-c", 'echo "$DISPLAY"; cat')
    script = [TIER / "desktop.sh", "--pictures", pictures, "--prefix", prefix, "--user", user, "--timeout", "900"]
    with subprocess.Popen(
        [str(word) for word in (*script, *tell_display)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield Screen(prefix, program, process.stdout.readline().strip())


def memory(process: int) -> float:
    """Return the proportional set size (Pss) of a process in MB."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    (kilobytes,) = re.findall(r"^Pss:\s+(\d+) kB$", rollup, re.MULTILINE)
    return int(kilobytes) / 1000


def measured(prefix: Path, program: Path, user: str, pictures: Path) -> dict[str, tuple[str, float]]:
    """Return name → unit and value: its start, the first and the second of this Windows, and its memory at rest."""
    found = {}
    with screen(prefix, program, user, pictures) as desktop:
        for which in ("first", "again"):
            agent, took = desktop.start_until_shown()
            found[f"agent, start until its icon is shown, {which}"] = "s", took
            desktop.close_window()
            if which == "first":
                os.kill(desktop.process(), 9)
                agent.wait(60)
        desktop.start().wait(60)  # a second one has the first one show its window
        desktop.close_window()
        time.sleep(REST)
        found["agent, memory (Pss) 60 s after its window was closed"] = "MB", memory(desktop.process())
    return found
