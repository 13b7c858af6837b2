"""R15, R19, R20: one file sets a computer up that has no network; a removal leaves nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from conftest import CHECKOUT, SAMPLES, Fvox

if TYPE_CHECKING:
    from pathlib import Path

SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"
DISK = "Disk: base Python {} MB, environments {} MB, downloaded packages {} MB, models {} MB"


@pytest.fixture(scope="module")
def bundle(ready_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bundle with the base model, written without a network."""
    path = tmp_path_factory.mktemp("bundle") / "离线 bundle.zip"
    done = Fvox(ready_home)("env", "export", "--model=base", path, offline=True)
    assert (done.code, done.out) == (0, ""), done.err
    return path


def size(folder: Path) -> int:
    """The bytes of all files below."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def base_python() -> str:
    """The archive of the base Python that the program is built with here."""
    bases = json.loads((CHECKOUT / "python-embed/base-python.json").read_text(encoding="utf-8"))["bases"]
    (file,) = [base["file"] for base in bases if base["platform"] == "linux-x86_64"]
    return str(file)


def as_zip64(bundle: Path, target: Path) -> Path:
    """Write the same bundle with the fields of archives above 4 GB."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            with old.open(name) as source, new.open(name, "w", force_zip64=True) as copy:
                while piece := source.read(1 << 20):
                    copy.write(piece)
    return target


def test_r19_a_bundle_is_imported_without_a_network_and_ends_in_a_transcription(
    bundle: Path, fresh_fvox: Fvox, tmp_path: Path
) -> None:
    with zipfile.ZipFile(bundle) as archive:
        assert [name for name in archive.namelist() if name.startswith("python/")] == [f"python/{base_python()}"]
    imported = fresh_fvox("env", "import", as_zip64(bundle, tmp_path / "large.zip"), offline=True)
    done = fresh_fvox("transcribe", SPEECH, offline=True)

    assert (imported.code, "the model base is here" in imported.err) == (0, True), imported.err
    assert (done.code, done.out) == (0, TEXT), done.err
    assert sorted(path.name for path in (fresh_fvox.home / "cache").iterdir() if "bundle" in path.name) == []

    status = fresh_fvox("env", "status", offline=True)
    parts = (["python_embed"], ["pytorch_env"], ["cache/wheels", "cache/python"], ["models"])
    disk = [sum(size(fresh_fvox.home / name) for name in names) for names in parts]
    assert status.out.splitlines()[:4] == [
        "Embeddable Python: ready",
        "Virtual environment: ready",
        "PyTorch: not needed",
        "Whisper: ready",
    ]
    assert DISK.format(*(f"{taken / 1e6:.1f}" for taken in disk)) in status.out.splitlines(), (disk, status.out)

    there = size(fresh_fvox.home)
    removed = fresh_fvox("env", "remove", "--models", "--cache")
    freed = int(removed.out.split()[0])
    said = f"{freed} bytes freed ({freed / 1e6:.1f} MB).\n"
    assert (removed.code, removed.out, fresh_fvox.home.exists()) == (0, said, False), removed.err
    assert 0 <= freed - there < 10_000  # what the removal itself logged comes on top


def test_r20_a_removal_takes_what_it_was_asked_for_and_says_how_much(ready_home: Path, fresh_fvox: Fvox) -> None:
    parts = ("python_embed", "pytorch_env", "cache", "models")
    expected: dict[str, list[str]] = {
        "": ["python_embed", "pytorch_env"],
        "--cache": ["python_embed", "pytorch_env", "cache"],
        "--models": ["python_embed", "pytorch_env", "models"],
        "--models --cache": list(parts),
    }
    gone = {}
    for options in expected:
        fresh_fvox.home.mkdir(exist_ok=True)
        for part in parts:
            subprocess.run(["cp", "-aluT", ready_home / part, fresh_fvox.home / part], check=True, timeout=60)
        before = sum(size(fresh_fvox.home / part) for part in parts)
        removed = fresh_fvox("env", "remove", *options.split())
        freed = before - sum(size(fresh_fvox.home / part) for part in parts)
        assert (removed.code, removed.out.split()[0]) == (0, str(freed)), removed.err
        gone[options] = [part for part in parts if size(fresh_fvox.home / part) == 0]

    assert (gone, fresh_fvox.home.exists()) == (expected, False)


def test_r19_a_bundle_that_was_cut_is_refused_and_changes_nothing(
    bundle: Path, fresh_fvox: Fvox, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(bundle.read_bytes()[: bundle.stat().st_size * 2 // 3])

    done = fresh_fvox("env", "import", cut, offline=True)

    assert (done.code, done.out, "[FV413]" in done.err) == (3, "", True), done.err
    assert not any(
        (fresh_fvox.home / name).exists() for name in ("pytorch_env", "python_embed", "models", "cache/wheels")
    )


def test_r19_an_export_is_for_the_platform_and_the_profile_that_are_named(fvox: Fvox, tmp_path: Path) -> None:
    target = tmp_path / "named.zip"
    done = fvox("env", "export", "--platform=linux", "--profile=cpu", "--model=none", target, offline=True)

    assert (done.code, done.out) == (0, ""), done.err
    with zipfile.ZipFile(target) as archive:
        manifest = json.loads(archive.read("faster-vox-bundle.json"))
    assert (manifest["platform"], manifest["profile"], manifest.get("model")) == ("linux-x86_64", "cpu", None)
    assert sorted({entry["path"].split("/")[0] for entry in manifest["files"]}) == ["python", "wheels"]


def test_r19_an_export_never_replaces_a_file_and_says_what_a_small_disk_lacks(
    bundle: Path, fvox: Fvox, tmp_path: Path
) -> None:
    before = bundle.stat()
    refused = fvox("env", "export", "--model=base", bundle)
    small = tmp_path / "small"
    small.mkdir()
    mounted = f'mount -t tmpfs -o size=20m tmpfs "{small}" && "{fvox.program}" env export --model none "{small}/b.zip"'
    full = subprocess.run(
        ["unshare", "--mount", "sh", "-c", f'{mounted}; code=$?; ls -A "{small}"; exit $code'],
        env=fvox.environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert (refused.code, "[FV417]" in refused.err, bundle.stat()) == (3, True, before), refused.err
    assert (full.returncode, full.stdout, "[FV112]" in full.stderr) == (3, "", True), full.stderr


def test_r19_ctrl_c_leaves_no_half_bundle(fvox: Fvox, tmp_path: Path) -> None:
    process = fvox.start("env", "export", "--model=base", tmp_path / "half.zip")
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if "Writing the bundle" in line:
            os.killpg(process.pid, signal.SIGINT)
            break
    _, rest = process.communicate(timeout=60)

    assert (process.returncode, list(tmp_path.iterdir())) == (130, []), said + rest
