#!/usr/bin/env python3
"""Draws the application icon: a white microphone with sound waves on a blue-green tile.

Writes faster-vox.ico and faster-vox-SIZE.png beside itself. The tile carries its own contrast, so the icon reads on
light and dark taskbars. Small sizes are drawn anew instead of scaled: no waves, thicker strokes, edges on whole pixels.
"""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

PNG_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
SAMPLES = 4
WHITE = 255  # of each part of a colour

Shape = Callable[[float, float], bool]
Colour = tuple[int, int, int]
BRAND: tuple[Colour, Colour] = ((38, 132, 255), (0, 158, 143))


def rounded_box(left: float, top: float, right: float, bottom: float, radius: float) -> Shape:
    def inside(x: float, y: float) -> bool:
        dx = max(left + radius - x, x - (right - radius), 0)
        dy = max(top + radius - y, y - (bottom - radius), 0)
        return dx * dx + dy * dy <= radius * radius

    return inside


def arc(cx: float, cy: float, radius: float, width: float, part: Shape) -> Shape:
    def inside(x: float, y: float) -> bool:
        distance = ((x - cx) ** 2 + (y - cy) ** 2) ** 0.5
        return abs(distance - radius) <= width / 2 and part(x, y)

    return inside


def shapes(size: int) -> tuple[Shape, list[Shape]]:
    """The tile and the white shapes on it, in a square of 32 units."""
    if size <= 24:
        pixel = 32 / size
        half = round(size / 7.5) * pixel
        bottom = round(size * 9 / 16) * pixel
        capsule = rounded_box(16 - half, round(size * 3 / 16) * pixel, 16 + half, bottom, half)
        middle = bottom - half
        cradle = arc(16, middle, half + 2.25 * pixel, 1.5 * pixel, lambda _, y: y >= middle)
        foot = middle + half + 2.25 * pixel
        stem = rounded_box(16 - pixel, foot, 16 + pixel, foot + 2.5 * pixel, 0)
        return rounded_box(0, 0, 32, 32, 6), [capsule, cradle, stem]
    capsule = rounded_box(12.25, 5.5, 19.75, 18, 3.75)
    cradle = arc(16, 14.75, 6.6, 1.9, lambda _, y: y >= 14.75)
    stem = rounded_box(15.05, 21, 16.95, 25.5, 0)
    base = rounded_box(11.5, 24.5, 20.5, 26.5, 1)
    waves = [
        arc(16, 12, radius, 1.7, lambda x, y: abs(y - 12) <= 0.55 * abs(x - 16))
        for radius in ((10.2, 13.2) if size >= 40 else (11,))
    ]
    return rounded_box(0.5, 0.5, 31.5, 31.5, 7), [capsule, cradle, stem, base, *waves]


def pixels(
    size: int, ground: tuple[Colour, Colour], tile: Shape, marks: list[Shape]
) -> list[list[tuple[int, int, int, int]]]:
    """White marks on a tile whose colour goes from the first to the second of the ground, from above to below."""
    rows = []
    for row in range(size):
        line = []
        for column in range(size):
            covered = white = 0
            for sample in range(SAMPLES * SAMPLES):
                x = (column + (sample % SAMPLES + 0.5) / SAMPLES) * 32 / size
                y = (row + (sample // SAMPLES + 0.5) / SAMPLES) * 32 / size
                if tile(x, y):
                    covered += 1
                    white += any(mark(x, y) for mark in marks)
            share = white / covered if covered else 0
            down = row / (size - 1)
            shade = (top + (bottom - top) * down for top, bottom in zip(*ground, strict=True))
            red, green, blue = (round(value + (WHITE - value) * share) for value in shade)
            line.append((red, green, blue, round(255 * covered / SAMPLES**2)))
        rows.append(line)
    return rows


def png(rows: list[list[tuple[int, int, int, int]]]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    raw = b"".join(b"\0" + bytes(value for pixel in line for value in pixel) for line in rows)
    header = struct.pack(">IIBBBBB", len(rows), len(rows), 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def bitmap(rows: list[list[tuple[int, int, int, int]]]) -> bytes:
    """The old form, which every reader of icons knows; only 256 is stored as PNG, as Windows does."""
    size = len(rows)
    colours = b"".join(bytes((b, g, r, a)) for line in reversed(rows) for r, g, b, a in line)
    mask = bytes((size + 31) // 32 * 4) * size
    return (
        struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(colours) + len(mask), 0, 0, 0, 0) + colours + mask
    )


def ico(images: dict[int, bytes]) -> bytes:
    offset = 6 + 16 * len(images)
    entries = b""
    for size, image in images.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images.values())


def main() -> None:
    folder = Path(__file__).parent
    drawn = {size: pixels(size, BRAND, *shapes(size)) for size in PNG_SIZES}
    for size, rows in drawn.items():
        (folder / f"faster-vox-{size}.png").write_bytes(png(rows))
    images = {size: (png if size == 256 else bitmap)(drawn[size]) for size in ICO_SIZES}
    (folder / "faster-vox.ico").write_bytes(ico(images))


if __name__ == "__main__":
    main()
