"""The scene kit: a Wine desktop on a screen of its own, in which a test starts programs, presses keys and reads."""

import hashlib
import itertools
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from conftest import PAUSE, TIER, WITNESSES, Windows, run, succeed, until

PICTURES = TIER.parents[1] / "target/scenes"
ONE_BLOCK = "6"  # tesseract's page segmentation: one block of text
WORD = "5"  # and its level of a word
SCALE, MARGIN = 3, 20  # of what it reads
FRAME = (4, 23, 4, 4)  # around a window: left, top with the title, right, bottom
COLOURS_OF_NOTHING = 2  # an icon has dozens
OPAQUE = 255
AS_LONG = 1800  # seconds a desktop may be open
LINES_OF_LOG = 60  # that are shown when a test fails


@dataclass(frozen=True)
class Region:
    """Of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def part(self, left: float = 0, top: float = 0, right: float = 1, bottom: float = 1) -> "Region":
        """A part of it, its edges in fractions of the whole."""
        x, y = self.x + round(left * self.width), self.y + round(top * self.height)
        return Region(x, y, self.x + round(right * self.width) - x, self.y + round(bottom * self.height) - y)

    def inside(self, left: int, top: int, right: int, bottom: int) -> "Region":
        """Without so many pixels at its edges."""
        return Region(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}+{self.x}+{self.y}"


@dataclass(frozen=True)
class Picture:
    """A kept picture of a region."""

    path: Path

    def text(self, language: str) -> str:
        """What tesseract reads in it, without blanks: between Chinese letters it sees some that are not there.

        White on black is turned round first, and letters are enlarged to the size that tesseract was trained on. Texts
        in Chinese are read twice, because each of its languages is blind to the other: what follows is both readings.
        """
        return without_blanks("\n".join(self._recognised(known) for known in {language, "eng"}))

    def place(self, language: str, wanted: str) -> Region | None:
        """Where in the picture this text stands, or the line that resembles it."""
        lines: dict[tuple[str, ...], list[tuple[str, Region]]] = {}
        for row in self._recognised(language, "tsv").splitlines()[1:]:
            level, _, block, paragraph, line, _, left, top, width, height, _, text = (row + "\t").split("\t")[:12]
            if level == WORD and text.strip():
                edges = [round(int(edge) / SCALE) for edge in (left, top, width, height)]
                place = Region(edges[0] - MARGIN, edges[1] - MARGIN, edges[2], edges[3])
                lines.setdefault((block, paragraph, line), []).append((without_blanks(text), place))
        texts = ["".join(word for word, _ in words) for words in lines.values()]
        fitting = [text for text in texts if wanted in text] or [text for text in texts if resembles(text, wanted)]
        if not fitting:
            return None
        words = list(lines.values())[texts.index(fitting[0])]
        ends = itertools.accumulate(len(word) for word, _ in words)
        before = max(0, fitting[0].find(wanted))
        return next(place for end, (_, place) in zip(ends, words, strict=True) if end > before)

    def _recognised(self, language: str, *form: str) -> str:
        dark = float(succeed("convert", self.path, "-colorspace", "Gray", "-format", "%[fx:mean]", "info:")) < 0.5
        readable = self.path.with_suffix(".ocr.png")
        negated = ("-negate",) if dark else ()
        margin = ("-bordercolor", "white", "-border", str(MARGIN))  # a letter at the very edge is not seen
        succeed("convert", self.path, "-colorspace", "Gray", *negated, *margin, "-resize", f"{SCALE}00%", readable)
        try:
            one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
            return succeed("tesseract", readable, "-", "-l", language, "--psm", ONE_BLOCK, *form, env=one_thread)
        finally:
            readable.unlink()

    def pixels_of(self, colour: str) -> int:
        """How many pixels have exactly this colour, for example `white` or `#ff0000`."""
        mean = succeed(
            "convert", self.path, "-alpha", "off", "-fill", "black", "+opaque", colour,
            "-fill", "white", "-opaque", colour, "-colorspace", "Gray", "-format", "%[fx:mean*w*h]", "info:",
        )  # fmt: skip
        return round(float(mean))

    def shows(self, sign: Path) -> bool:
        """Whether it is that picture of the same size, on whatever lies behind it."""
        pairs = zip(pixels(self.path), pixels(sign), strict=True)
        opaque = [seen[:3] == wanted[:3] for seen, wanted in pairs if wanted[3] == OPAQUE]
        return sum(opaque) >= 0.9 * len(opaque)

    def colours(self) -> int:
        """How many different ones it has."""
        return int(succeed("convert", self.path, "-alpha", "off", "-format", "%k", "info:"))


def pixels(picture: Path) -> list[bytes]:
    """Each with its red, green, blue and alpha, row by row."""
    words = ("convert", picture, "-depth", "8", "rgba:-")
    raw = subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, timeout=60).stdout
    return [raw[at : at + 4] for at in range(0, len(raw), 4)]


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def resembles(text: str, wanted: str) -> bool:
    """Whether the text holds what is wanted, but for one letter in ten, which recognition mistakes for another."""
    blocks = SequenceMatcher(None, text, wanted, autojunk=False).get_matching_blocks()
    return wanted in text or sum(block.size for block in blocks if block.size > 1) >= 0.9 * len(wanted)


@dataclass(frozen=True)
class Desktop:
    windows: Windows
    language: str  # of its texts, as tesseract calls it: eng, chi_sim
    pictures: Path
    display: str

    def start(self, *command: str | Path, offline: bool = False, **variables: str) -> subprocess.Popen[str]:
        """A program of Windows; it ends with the desktop at the latest."""
        return self.windows.start(*command, timeout=AS_LONG, offline=offline, DISPLAY=self.display, **variables)

    def window(self, title: str, within: float = 60) -> Region:
        """Where the window whose title fits this expression stands, once it does: its inside, without Wine's frame."""
        place: Region | None = None

        def stays() -> bool:  # a new one is moved and stretched first, or gives way to another
            nonlocal place
            before, place = place, self._place(title)
            time.sleep(PAUSE)
            return place is not None and place == before

        until(stays, f"no window {title}", within)
        assert place
        return place.inside(*FRAME)

    def closed(self, title: str, within: float = 60) -> None:
        """Waits until no window has this title."""
        until(lambda: not self._windows(title), f"the window {title} stays open", within)

    def _windows(self, title: str) -> list[str]:
        """Those that are to be seen now. xdotool ends with an error when any other window goes while it looks."""
        search = ("xdotool", "search", "--onlyvisible", "--name", title)
        found = run(*search, env=self._environment())
        while found.returncode != 0 and "BadWindow" in found.stderr:
            found = run(*search, env=self._environment())
        return found.stdout.split()

    def press(self, *keys: str) -> None:
        self._xdotool(30, "key", *keys)

    def hold(self, *keys: str) -> None:
        self._xdotool(30, *(word for key in keys for word in ("keydown", key)))

    def let_go(self, *keys: str) -> None:
        self._xdotool(30, *(word for key in reversed(keys) for word in ("keyup", key)))

    def type(self, text: str) -> None:
        self._xdotool(30, "type", "--delay", "30", text)

    def click(self, region: Region, button: int = 1) -> None:
        """In the middle of it."""
        x, y = region.x + region.width // 2, region.y + region.height // 2
        self._xdotool(30, "mousemove", str(x), str(y), "click", str(button))

    def choose(self, name: str, region: Region, text: str, within: float) -> bool:
        """Clicks on what the region says there; false when it does not say so in time."""
        wanted = without_blanks(text)
        deadline = time.monotonic() + within
        while (place := self.picture(name, region).place(self.language, wanted)) is None:
            if time.monotonic() > deadline:
                return False
            time.sleep(PAUSE)
        self.click(Region(region.x + place.x, region.y + place.y, place.width, place.height))
        return True

    def tray_icon(self, name: str, within: float = 120) -> Region:
        """The icon at the end of the taskbar, once one is there; keeps a picture of it."""
        place = self._tray()
        until(lambda: not self._is_blank(name, place), "no tray icon", within)
        return place

    def tray_is_empty(self, name: str, within: float = 60) -> None:
        """Waits until no icon is at the end of the taskbar."""
        until(lambda: self._is_blank(name, self._tray()), "the tray icon stays", within)

    def _tray(self) -> Region:
        """Two pixels from the desktop's corner, whose window has no frame of Wine's."""
        whole = self.window("Wine desktop")
        return Region(whole.x + whole.width - 14, whole.y + whole.height - 14, 16, 16)

    def _is_blank(self, name: str, place: Region) -> bool:
        """An empty taskbar is white; where there is none at all, the desktop is to be seen."""
        return self.picture(name, place).colours() <= COLOURS_OF_NOTHING

    def picture(self, name: str, region: Region) -> Picture:
        """Keeps the whole screen as NAME.png, for people, and the region as NAME.region.png, for the test."""
        whole, part = self.pictures / f"{name}.png", self.pictures / f"{name}.region.png"
        succeed("import", "-window", "root", whole, env=self._environment(), timeout=60)
        succeed("convert", whole, "-crop", str(region), "+repage", part)
        return Picture(part)

    def tell(self, name: str) -> str:
        """For whoever looks for the reason of a failure: a picture of that name, and the end of the program's log."""
        picture = self.pictures / f"{name}.png"
        kept = run("import", "-window", "root", picture, env=self._environment(), timeout=60)
        log = self.windows.local_app_data / "Faster-Vox/logs/faster-vox.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else ["(there is none)"]
        shown = "\n".join(lines[-LINES_OF_LOG:])
        return f"picture: {picture} {kept.stderr}\nrunning: {self.windows.running()}\nthe end of {log}:\n{shown}"

    def reads(self, name: str, region: Region, *expected: str, within: float = 180) -> str:
        """Waits until all of the expected texts stand in the region at once, blanks aside; keeps that picture."""
        wanted = [without_blanks(text) for text in expected]
        deadline = time.monotonic() + within
        seen, text, took = "", "", 0.0
        while (looked := time.monotonic()) < deadline:
            picture = self.picture(name, region)
            now = hashlib.sha256(picture.path.read_bytes()).hexdigest()
            if now != seen:
                seen, text = now, picture.text(self.language)
                if all(resembles(text, part) for part in wanted):
                    return text
                took = time.monotonic() - looked
            time.sleep(PAUSE + took)  # the program that is waited for needs the processor, too
        raise AssertionError(f"{self.pictures / name}.png shows after {within} s: {text!r}, and not all of {wanted}")

    def _place(self, title: str) -> Region | None:
        """Of the newest window of that title. Not by xdotool, which counts the place of one within another twice."""
        numbers = self._windows(title)
        told = run("xwininfo", "-id", numbers[-1], env=self._environment()) if numbers else None
        if told is None or told.returncode != 0:
            return None  # not there yet, or gone since
        found = dict(line.split(":", 1) for line in told.stdout.splitlines() if line.count(":") == 1)
        places = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        return Region(*(int(found[f"  {place}"]) for place in places))

    def _xdotool(self, within: float, *arguments: str) -> str:
        return succeed("xdotool", *arguments, env=self._environment(), timeout=within)

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}


@contextmanager
def desktop(windows: Windows, language: str, *, repeat: bool = False) -> Iterator[Desktop]:
    """A desktop in a private Windows; whatever runs in it ends with it. A held key repeats itself only on request."""
    tell_display = ("bash", "-c", 'echo "$DISPLAY"; cat')
    keys = ("--repeat", "yes" if repeat else "no")
    script = [
        TIER / "desktop.sh",
        "--pictures",
        PICTURES,
        *windows.options,
        *keys,
        "--timeout",
        str(AS_LONG),
        *tell_display,
    ]
    with subprocess.Popen(
        [str(part) for part in script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        display = process.stdout.readline().strip()
        assert display.startswith(":"), "no desktop"
        opened = Desktop(windows, language, PICTURES, display)
        WITNESSES.append(opened.tell)
        try:
            # For every program: Wine closes a desktop that is empty for a second, and the next program opens it again.
            with pytest.MonkeyPatch.context() as environment:
                environment.setenv("DISPLAY", display)
                yield opened
        finally:
            WITNESSES.remove(opened.tell)
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(timeout=120)
            except subprocess.TimeoutExpired:
                process.kill()
