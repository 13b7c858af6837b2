#!/usr/bin/env python3
"""Measure the life of the Windows program, from its installer to its removal, in a Wine prefix made for it.

Prints the samples of `fvox bench windows` as JSON: [{"of": …, "unit": …, "values": […]}]. mvn package must have run.

Usage: measure.py VERSION ROUNDS
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

TIER = Path(__file__).resolve().parent
ROOT = TIER.parents[1]
USER = "tester"
LIMIT = 15 * 60  # seconds
SLOW_LINE = 20e6 / 8  # bytes per second
NO_SOURCES = {"FASTERVOX_INDEX_URL": "http://127.0.0.1:9", "FASTERVOX_HUB_URL": "http://127.0.0.1:9"}
PLAIN_JAVA = ("-Xmx256m", "-Dfile.encoding=UTF-8", "-Djna.nounpack=true")

sys.path.insert(0, str(ROOT / "installer"))
from sizes import BUDGETS, measured  # noqa: E402


class Measurement:
    """Values by name, in the order in which the names came."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def wine(self, name: str | None, what: str, *command: str | Path) -> str:
        """Run a program under Wine; with a name its time counts, Wine's own start included."""
        options = ("--prefix", self.prefix, "--user", USER, "--timeout", LIMIT)
        began = time.monotonic()
        output = call(TIER / "wine.sh", *options, what, *command)
        if name:
            self.seconds[name].append(time.monotonic() - began)
        return output

    def build(self, name: str, report: str) -> None:
        """Add the whole of a set-up and its steps, from what `env setup --json` printed."""
        content = json.loads(report)
        self.seconds[f"{name}, to installed"].append(content["seconds"])
        steps: dict[str, float] = defaultdict(float)
        for timing in content["steps"]:
            steps[timing["step"]] += timing["seconds"]
        for step, seconds in steps.items():
            if seconds > 0:
                self.seconds[f"{name}, {step.lower().replace('_', ' ')}"].append(seconds)


def call(*command: object, **variables: str) -> str:
    """Run a script, whose failure ends this one."""
    return subprocess.run(
        [str(word) for word in command],
        check=True, timeout=LIMIT, stdout=subprocess.PIPE, encoding="utf-8", env=os.environ | variables,
    ).stdout  # fmt: skip


def windows_path(path: Path) -> str:
    """Its name in Windows."""
    return "Z:" + str(path).replace("/", "\\")


def following(version: str) -> str:
    """Return the version after this one."""
    major, minor, patch = version.split(".")
    return f"{major}.{minor}.{int(patch) + 1}"


def life(of: Measurement, first: Path, second: Path) -> None:
    """One round."""
    local = of.prefix / "drive_c/users" / USER / "AppData/Local"
    program, data = local / "Programs/Faster-Vox", local / "Faster-Vox"
    fvox, app = program / "fvox.exe", windows_path(program / "app")
    of.wine("an empty program", "run", "cmd", "/c", "exit")
    of.wine("install", "run", "msiexec", "/i", windows_path(first), "/qn")
    of.wine("fvox.exe --version, first", "run", fvox, "--version")
    of.wine("fvox.exe --version, again", "run", fvox, "--version")
    of.wine(
        "java.exe, the same", "java", *PLAIN_JAVA, f"-Djna.boot.library.path={app}", f"-Dfastervox.program={app}",
        "-cp", f"{app}\\*", "io.fastervox.app.Main", "--version",
    )  # fmt: skip
    of.build("set-up under Wine", of.wine(None, "run", fvox, "env", "setup", "--profile=cpu", "--json"))
    launches(of, program, of.prefix.parent)
    shutil.rmtree(data)
    of.wine("upgrade", "run", "msiexec", "/i", windows_path(second), "/qn")
    of.wine("uninstall", "run", "msiexec", "/x", windows_path(second), "/qn")
    if program.exists():
        sys.exit(f"measure.py: the uninstall left {program}")


