"""Runs the built program as ./fvox does, with a data folder and a set of wheels of the caller's choice."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parents[3]
SPEECH = CHECKOUT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"
NOWHERE = "http://127.0.0.1:9/simple"  # the port where everything is discarded, and nobody listens


@dataclass(frozen=True)
class Outcome:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The codes of the errors that were told, without those that a notice about a source names."""
        return re.findall(r"^fvox: .*\[(FV\d+)\]$", self.err, re.MULTILINE)


class Program:
    """One version of the program: its jar with the locks in a folder of its own."""

    def __init__(self, folder: Path, patience: float = 0.1) -> None:
        self.folder = folder
        self.patience = patience
        self.inside: list[str] = []

    def command(self, *arguments: str | Path) -> list[str]:
        target = CHECKOUT / "target"
        java = Path((target / "fvox.java-home").read_text(encoding="utf-8").strip()) / "bin/java"
        return [
            *self.inside,
            str(java),
            *("-Xmx512m", "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"),
            *("-Dfile.encoding=UTF-8", "-Djava.net.useSystemProxies=true", f"-Dfastervox.program={self.folder}"),
            f"-Dfastervox.base-python.folder={target / 'base-python'}",
            f"-Dfastervox.patience={self.patience}",
            f"-XX:SharedArchiveFile={target / 'fvox.jsa'}",
            *("-jar", str(target / "faster-vox.jar")),
            *map(str, arguments),
        ]

    def start(self, home: Path, *arguments: str | Path, **env: str) -> Call:
        return Call(self.command(*arguments), environment(home) | env)

    def __call__(self, home: Path, *arguments: str | Path, **env: str) -> Outcome:
        return self.start(home, *arguments, **env).result()

    def transcribes(self, home: Path, **env: str) -> Outcome:
        """A real transcription of three seconds, with no source within reach."""
        return self(
            home,
            *("transcribe", "--model=base", "--language=en", SPEECH),
            FASTERVOX_INDEX_URL=NOWHERE,
            FASTERVOX_HUB_URL=NOWHERE,
            **env,
        )


class Call:
    """A running program, in a session of its own: whatever it starts is found by that."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def result(self, timeout: float = 300) -> Outcome:
        try:
            out, err = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        if self.process.returncode == -signal.SIGKILL:
            self.await_ends(5)
        left = self.others()
        assert left == {}, left
        return Outcome(self.process.returncode, out, err)

    def kill(self) -> None:
        """Ends the program alone, at once; what it started must notice by itself."""
        self.process.kill()
        self.process.communicate(timeout=60)
        self.await_ends(5)

    def kill_when(self, reached: Callable[[], bool]) -> None:
        """Lets it run so far, or to its end."""
        while not reached():
            try:
                self.process.communicate(timeout=0.005)
            except subprocess.TimeoutExpired:
                continue
            return
        self.kill()

    def kill_after(self, seconds: float) -> None:
        """Lets it run so long, or to its end."""
        try:
            self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def others(self) -> dict[int, str]:
        """The living processes that it started, directly or not."""
        found = {}
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit() or int(folder.name) == self.process.pid:
                continue
            try:
                stat = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if int(stat[3]) == self.process.pid and stat[0] != "Z":
                found[int(folder.name)] = command
        return found

    def child(self, part: str) -> int:
        """Waits for a process that it started whose command line has this part."""
        while self.process.poll() is None:
            for pid, command in self.others().items():
                if part in command:
                    return pid
            try:
                self.process.wait(0.005)
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError(f"no {part}: {self.process.communicate()}")

    def await_ends(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for pid in self.others():
            try:
                handle = os.pidfd_open(pid)
            except ProcessLookupError:
                continue
            select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
            os.close(handle)
        assert self.others() == {}


def environment(home: Path) -> dict[str, str]:
    """Nothing of this machine's Python, proxies and indexes."""
    mine = re.compile("PYTHON|PIP_|FASTERVOX|UV_|.*_proxy$|SSL_CERT", re.IGNORECASE)
    kept = {name: value for name, value in os.environ.items() if not mine.match(name)}
    return kept | {"FASTERVOX_HOME": str(home), "LC_ALL": "C.UTF-8"}


def lock_of(program: Path, name: str = "cpu-linux") -> dict[str, Any]:
    read: dict[str, Any] = json.loads((program / f"python-embed/locks/{name}.json").read_text(encoding="utf-8"))
    return read
