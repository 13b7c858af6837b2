"""Sizes are counted once, by part, and one over its budget ends the build."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "sizes.py"
PARTS = [("runtime", "runtime/*", 10), ("jars", "app/*.jar", 20), ("rest", "*", 30)]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    folder = tmp_path / "image"
    for name, size in {"runtime/bin/a.dll": 6, "runtime/lib/b.jar": 4, "app/c.jar": 20, "app/d/e.json": 30}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    return folder


def sizes(
    image: Path, installer: int, changed: dict[str, int] | None = None, name: str = "program.msi"
) -> subprocess.CompletedProcess[str]:
    msi = image.with_name(name)
    msi.write_bytes(b"x" * 40)
    budgets = image.with_name("budgets.json")
    parts = [{"part": part, "files": files, "bytes": (changed or {}).get(part, size)} for part, files, size in PARTS]
    budgets.write_text(json.dumps({"parts": parts, "installer": installer, "TEST installer": 40}))
    command = [sys.executable, SCRIPT, image, msi, budgets]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


def test_every_part_may_take_just_its_budget(image: Path) -> None:
    result = sizes(image, 40)
    assert (result.returncode, result.stderr) == (0, "")
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["runtime", "jars", "rest", "installer"]


@pytest.mark.parametrize("part", [name for name, _, _ in PARTS])
def test_a_part_that_is_one_byte_over_ends_the_build(image: Path, part: str) -> None:
    result = sizes(image, 40, {part: {name: size for name, _, size in PARTS}[part] - 1})
    assert result.returncode == 1
    assert f"over budget: {part}." in result.stderr


def test_an_installer_that_is_one_byte_over_ends_the_build(image: Path) -> None:
    result = sizes(image, 39)
    assert (result.returncode, "TOO MUCH" in result.stdout.splitlines()[-1]) == (1, True)


def test_a_test_build_has_a_budget_of_its_own(image: Path) -> None:
    result = sizes(image, 39, name="program-TEST.msi")
    assert (result.returncode, result.stdout.splitlines()[-1].split()[:2]) == (0, ["TEST", "installer"])


def test_the_installer_may_have_75_million_bytes_and_85_with_the_runtime_of_the_tests() -> None:
    budgets = json.loads((SCRIPT.parent / "budgets.json").read_text())
    assert (budgets["installer"], budgets["TEST installer"]) == (75_000_000, 85_000_000)
