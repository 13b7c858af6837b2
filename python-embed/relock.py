#!/usr/bin/env python3
"""Make the lock files in locks/ from the requirements in requirements/, for each platform, on any of them.

  relock.py             after a change in requirements/: locked versions stay unless a requirement excludes them
  relock.py --upgrade   take the newest versions that the requirements allow
  relock.py --check     change nothing; exit 1 and say what differs when a lock is not what relock.py would write

Needs Python 3.11 or newer, `uv` on the PATH (or in $UV) and a package index. A refreshed lock is worth nothing until
`./verify` has passed with it, because only a real transcription shows that the versions work together.
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lockfile
from lockfile import Lock, Wheel

UV = os.environ.get("UV", "uv")
UV_PLATFORM = {"linux-x86_64": "x86_64-manylinux_2_28", "windows-x86_64": "x86_64-pc-windows-msvc"}


class RelockError(Exception):
    """The lock cannot be made; the message says why."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    mode.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("locks", nargs="*", metavar="LOCK", help=f"default: all of {', '.join(lockfile.names())}")
    arguments = parser.parse_args()
    unknown = set(arguments.locks) - set(lockfile.names())
    if unknown:
        parser.error(f"no such lock: {', '.join(sorted(unknown))}")
    stale = False
    try:
        made = {"uv": uv_version(), "date": datetime.datetime.now(datetime.UTC).date().isoformat()}
        for name in arguments.locks or lockfile.names():
            current = lockfile.read(name) if lockfile.path_of(name).exists() else None
            wanted = resolve(name, made, None if arguments.upgrade else current)
            changes = describe_changes(current, wanted)
            print(f"{name}: {'; '.join(changes) or f'unchanged ({wanted.id})'}")
            if changes:
                stale = True
                if not arguments.check:
                    wanted.write()
    except RelockError as error:
        print(f"relock: {error}", file=sys.stderr)
        return 2
    return 1 if arguments.check and stale else 0


def uv_version() -> str:
    return run_uv("--version").split()[1]


def run_uv(*arguments: str | Path) -> str:
    try:
        done = subprocess.run([UV, *arguments], capture_output=True, encoding="utf-8", timeout=300)
    except FileNotFoundError:
        raise RelockError(f"'{UV}' was not found. Install uv or name it in the environment variable UV.") from None
    except subprocess.TimeoutExpired:
        raise RelockError(f"'{UV}' did not finish within 300 s. Is the package index reachable?") from None
    if done.returncode:
        raise RelockError(f"uv {arguments[0]} failed:\n{done.stderr.strip()}")
    return done.stdout


def resolve(name: str, made: dict[str, str], current: Lock | None) -> Lock:
    """One lock. The versions and files of `current` are kept where the requirements still allow them."""
    profile, _, system = name.rpartition("-")
    platform = lockfile.PLATFORMS[system]
    with tempfile.TemporaryDirectory() as folder:
        # uv takes an existing output file as its preferences, which is how locked versions stay.
        output = Path(folder, "pylock.toml")
        if current:
            output.write_text(preferences(current), encoding="utf-8")
        run_uv(
            "pip", "compile", lockfile.FOLDER / "requirements" / f"{profile}.in",
            "--output-file", output, "--format", "pylock.toml", "--generate-hashes", "--quiet",
            "--python-platform", UV_PLATFORM[platform], "--python-version", lockfile.PYTHON,
            "--only-binary", ":all:", "--no-config", "--no-python-downloads",
        )  # fmt: skip
        packages = tomllib.loads(output.read_text(encoding="utf-8"))["packages"]
    kept = set(current.wheels) if current else set()
    published = lockfile.published(name)
    elsewhere = {wheel.name for wheel in published}
    wheels = tuple(
        sorted(best_wheel(package, platform, kept) for package in packages if package["name"] not in elsewhere)
    )
    return Lock(name, platform, made, wheels, published=published)


def preferences(lock: Lock) -> str:
    """What the index cannot know of, a published wheel's version, is left to the requirements."""
    packages = "".join(f'[[packages]]\nname = "{wheel.name}"\nversion = "{wheel.version}"\n' for wheel in lock.wheels)
    return f'lock-version = "1.0"\ncreated-by = "relock"\n{packages}'


def best_wheel(package: dict[str, Any], platform: str, kept: set[Wheel]) -> Wheel:
    wheels = [
        Wheel(
            name=package["name"],
            version=package["version"],
            file=unquote(urlsplit(wheel["url"]).path.rsplit("/", 1)[-1]),
            sha256=wheel["hashes"]["sha256"],
            bytes=wheel["size"],
        )
        for wheel in package.get("wheels", [])
    ]
    ranked = sorted((rank, wheel) for wheel in wheels if (rank := wheel.rank(platform)) is not None)
    if not ranked:
        raise RelockError(f"no wheel of {package['name']} {package['version']} fits {platform}")
    fitting = [wheel for _, wheel in ranked]
    return next((wheel for wheel in fitting if wheel in kept), fitting[0])


def describe_changes(current: Lock | None, wanted: Lock) -> list[str]:
    before = {wheel.name: wheel for wheel in current.all} if current else {}
    after = {wheel.name: wheel for wheel in wanted.all}
    changes = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            changes.append(f"+{name} {after[name].version}")
        elif name not in after:
            changes.append(f"-{name} {before[name].version}")
        elif before[name].version != after[name].version:
            changes.append(f"{name} {before[name].version} -> {after[name].version}")
        elif before[name] != after[name]:
            changes.append(f"{name}: other file")
    return changes


if __name__ == "__main__":
    sys.exit(main())
