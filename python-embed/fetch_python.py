#!/usr/bin/env python3
"""Fetch the official embeddable Python for Windows, which base-python.json pins, and print where it lies.

The mirrors of sources.json are tried in order; one that does not answer, or breaks off, makes room for the next. Bytes
with another SHA-256 than the pinned one stop everything: that is no trouble of the network. The file appears only when
it is whole and right, and one that is there and right is kept without asking anyone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

FOLDER = Path(__file__).parent
TIMEOUT = 30  # seconds without a byte
CHUNK = 1 << 16
LIMIT = 100_000_000  # the zip has about 11 MB; a mirror that never ends must not fill the disk


class FetchError(Exception):
    """Says what is wrong and, in the last line, what to do."""


@dataclass(frozen=True)
class Pin:
    """What must arrive."""

    file: str
    version: str
    sha256: str

    @classmethod
    def read(cls, folder: Path) -> Pin:
        bases = json.loads((folder / "base-python.json").read_text(encoding="utf-8"))["bases"]
        (base,) = (base for base in bases if base["id"] == "windows-embeddable")
        return cls(base["file"], base["python"], base["sha256"])

    def address(self, source: str) -> str:
        return f"{source}/{self.version}/{self.file}"


def sources(folder: Path) -> list[str]:
    content = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    return [source["url"] for source in content["python"]]


def fetch(pin: Pin, addresses: Iterable[str], folder: Path, say: Callable[[str], None]) -> Path:
    """Return the zip in the folder, fetched from the first source that has it."""
    target = folder / pin.file
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == pin.sha256:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    failures = []
    for address in [pin.address(source) for source in addresses]:
        say(f"fetching {address}")
        # Beside the target, so that the last step is one rename.
        handle, name = tempfile.mkstemp(prefix=f"{pin.file}.", suffix=".part", dir=folder)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                digest = receive(address, out.write)
            if digest != pin.sha256:
                raise FetchError(
                    f"{address} has the SHA-256 {digest}, and {pin.sha256} is pinned in base-python.json.\n"
                    "Nothing was kept. Take another mirror with --source; if all of them say so, compare the pin with"
                    " the digest that the publisher states for this version."
                )
            part.replace(target)
        except (OSError, HTTPException) as error:
            failures.append(f"{address}: {error}")
            say(failures[-1])
        else:
            return target
        finally:
            part.unlink(missing_ok=True)
    raise FetchError(
        "\n".join([f"no source gave {pin.file}:", *failures])
        + f"\nCheck the network, name another mirror with --source, or put the file into {folder} by hand and start"
        " again: it is checked and taken."
    )


def receive(address: str, write: Callable[[bytes], object]) -> str:
    """Pass what arrives to `write`, and return its SHA-256."""
    digest = hashlib.sha256()
    received = 0
    with urllib.request.urlopen(address, timeout=TIMEOUT) as response:  # noqa: S310 - only http and https get here
        announced = response.headers.get("Content-Length")
        while chunk := response.read(CHUNK):
            received += len(chunk)
            if received > LIMIT:
                raise ConnectionError(f"more than {LIMIT} bytes")
            digest.update(chunk)
            write(chunk)
    if announced is not None and received != int(announced):
        raise ConnectionError(f"broke off after {received} of {announced} bytes")
    return digest.hexdigest()


def web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError(f"{text} does not begin with https:// or http://")
    return text.rstrip("/")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the zip goes")
    parser.add_argument(
        "--source",
        type=web_address,
        action="append",
        metavar="URL",
        help="take it from URL/VERSION/FILE instead of the mirrors of sources.json; may be repeated",
    )
    arguments = parser.parse_args()
    try:
        pin = Pin.read(FOLDER)
        print(fetch(pin, arguments.source or sources(FOLDER), arguments.folder, say))
    except FetchError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"{error}\nName a folder that can be written.")
        return 1
    return 0


def say(text: str) -> None:
    print(f"fetch_python.py: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
