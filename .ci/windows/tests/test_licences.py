"""The licences of everything that is shipped, and of what the program fetches: none unknown, none without its text."""

import email
import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, TIER, run, succeed

LOCKS = ROOT / "python-embed/locks"
SCRIPT = ROOT / "installer/licences.py"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Everything the list is made of, as program.sh gathers it."""
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    app = tmp_path_factory.mktemp("program") / "app"
    wheels = app / "python-embed/wheels"
    wheels.mkdir(parents=True)
    shutil.copy(ROOT / "target/faster-vox.jar", app)
    for jar in (ROOT / "target/lib").glob("*.jar"):
        shutil.copy(jar, app)
    shutil.copy(ROOT / "python-embed/selftest.wav", app / "python-embed")
    for wheel in Path(succeed(TIER / "wheels.sh", LOCKS / "boot-windows.json")).glob("*.whl"):
        shutil.copy(wheel, wheels)
    runtime = Path(succeed(TIER / "java.sh"))
    yield {"bill": Path(succeed(ROOT / ".ci/bill.sh")), "app": app, "python": python, "runtime": runtime}
    shutil.rmtree(app)


def write(parts: dict[str, Path], **changed: Path) -> subprocess.CompletedProcess[str]:
    used = parts | changed
    for made in (used["app"] / "licenses", used["app"] / "sbom.json"):
        if made.is_dir():
            shutil.rmtree(made)
        else:
            made.unlink(missing_ok=True)
    options = [word for name in used for word in (f"--{name}", used[name])]
    return run(SCRIPT, *options, "--main-jar", "faster-vox.jar", "--target", "windows")


def components(app: Path) -> list[dict[str, Any]]:
    """All of them; a package that several locks hold in different versions is there several times."""
    bill: list[dict[str, Any]] = json.loads((app / "sbom.json").read_text(encoding="utf-8"))["components"]
    return bill


def locked(*names: str) -> set[str]:
    found = set()
    for name in names:
        lock = json.loads((LOCKS / f"{name}-windows.json").read_text(encoding="utf-8"))
        found |= {wheel["name"] for wheel in [*lock["wheels"], *lock.get("published", [])]}
    return found


def test_the_bill_that_is_shipped_names_all_that_is_shipped_or_fetched_and_nothing_else(parts: dict[str, Path]) -> None:
    app = parts["app"]
    assert write(parts).returncode == 0

    found = components(app)
    named = {digest["content"] for part in found for digest in part.get("hashes", [])}
    clip = app / "python-embed/selftest.wav"
    files = [*app.glob("*.jar"), *app.glob("python-embed/wheels/*.whl"), parts["python"], clip]
    unnamed = [path.name for path in files if hashlib.sha256(path.read_bytes()).hexdigest() not in named]
    assert unnamed == ["faster-vox.jar"]
    jars = {path.stem.rpartition("-")[0] for path in app.glob("*.jar")} - {"faster"}
    wheels = locked("boot", "cpu", "cuda", "torch-cu121")
    assert {part["name"] for part in found} == jars | wheels | {"java-runtime", "python", "selftest.wav"}
    assert [part["name"] for part in found if not part["licenses"]] == []


def test_the_list_says_where_each_text_is(parts: dict[str, Path]) -> None:
    assert write(parts).returncode == 0

    licences = parts["app"] / "licenses"
    listing = (licences / "README.txt").read_text(encoding="utf-8")
    shipped, fetched = listing.split("Fetched from the package index")
    for line in (
        "  jna 5.19.1: LGPL-2.1-or-later OR Apache-2.0; text: jna-5.19.1/\n",
        "  picocli 4.7.7: Apache-2.0; text: Faster-Vox.txt\n",
        "  re2j 1.8: Go License; text: Go License.txt\n",
        "  logback-core 1.5.38: EPL-2.0 OR LGPL-2.1-only; text: EPL-2.0.txt\n",
        "  java-runtime 17.0.15: GPL-2.0-only WITH Classpath-exception-2.0; text: ../../runtime/legal/\n",
        "  python 3.12.1: PSF-2.0; text: Python.txt\n",
        "  selftest.wav 1: BSD-2-Clause; text: PocketSphinx.txt\n",
    ):
        assert line in shipped
    assert [name for name in locked("cpu", "cuda", "torch-cu121") - locked("boot") if f"  {name} " not in fetched] == []
    texts = {line.split("text: ")[1] for line in shipped.splitlines() if "text: " in line}
    there = [text for text in texts if not text.startswith(("in ", "../../"))]
    assert [text for text in there if not (licences / text).exists()] == []
    assert (licences / "Faster-Vox.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()


def without_licence(bill: dict[str, Any]) -> None:
    for component in bill["components"]:
        if component["name"] == "picocli":
            del component["licenses"]


def with_unknown_licence(bill: dict[str, Any]) -> None:
    for component in bill["components"]:
        if component["name"] == "slf4j-api":
            component["licenses"] = [{"license": {"name": "Some Company's Own"}}]


def without_component(bill: dict[str, Any]) -> None:
    bill["components"] = [component for component in bill["components"] if component["name"] != "picocli"]


def with_unaccepted_wheel(bill: dict[str, Any]) -> None:
    for component in bill["components"]:
        if component["name"] == "tqdm":
            component["licenses"] = [{"expression": "MIT AND (SSPL-1.0)"}]


def with_fetched_licence_in_the_package(bill: dict[str, Any]) -> None:
    for component in bill["components"]:
        if component["name"] == "virtualenv":
            component["licenses"] = [{"expression": "MPL-2.0"}]


def with_a_licence_that_has_no_text(bill: dict[str, Any]) -> None:
    for component in bill["components"]:
        if component["name"] == "picocli":
            component["licenses"] = [{"license": {"id": "MIT"}}]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without_licence, "picocli 4.7.7 has no licence in the bill of materials"),
        (with_unknown_licence, "slf4j-api 2.0.20: the licence 'Some Company's Own' is not accepted"),
        (without_component, "picocli-4.7.7.jar is not in the bill of materials, so its licence is unknown"),
        (with_unaccepted_wheel, "tqdm 4.70.1: the licence 'SSPL-1.0' is not accepted"),
        (with_fetched_licence_in_the_package, "virtualenv 21.15.8: the licence 'MPL-2.0' is not accepted"),
        (with_a_licence_that_has_no_text, "picocli-4.7.7.jar brings no text of its licence MIT"),
    ],
)
def test_an_unknown_or_missing_licence_fails_the_build(
    parts: dict[str, Path], tmp_path: Path, change: Callable[[dict[str, Any]], None], message: str
) -> None:
    bill = json.loads(parts["bill"].read_text(encoding="utf-8"))
    change(bill)
    changed = tmp_path / "bill.json"
    changed.write_text(json.dumps(bill), encoding="utf-8")

    result = write(parts, bill=changed)

    assert (result.returncode, (parts["app"] / "sbom.json").exists()) == (1, False)
    assert message in result.stderr


def test_a_runtime_without_its_licences_fails_the_build(parts: dict[str, Path], tmp_path: Path) -> None:
    shutil.copy(parts["runtime"] / "release", tmp_path)

    result = write(parts, runtime=tmp_path)

    assert result.returncode == 1
    assert "has no legal/java.base/LICENSE" in result.stderr


def test_a_python_without_its_licence_fails_the_build(parts: dict[str, Path], tmp_path: Path) -> None:
    python = tmp_path / "python-3.12.1-embed.zip"
    with zipfile.ZipFile(python, "w") as archive:
        archive.writestr("python.exe", b"")

    result = write(parts, python=python)

    assert result.returncode == 1
    assert "has no LICENSE.txt" in result.stderr


def test_what_a_wheel_says_of_its_licence_is_what_we_say() -> None:
    ours = json.loads((ROOT / "python-embed/licences.json").read_text(encoding="utf-8"))["wheels"]
    theirs = {}
    for lock in ("boot", "cpu"):
        for wheel in Path(succeed(TIER / "wheels.sh", LOCKS / f"{lock}-windows.json")).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                (entry,) = [name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)]
                stated = email.message_from_bytes(archive.read(entry))
            classifiers = [
                line.rpartition(" :: ")[2] for line in stated.get_all("Classifier", []) if "License ::" in line
            ]
            name = stated["Name"].lower().replace("_", "-")
            theirs[name] = stated["License-Expression"] or stated["License"] or classifiers[0]

    assert theirs == {name: ours[name].get("declared", ours[name]["licence"]) for name in theirs}
    assert set(theirs) == locked("boot", "cpu")
