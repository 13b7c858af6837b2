"""The stage of the campaign: programs, data folders, and the line that is written about each case.

Needs what ./verify prepares: the built program, the wheels and the model of the test home, the wheels of a GPU. Every
case has a data folder of its own, always under the same path, because an environment knows where it was built; folders
that cases begin with are built once and put there as copies.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from index_server import IndexServer, normal
from program import CHECKOUT, TEXT, Outcome, Program, lock_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from faults import Fault

# What the small environment consists of: real wheels, few of them, one big enough to break in the middle.
SMALL = ("click", "fsspec", "huggingface-hub")
TARGET = "huggingface_hub"
NEWER = (*SMALL, "setuptools")

# Whose wheels are those of which profile. PyTorch's are there when .ci/torch-profile.sh has fetched them.
HOMES = {
    "cpu": "FASTERVOX_TEST_HOME",
    "cuda": "FASTERVOX_TEST_CUDA_HOME",
    "torch-cu121": "FASTERVOX_TEST_TORCH_HOME",
}

# Says what the program wants to hear of an environment in which nothing can transcribe. Fake, for the small one alone.
FAKE_SELF_TEST = """\
import json
from importlib import metadata
packages = {part.metadata["Name"]: part.version for part in metadata.distributions()}
print(json.dumps({"packages": packages, "compute_types": ["float32"], "seconds": 1, "speech_seconds": 1}))
"""

LINES: list[str] = []


@dataclass
class Case:
    """What is written about a case at the end."""

    title: str
    ends: str = ""
    servers: list[IndexServer] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def ended(self, how: str) -> None:
        self.ends = how

    def line(self, *, passed: bool) -> str:
        sent = sum(server.bytes_sent for server in self.servers) / 1e6
        verdict = "as it must" if passed else "FAILED    "
        return f"{verdict}  {self.title:58} {self.ends:52} {sent:6.2f} MB  {time.monotonic() - self.began:5.1f} s"


class Stage:
    """Makes programs with other locks, and data folders to begin with."""

    def __init__(self, work: Path, ready_home: Path) -> None:
        self.work = work
        self.home = work / "data"
        self.wheels = sorted((ready_home / "cache/wheels").glob("*.whl"))
        self.model = ready_home / "models"
        self.real = Program(CHECKOUT)
        extra = next(wheel for wheel in lock_of(CHECKOUT, "boot-linux")["wheels"] if wheel["name"] == "setuptools")
        real: list[dict[str, Any]] = lock_of(CHECKOUT)["wheels"]
        self.newer = self._program("newer", [*real, extra])
        self.small = self._program("small", [wheel for wheel in real if wheel["name"] in SMALL])
        self.newer_small = self._program("newer-small", [wheel for wheel in [*real, extra] if wheel["name"] in NEWER])
        for small in (self.small, self.newer_small):
            (small.folder / "python-embed/selftest.py").write_text(FAKE_SELF_TEST, encoding="utf-8")

    def _program(self, name: str, wheels: list[dict[str, Any]]) -> Program:
        """The same program with another set of wheels."""
        folder = self.work / f"program-{name}"
        ignored = shutil.ignore_patterns("wheels", "tests", "__pycache__")
        shutil.copytree(CHECKOUT / "python-embed", folder / "python-embed", ignore=ignored)
        (folder / "runner").symlink_to(CHECKOUT / "runner")
        file = folder / "python-embed/locks/cpu-linux.json"
        lines = "".join(f"{w['name']} {w['version']} {w['sha256']}\n" for w in sorted(wheels, key=lambda w: w["name"]))
        lock = lock_of(CHECKOUT) | {"id": hashlib.sha256(lines.encode()).hexdigest()[:12], "wheels": wheels}
        file.write_text(json.dumps(lock), encoding="utf-8")
        return Program(folder)

    def wheels_of(self, program: Program, profile: str = "cpu") -> list[Path]:
        """The wheels of a profile of a program and of its tools."""
        locks = (f"{profile}-linux", "boot-linux")
        names = {w["file"] for lock in locks for w in lock_of(program.folder, lock)["wheels"]}
        home = os.environ[HOMES[profile]]
        return [wheel for wheel in sorted(Path(home, "cache/wheels").glob("*.whl")) if wheel.name in names]

    def bytes_of(self, program: Program) -> int:
        return sum(wheel.stat().st_size for wheel in self.wheels_of(program))

    def empty(self) -> Path:
        """A data folder that does not exist yet."""
        if self.home.exists():
            shutil.rmtree(self.home)
        return self.home

    def copy_of(self, kept: str, *, to_damage: bool = False) -> Path:
        """A data folder like one that was kept; its files are links, but for an environment that is to be damaged."""
        self.empty()
        subprocess.run(["cp", "-al", self.work / kept, self.home], check=True, timeout=60)
        if to_damage:
            shutil.rmtree(self.home / "pytorch_env")
            subprocess.run(["cp", "-a", self.work / kept / "pytorch_env", self.home], check=True, timeout=60)
        return self.home

    def keep(self, name: str) -> None:
        """Keeps the data folder as a beginning of other cases."""
        shutil.rmtree(self.home / "logs")
        self.home.rename(self.work / name)

    def give_model(self, home: Path) -> None:
        """Puts the model there by links: fetching it is no part of the campaign."""
        subprocess.run(["cp", "-al", self.model, home / "models"], check=True, timeout=60)

    def give_wheels(self, home: Path, program: Program | None = None, profile: str = "cpu") -> None:
        """Puts wheels into the cache, as links."""
        folder = home / "cache/wheels"
        folder.mkdir(parents=True, exist_ok=True)
        for wheel in self.wheels_of(program or self.real, profile):
            os.link(wheel, folder / wheel.name)


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The stage with three data folders to begin with: the real environment, the base Python alone, the small one."""
    built = Stage(tmp_path_factory.mktemp("campaign"), Path(os.environ[HOMES["cpu"]]))
    home = built.empty()
    with IndexServer(built.wheels) as server:
        ready = built.small(home, "env", "setup", "--index", server.url)
        assert ready.code == 0, ready.err
        built.keep("small")
        home = built.empty()
        ready = built.real(home, "env", "setup", "--index", server.url)
        assert ready.code == 0, ready.err
    built.give_model(home)
    transcribed = built.real.transcribes(home)
    assert (transcribed.code, transcribed.out) == (0, TEXT), transcribed.err
    built.keep("real")
    shutil.copytree(built.work / "small/python_embed", built.work / "bare/python_embed", symlinks=True)
    return built


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    """The line about this case; it is written when the test and its tidying up have ended."""
    case = Case(title(request.node))
    request.node.stash[CASE] = case
    return case