def launches(of: Measurement, program: Path, work: Path) -> None:
    """Explorer's verb for some files at once, with the agent there; missing files, so that nothing is transcribed."""
    native, options = work / "native", ("--prefix", str(of.prefix), "--user", USER, "--timeout", str(LIMIT))
    call(ROOT / "src/test/native/build.sh", "windows", native)
    agent = subprocess.Popen(
        [TIER / "wine.sh", *options, "run", program / "FasterVox.exe", "agent", "--quiet"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | NO_SOURCES,
    )  # fmt: skip
    log = program.parents[1] / "Faster-Vox/logs/faster-vox.log"
    try:
        # Not before it is there: who starts first has Wine's services at its output, which they keep open.
        deadline = time.monotonic() + LIMIT
        while not (log.exists() and "agent shown" in log.read_text(encoding="utf-8")):
            if time.monotonic() > deadline:
                sys.exit("measure.py: the agent does not start")
            time.sleep(0.2)
        for count in (1, 1, 15, 100):  # the first one finds nothing in memory
            files = [rf"Z:\nothing\{number}.wav" for number in range(count)]
            printed = of.wine(
                None, "run", native / "explorer-probe.exe", "verb", "audio", "FasterVox.Transcribe", *files
            )
            of.seconds[f"Explorer's verb, {count} at once"].append(int(printed.split()[1]) / 1000)
        of.seconds["Explorer's verb, 1 at once"].pop(-2)
    finally:
        for _ in range(2):  # the second one waits for the end that the first one asks for
            of.wine(None, "run", program / "fvox.exe", "agent", "--quit")
        agent.terminate()  # the script; Wine's services have not ended
        agent.wait(60)


def chain(of: Measurement, program: Path) -> float:
    """First use, once, in a desktop, from the installer to text in Notepad; return the memory of the agent at rest."""
    (program / "complete").touch()
    steps: dict[str, float] = json.loads(call(TIER / "chain.sh", FASTERVOX_TEST_PROGRAM=str(program)))
    memory = steps.pop("memory")
    for step, seconds in steps.items():
        of.seconds[f"first use, {step}"].append(seconds)
    whole = steps["install"] + steps["start to ready"] + steps["press to text"]
    of.seconds["first use, from the installer to text"].append(whole)
    cpu = described(ROOT / "python-embed/profiles.json", "profiles", "cpu")["platforms"]["windows-x86_64"]
    model = described(ROOT / "src/main/resources/io/fastervox/models/catalogue.json", "models", "base")
    packages, parts = cpu["download_bytes"] / SLOW_LINE, model["download_bytes"] / SLOW_LINE
    slow = {
        "install": steps["install"],
        "environment": steps["start to environment"] + packages,
        "model, behind it": steps["start to ready"] - steps["start to environment"] + parts,
        "press to text": steps["press to text"],
        "from the installer to text": whole + packages + parts,
    }
    for step, seconds in slow.items():
        of.seconds[f"first use at 20 Mbit/s, {step}, at most (computed)"].append(seconds)
    return memory


def described(file: Path, kind: str, name: str) -> dict[str, Any]:
    """Return one entry of the product's data."""
    entries: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))[kind]
    return next(entry for entry in entries if entry["id"] == name)


def sizes(image: Path, msi: Path) -> dict[str, int]:
    """The installer, the installed whole and its parts."""
    parts = json.loads(BUDGETS.read_text(encoding="utf-8"))["parts"]
    found = measured(image, [part["files"] for part in parts])
    named = {f"installed, {part['part']}": size for part, size in zip(parts, found, strict=True)}
    return {"installer": msi.stat().st_size, "installed": sum(found), **named}


def samples(version: str, rounds: int, work: Path) -> list[dict[str, Any]]:
    """All of it."""
    image, first, second = (
        work / "program" / name
        for name in ("Faster-Vox", f"Faster-Vox-{version}-TEST.msi", f"Faster-Vox-{following(version)}-TEST.msi")
    )
    os.environ.pop("FASTERVOX_HOME", None)  # the installed program's data folder is the one that a person has
    call(TIER / "program.sh", version, image.parent)
    call(ROOT / "installer/build-msi.sh", "--image", image, "--version", following(version), "--out", second)
    of = Measurement(work / "prefix")
    call(TIER / "prefix.sh", "--user", USER, "--copy", of.prefix)
    try:
        for _ in range(rounds):
            life(of, first, second)
            data = work / "linux"
            of.build(
                "set-up on Linux",
                call(ROOT / "fvox", "env", "setup", "--profile=cpu", "--json", FASTERVOX_HOME=str(data)),
            )
            shutil.rmtree(data)
    finally:
        of.wine(None, "stop")
    memory = chain(of, image.parent)
    times = [{"of": name, "unit": "s", "values": values} for name, values in of.seconds.items()]
    at_rest = {"of": "agent at rest, Pss of its process", "unit": "bytes", "values": [memory]}
    return [
        *times,
        at_rest,
        *({"of": name, "unit": "bytes", "values": [size]} for name, size in sizes(image, first).items()),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="fvox-bench-windows") as folder:
        print(json.dumps(samples(sys.argv[1], int(sys.argv[2]), Path(folder).resolve())))
