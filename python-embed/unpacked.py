#!/usr/bin/env python3
"""Write unpacked.json: what the wheels that a GPU profile has beyond the CPU's take on a disk.

  unpacked.py   after a change of locks/: fetches what it does not know yet, one wheel at a time, and deletes it

Needs Python 3.11 or newer with pip, a package index, and room for one wheel (600 MB). Wheels that no index has are left
out. check.py holds the sizes of profiles.json against this file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import lockfile

FILE = lockfile.FOLDER / "unpacked.json"


def main() -> int:
    known: dict[str, int] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    wheels = {wheel.file: wheel for name in lockfile.names() for wheel in beyond_cpu(lockfile.read(name))}
    found = {file: known.get(file) or size_of(wheel) for file, wheel in sorted(wheels.items())}
    FILE.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8", newline="\n")
    return 0


def beyond_cpu(lock: lockfile.Lock) -> list[lockfile.Wheel]:
    """The wheels of a GPU's lock that the CPU's lock of the same platform has not."""
    profile, _, system = lock.name.rpartition("-")
    if profile in {"boot", "cpu"}:
        return []
    cpu = {wheel.file for wheel in lockfile.read(f"cpu-{system}").wheels}
    return [wheel for wheel in lock.wheels if wheel.file not in cpu]


def size_of(wheel: lockfile.Wheel) -> int:
    """Bytes of its files."""
    platform = wheel.file.removesuffix(".whl").split("-")[-1].split(".")[0]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"),
                *("--platform", platform, "--python-version", lockfile.PYTHON, "--dest", folder),
                f"{wheel.name}=={wheel.version}",
            ],
            check=True,
            timeout=1800,
        )
        with zipfile.ZipFile(Path(folder, wheel.file)) as content:
            return sum(entry.file_size for entry in content.infolist())


if __name__ == "__main__":
    sys.exit(main())
