#!/usr/bin/env python3
"""Draws the signs of the notification area, one for each state, into the program's resources.

A state is told by its shape as well as by its colour: microphone, dot, lines of text, bars, arrow, exclamation mark.
The tile carries its own contrast, so that a sign reads on light and dark taskbars. Edges lie on whole pixels at every
size.
"""

from collections.abc import Callable
from pathlib import Path

from make_icons import BRAND, Colour, Shape, arc, pixels, png, rounded_box

SIZES = (16, 20, 24, 32, 40, 48)
FOLDER = Path(__file__).parents[2] / "src/main/resources/io/fastervox/desktop/awt"
TILE = rounded_box(0, 0, 32, 32, 6)

GREY = ((122, 130, 142), (96, 104, 116))
RED = ((240, 62, 70), (206, 24, 48))
VIOLET = ((126, 92, 246), (86, 62, 214))
AMBER = ((232, 138, 0), (204, 104, 0))
BLUE = ((38, 132, 255), (24, 96, 214))


def microphone(size: int) -> list[Shape]:
    pixel = 32 / size
    half = round(size / 7.5) * pixel
    bottom = round(size * 9 / 16) * pixel
    capsule = rounded_box(16 - half, round(size * 3 / 16) * pixel, 16 + half, bottom, half)
    middle = bottom - half
    gap, stroke = max(2.25 * pixel, 3), max(1.5 * pixel, 2.2)
    cradle = arc(16, middle, half + gap, stroke, lambda _, y: y >= middle)
    foot = middle + half + gap
    stem = rounded_box(16 - max(pixel, 1.1), foot, 16 + max(pixel, 1.1), foot + max(2.5 * pixel, 3.5), 0)
    return [capsule, cradle, stem]


def snapped(size: int, left: float, top: float, right: float, bottom: float) -> Shape:
    """A box with its edges on whole pixels; given in sixteenths."""
    pixel = 32 / size
    left, top, right, bottom = (round(edge * size / 16) * pixel for edge in (left, top, right, bottom))
    return rounded_box(left, top, right, bottom, 0)


def dot(_: int) -> list[Shape]:
    return [lambda x, y: (x - 16) ** 2 + (y - 16) ** 2 <= 7.5**2]


def lines(size: int) -> list[Shape]:
    return [snapped(size, 4, 4, 12, 6), snapped(size, 4, 7, 12, 9), snapped(size, 4, 10, 9, 12)]


def bars(size: int) -> list[Shape]:
    return [snapped(size, 5, 4, 7, 12), snapped(size, 9, 4, 11, 12)]


def arrow(size: int) -> list[Shape]:
    """Down, onto a line."""
    head: Shape = lambda x, y: 14 <= y <= 22 and abs(x - 16) <= 22 - y  # noqa: E731
    return [snapped(size, 7, 3, 9, 8), head, snapped(size, 4, 12, 12, 13.5)]


def exclamation(size: int) -> list[Shape]:
    return [snapped(size, 7, 3, 9, 10), snapped(size, 7, 11, 9, 13)]


STATES: dict[str, tuple[tuple[Colour, Colour], Callable[[int], list[Shape]]]] = {
    "starting": (GREY, microphone),
    "preparing": (BLUE, arrow),
    "ready": (BRAND, microphone),
    "recording": (RED, dot),
    "transcribing": (VIOLET, lines),
    "paused": (GREY, bars),
    "problem": (AMBER, exclamation),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for state, (ground, marks) in STATES.items():
        for size in SIZES:
            (FOLDER / f"tray-{state}-{size}.png").write_bytes(png(pixels(size, ground, TILE, marks(size))))


if __name__ == "__main__":
    main()
