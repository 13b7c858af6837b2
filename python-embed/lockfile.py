"""Lock files: which wheels an environment consists of, their identity, and whether they fit a platform."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LOCKS = FOLDER / "locks"

PYTHON = "3.12"
PROFILES = ("boot", "cpu", "cuda", "torch-cu121")
PLATFORMS = {"linux": "linux-x86_64", "windows": "windows-x86_64"}

PYTHON_MINOR = 12
# The oldest C library the Linux wheels may ask for; Debian 12 and Ubuntu 22.04 have newer ones.
GLIBC_MINOR = 28
# The names that manylinux tags had before they carried the version of the C library.
OLD_MANYLINUX = {
    "manylinux1_x86_64": "manylinux_2_5_x86_64",
    "manylinux2010_x86_64": "manylinux_2_12_x86_64",
    "manylinux2014_x86_64": "manylinux_2_17_x86_64",
}


@dataclass(frozen=True, order=True)
class Wheel:
    name: str
    version: str
    file: str
    sha256: str
    bytes: int

    def rank(self, platform: str) -> tuple[int, int] | None:
        """Smaller fits better, None does not fit. Native code comes before pure Python, as in pip."""
        stem = self.file.removesuffix(".whl")
        if stem == self.file:
            return None
        pythons, abis, platforms = (part.split(".") for part in stem.split("-")[-3:])
        ranks = [
            (python_rank, platform_rank)
            for python in pythons
            for abi in abis
            for target in platforms
            if (python_rank := _python_rank(python, abi)) is not None
            and (platform_rank := _platform_rank(target, platform)) is not None
        ]
        return min(ranks, default=None)


def _python_rank(python: str, abi: str) -> int | None:
    if (python, abi) == (f"cp3{PYTHON_MINOR}", f"cp3{PYTHON_MINOR}"):
        return 0
    if abi == "abi3" and python.startswith("cp3") and python[3:].isdigit() and int(python[3:]) <= PYTHON_MINOR:
        return 1 + PYTHON_MINOR - int(python[3:])
    if abi == "none" and python in (f"cp3{PYTHON_MINOR}", f"py3{PYTHON_MINOR}", "py3"):
        return 100
    return None


def _platform_rank(target: str, platform: str) -> int | None:
    if target == "any":
        return 100
    if platform == "windows-x86_64":
        return 0 if target == "win_amd64" else None
    target = OLD_MANYLINUX.get(target, target)
    prefix, suffix = "manylinux_2_", "_x86_64"
    if target.startswith(prefix) and target.endswith(suffix):
        glibc = target.removeprefix(prefix).removesuffix(suffix)
        if glibc.isdigit() and int(glibc) <= GLIBC_MINOR:
            return 1 + GLIBC_MINOR - int(glibc)
    return None


@dataclass(frozen=True, order=True)
class Published:
    """A wheel that no package index has; its publisher states its SHA-256."""

    name: str
    version: str
    file: str
    bytes: int
    publisher: str

    def rank(self, platform: str) -> tuple[int, int] | None:
        return Wheel(self.name, self.version, self.file, "", self.bytes).rank(platform)


@dataclass(frozen=True)
class Lock:
    name: str
    platform: str
    made: dict[str, str]
    wheels: tuple[Wheel, ...]
    stated_id: str | None = None
    published: tuple[Published, ...] = ()

    @property
    def all(self) -> list[Wheel | Published]:
        return sorted([*self.wheels, *self.published], key=lambda wheel: wheel.name)

    @property
    def id(self) -> str:
        """The same wheels give the same id: 12 digits of the SHA-256 of the lines `name version sha256`.

        A published wheel has its publisher in place of the hash.
        """
        lines = "".join(
            f"{wheel.name} {wheel.version} {wheel.sha256 if isinstance(wheel, Wheel) else wheel.publisher}\n"
            for wheel in self.all
        )
        return hashlib.sha256(lines.encode()).hexdigest()[:12]

    @property
    def bytes(self) -> int:
        return sum(wheel.bytes for wheel in self.all)

    def write(self) -> None:
        content = {
            "lock": self.name,
            "id": self.id,
            "python": PYTHON,
            "platform": self.platform,
            "made": self.made,
            "wheels": [vars(wheel) for wheel in sorted(self.wheels)],
        }
        if self.published:
            content["published"] = [vars(wheel) for wheel in sorted(self.published)]
        path_of(self.name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")


def names() -> list[str]:
    return [f"{profile}-{system}" for profile in PROFILES for system in PLATFORMS]


def path_of(name: str, folder: Path = LOCKS) -> Path:
    return folder / f"{name}.json"


def read(name: str, folder: Path = LOCKS) -> Lock:
    content = json.loads(path_of(name, folder).read_text(encoding="utf-8"))
    return Lock(
        name=content["lock"],
        platform=content["platform"],
        made=content["made"],
        wheels=tuple(Wheel(**wheel) for wheel in content["wheels"]),
        stated_id=content["id"],
        published=tuple(Published(**wheel) for wheel in content.get("published", [])),
    )


def published(name: str) -> tuple[Published, ...]:
    """What takes the place of the index's wheels in a lock."""
    content = json.loads((FOLDER / "requirements" / "published.json").read_text(encoding="utf-8"))
    return tuple(Published(**wheel) for wheel in content.get(name, []))
