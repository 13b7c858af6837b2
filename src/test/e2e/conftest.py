"""What the command-line tests share: a way to call ./fvox as a person would, a ready data folder, and media."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
import uuid
import wave
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[3]
SAMPLES = CHECKOUT / "samples"
MEDIA_SCRIPT = CHECKOUT / "src/test/media/make-media.sh"
MARK = "FASTERVOX_TEST_MARK"
SAID: list[str] = []
"""What the programs of the running test wrote to standard error."""


@dataclass(frozen=True)
class Outcome:
    """How a call of fvox ended."""

    code: int
    out: str
    err: str


class Fvox:
    """Calls ./fvox with one data folder; every process it starts carries a mark in its environment."""

    def __init__(self, home: Path, program: Path = CHECKOUT / "fvox") -> None:
        self.home = home
        self.program = program
        self.mark = uuid.uuid4().hex

    def without_roots_rights(self, folder: Path) -> Fvox:
        """The same for a person, to whom files may be closed; puts a script of its own into the folder."""
        closing = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        bound = Fvox(self.home, program=folder / "fvox")
        bound.program.write_text(f'#!/bin/sh\nexec {" ".join(closing)} {self.program} "$@"\n')
        bound.program.chmod(0o755)
        return bound

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FASTERVOX_TEST"))}
        return kept | {"FASTERVOX_HOME": str(self.home), "LC_ALL": "C.UTF-8", MARK: self.mark} | more

    def __call__(
        self,
        *arguments: str | Path,
        folder: Path | None = None,
        timeout: float = 300,
        offline: bool = False,
        **env: str,
    ) -> Outcome:
        command = [str(self.program), *map(str, arguments)]
        if offline:
            command = ["unshare", "--net", *command]  # a network namespace without any interface
        done = subprocess.run(
            command,
            cwd=folder or CHECKOUT,
            env=self.environment(**env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        SAID.append(done.stderr.decode())
        return Outcome(done.returncode, done.stdout.decode(), SAID[-1])

    def start(self, *arguments: str | Path, **env: str) -> subprocess.Popen[str]:
        """Starts fvox in a process group of its own, as a shell does, so that Ctrl-C can be sent to all of it."""
        return subprocess.Popen(
            [str(self.program), *map(str, arguments)],
            env=self.environment(**env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            process_group=0,
        )

    def left_over(self) -> list[str]:
        """The command lines of living processes that this object started, directly or not."""
        return [command for _, command in self._processes()]

    def worker(self) -> int:
        """The process id of the one living worker."""
        (pid,) = [pid for pid, command in self._processes() if "main.py" in command]
        return pid

    def await_ends(self, seconds: float) -> None:
        """Waits until every process that this object started has ended, or the time is over."""
        deadline = time.monotonic() + seconds
        for pid, _ in self._processes():
            try:
                handle = os.pidfd_open(pid)
            except ProcessLookupError:
                continue
            select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
            os.close(handle)

    def _processes(self) -> list[tuple[int, str]]:
        found = []
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                environment = (process / "environ").read_bytes()
                command = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if f"{MARK}={self.mark}".encode() in environment and command:
                found.append((int(process.name), command.replace(b"\0", b" ").decode(errors="replace")))
        return found


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "reaches(code): the program says this error, see ErrorCodesTest")


@pytest.fixture(autouse=True)
def _reaches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Holds a test to the errors that it claims to reach."""
    SAID.clear()
    yield
    claimed = {code for marker in request.node.iter_markers("reaches") for code in marker.args}
    assert {code for code in claimed if f"[{code}]" not in "".join(SAID)} == set()


@pytest.fixture(scope="session")
def ready_home() -> Path:
    """A data folder with a working environment and the base model, prepared by ./verify."""
    return Path(os.environ["FASTERVOX_TEST_HOME"])


@pytest.fixture
def fvox(ready_home: Path) -> Iterator[Fvox]:
    caller = Fvox(ready_home)
    yield caller
    assert caller.left_over() == []


@pytest.fixture
def fresh_fvox(tmp_path: Path) -> Iterator[Fvox]:
    """A caller whose data folder does not exist yet."""
    caller = Fvox(tmp_path / "data")
    yield caller
    assert caller.left_over() == []


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of every format and language, made from the samples."""
    folder = tmp_path_factory.mktemp("media")
    subprocess.run([MEDIA_SCRIPT, folder], check=True, timeout=120)
    return folder


def speech_of(seconds: float, path: Path) -> Path:
    """Writes a recording of different sentences: one that repeats itself is decoded again and again by the engine."""
    clips = sorted(Path(os.environ["FASTERVOX_TEST_AUDIO"]).glob("*.wav"))
    assert len(clips) >= 5
    spoken = b""
    for clip in clips:
        with wave.open(str(clip)) as file:
            form = file.getparams()
            spoken += file.readframes(file.getnframes())
    length = form.sampwidth * round(seconds * form.framerate)
    with wave.open(str(path), "wb") as written:
        written.setparams(form)
        written.writeframes((spoken * (1 + length // len(spoken)))[:length])
    return path


def expectations() -> list[dict[str, object]]:
    """The rows of expectations.json."""
    listed = json.loads((MEDIA_SCRIPT.parent / "expectations.json").read_text(encoding="utf-8"))
    return list(listed["files"])


def logged(home: Path, text: str, within: float = 120) -> None:
    """Waits until the log of a data folder holds this text."""
    log = home / "logs/faster-vox.log"
    deadline = time.monotonic() + within
    while not (log.exists() and text in log.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline, f"not logged: {text}"
        time.sleep(0.1)


def exist(files: list[Path], within: float = 120) -> None:
    """Waits until all files are there."""
    deadline = time.monotonic() + within
    while not all(file.exists() for file in files):
        assert time.monotonic() < deadline, [file for file in files if not file.exists()]
        time.sleep(0.1)


@contextmanager
def agent(fvox: Fvox, **env: str) -> Iterator[subprocess.Popen[str]]:
    """Runs the agent without a display; its end is orderly."""
    process = fvox.start("agent", DISPLAY="", **env)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