@pytest.fixture(scope="session")
def halting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that ends the builder at a write."""
    built = tmp_path_factory.mktemp("halt") / "libhalt.so"
    source = Path(__file__).parent / "halt.c"
    options = ["-std=c11", "-D_GNU_SOURCE", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread"]
    subprocess.run(["gcc", *options, "-o", built, source, "-ldl"], check=True, timeout=60)
    return built


@pytest.fixture
def serve(stage: Stage, case: Case) -> Iterator[Any]:
    """Starts servers of the real wheels that end with the case."""
    running: list[IndexServer] = []

    def start(
        fault: Fault | None = None, only: str = TARGET, wheels: list[Path] | None = None, **more: Any
    ) -> IndexServer:
        running.append(IndexServer(wheels or stage.wheels, fault=fault, only=only, **more))
        case.servers.append(running[-1])
        return running[-1]

    yield start
    for server in running:
        server.__exit__()


CASE = pytest.StashKey[Case]()
PASSED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A case that could not begin, or leaves something behind, has not ended as it must."""
    report = yield
    item.stash[PASSED] = item.stash.get(PASSED, True) and report.passed
    if report.when == "teardown" and "case" in getattr(item, "fixturenames", ()):
        case = item.stash[CASE] if CASE in item.stash else Case(title(item))
        LINES.append(case.line(passed=item.stash[PASSED]))
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if LINES:
        terminalreporter.section("fault campaign")
        for line in LINES:
            terminalreporter.line(line)
        good = sum(line.startswith("as it must") for line in LINES)
        terminalreporter.line(f"{len(LINES)} cases: {good} ended as they must, {len(LINES) - good} did not")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: part of the long form alone (see CONTRIBUTING.md)")


def title(test: pytest.Item) -> str:
    given = getattr(test, "callspec", None)
    return str(given.id) if given else test.name.removeprefix("test_").replace("_", " ")


def installed(home: Path) -> list[str]:
    """The names of the packages in the live environment."""
    live = json.loads((home / "pytorch_env/current.json").read_text(encoding="utf-8"))["folder"]
    found = (home / "pytorch_env" / live).glob("lib/python3.12/site-packages/*.dist-info")
    return sorted(normal(folder.name.split("-")[0]) for folder in found)


def transcribed(outcome: Outcome) -> bool:
    return (outcome.code, outcome.out) == (0, TEXT)
