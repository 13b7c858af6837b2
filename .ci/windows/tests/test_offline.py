"""R19: a Windows without a network is set up by the offline kit, installer and bundle, and by hand as the guide says.

What the bundle has set up serves for its report, for the trial of a GPU and for an update.
"""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    REAL_VERSION,
    ROOT,
    TIER,
    USER,
    RealProgram,
    Windows,
    link_tree,
    native,
    new_windows,
    policy,
    succeed,
    windows_path,
)
from dictating import SENTENCE, Agent, Notepad, microphone
from scene import desktop

LOCKS = [ROOT / "python-embed/locks" / f"{name}-windows.json" for name in ("boot", "cpu")]
CLIP = ROOT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man."
VERB = r"HKCU\Software\Classes\SystemFileAssociations\audio\shell\FasterVox.Transcribe"
STARTS_WITH_WINDOWS = (r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run", "/v", "Faster-Vox")
TOLD = (
    "NVIDIA GeForce RTX 4070 did not pass its test, so the processor computes: "
    "CUDA finds no graphics card, although the driver lists one. Restart the computer"
)


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    yield from new_windows(tmp_path_factory)


@pytest.fixture(scope="module")
def wheels() -> list[Path]:
    return [Path(succeed(TIER / "wheels.sh", lock)) for lock in LOCKS]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory, wheels: list[Path]) -> Path:
    """The wheels come from folders, the model from the one that ./verify has prepared."""
    folder = tmp_path_factory.mktemp("bundle")
    path = folder / "离线 bundle.zip"
    shutil.copytree(os.environ["FASTERVOX_TEST_MODEL"], folder / "home/models/base")
    indexes = [f"--index={folder}" for folder in wheels]
    words = ["env", "export", "--platform=windows", "--profile=cpu", "--model=base", *indexes]
    succeed(ROOT / "fvox", *words, path, env=os.environ | {"FASTERVOX_HOME": str(folder / "home")})
    return path


@pytest.mark.chain
def test_the_installer_and_a_bundle_from_linux_end_in_a_transcription_without_a_network(
    windows: Windows, real: Path, bundle: Path
) -> None:
    program = RealProgram(windows, real / f"Faster-Vox-{REAL_VERSION}-TEST.msi")

    program.install(offline=True)
    cut = bundle.with_name("cut.zip")
    cut.write_bytes(bundle.read_bytes()[: bundle.stat().st_size // 2])
    refused = program.fvox("env", "import", windows_path(cut), offline=True)
    imported = program.fvox("env", "import", windows_path(bundle), timeout=580, offline=True)
    done = program.fvox("transcribe", "--verbose", windows_path(CLIP), timeout=300, offline=True)

    assert (refused.returncode, "[FV413]" in refused.stderr) == (3, True), refused.stderr
    assert (imported.returncode, "the model base is here" in imported.stderr) == (0, True), imported.stderr
    assert (done.returncode, done.stdout) == (0, f"{TEXT}\n"), done.stderr


@pytest.mark.chain
def test_a_report_of_it_tells_the_state_and_no_secret(windows: Windows, real: Path, tmp_path: Path) -> None:
    """R22: every form of a secret is in src/test/e2e/test_report.py; here are the folders and names of this Windows."""
    person: dict[str, Any] = {
        "HF_TOKEN": "hf_AbCdEfGhIjKlMnOpQrSt",
        "HTTPS_PROXY": "http://zhang:p%40ss-word@proxy.example:3128",
    }
    with (windows.local_app_data / "Faster-Vox/logs/faster-vox.log").open("a", encoding="utf-8") as log:
        log.write(f"WARN {person} C:\\users\\{USER}\\a.wav C:\\Users\\ZHANGS~1\\AppData\n")

    written = windows.run(
        real / "Faster-Vox/fvox.exe", "env", "report", windows_path(tmp_path / "report.zip"), offline=True, **person
    )
    with zipfile.ZipFile(tmp_path / "report.zip") as report:
        parts = {name: report.read(name).decode() for name in report.namelist()}

    assert written.returncode == 0, written.stderr
    secrets = (USER, "ZHANGS~1", r"\u5f20", "hf_AbC", "p%40ss-word", "p@ss-word", "ill-disposed", "not an ill")
    assert [(part, secret) for part, text in parts.items() for secret in secrets if secret in text] == []
    assert "proxy.example:3128" in parts["logs/faster-vox.log"]
    assert (json.loads(parts["status.json"])["up_to_date"], json.loads(parts["check.json"])) == (True, [])
    assert json.loads(parts["versions.json"])["os.name"].startswith("Windows")
    assert set(parts) >= {"hardware.json", "decision.json", "models.json", "logs/worker.log"}


@pytest.fixture
def program_of_one_set(real: Path, tmp_path: Path) -> Path:
    """The set of the GPU's packages is the CPU's here, which is 550 MB less to fetch; the engine is the same."""
    program = tmp_path / "Faster-Vox"
    link_tree(real / "Faster-Vox", program)
    profiles = program / "app/python-embed/profiles.json"
    changed = profiles.read_text(encoding="utf-8").replace('"cuda-windows"', '"cpu-windows"')
    profiles.unlink()
    profiles.write_text(changed, encoding="utf-8")
    return program


@pytest.fixture
def driver(windows: Windows) -> Iterator[None]:
    """This Windows has a driver, which says that there is an RTX 4070."""
    system32 = windows.prefix / "drive_c/windows/system32"
    made = [Path(shutil.copy(native() / name, system32)) for name in ("nvml.dll", "nvcuda.dll")]
    yield
    for library in made:
        library.unlink()


@pytest.mark.chain
@pytest.mark.usefixtures("driver")
def test_a_gpu_that_fails_its_admission_leaves_the_work_to_the_processor(
    windows: Windows, program_of_one_set: Path, wheels: list[Path]
) -> None:
    """R18: the engine is the real one; the driver is played and can do nothing."""
    fvox = program_of_one_set / "fvox.exe"
    index = {"FASTERVOX_INDEX_URL": windows_path(wheels[1])}

    environments = windows.local_app_data / "Faster-Vox/pytorch_env"
    before = json.loads((environments / "current.json").read_text())

    built = windows.run(fvox, "env", "setup", timeout=580, offline=True, **index)
    done = windows.run(fvox, "transcribe", "--model=base", windows_path(CLIP), timeout=300, offline=True)

    assert (built.returncode, "profile cuda: " in built.stderr, TOLD in built.stderr) == (0, True, True), built.stderr
    assert (done.returncode, done.stdout, TOLD in done.stderr) == (0, f"{TEXT}\n", True), done.stderr
    assert json.loads((environments / "current.json").read_text()) == before  # which has transcribed above
    assert [folder.name for folder in environments.iterdir() if folder.is_dir()] == [before["folder"]]
    verdicts = json.loads((environments / "admissions.json").read_text())["entries"]
    assert [(verdict["subject"]["device"], verdict["subject"]["compute_type"]) for verdict in verdicts] == [
        ("cpu", "int8"),
        ("cuda", "float16"),
        ("cuda", "int8_float16"),
    ]
    assert "CUDA failed with error" in verdicts[1]["detail"]  # as CTranslate2 itself says it


@pytest.mark.chain
def test_r21_the_old_environment_gives_the_text_and_the_new_one_is_built_afterwards(
    windows: Windows, real: Path
) -> None:
    """It says that it was built from another lock; the wheels of the bundle are still there."""
    environments = windows.local_app_data / "Faster-Vox/pytorch_env"
    (manifest,) = environments.glob("*/environment.json")
    old = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(old | {"lock_id": "0" * 12}), encoding="utf-8")

    process = windows.start(
        real / "Faster-Vox/fvox.exe", "transcribe", "--model=base", windows_path(CLIP), timeout=580, offline=True
    )
    said = process.communicate(timeout=610)[0]

    text, told, built = (said.find(part) for part in (TEXT, "older version", "The environment is up to date."))
    assert (process.returncode, 0 <= text < built, 0 <= told < built) == (0, True, True), said
    (new,) = environments.glob("*/environment.json")
    assert (json.loads(new.read_text(encoding="utf-8"))["lock_id"], new == manifest) == (old["lock_id"], False)
    assert json.loads((environments / "current.json").read_text())["folder"] == new.parent.name


@pytest.fixture
def agent(windows: Windows, real: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    program = RealProgram(windows, real / f"Faster-Vox-{REAL_VERSION}-TEST.msi")
    with microphone(tmp_path_factory.mktemp("sound")) as heard, desktop(windows, "eng") as screen:
        yield Agent(screen, program, heard)


@pytest.mark.chain
def test_the_program_in_the_tray_is_ready_and_dictates_without_a_network_as_an_administrator_has_decided(
    agent: Agent, tmp_path: Path
) -> None:
    def there(*key: str) -> bool:
        return agent.program.windows.run("reg", "query", *key).returncode == 0

    assert (there(VERB), there(*STARTS_WITH_WINDOWS)) == (True, False)
    (tmp_path / "note.txt").touch()
    notepad = Notepad(agent.screen, tmp_path / "note.txt")
    with policy(agent.program.windows, downloads=False, files=False, autostart=True):
        agent.start("eng", offline=True)
        agent.is_ready()
        agent.shows("offline-icon", "ready")
        notepad.open()
        notepad.press("End")
        agent.hears_and_writes()
        notepad.holds(SENTENCE)
        agent.screen.reads("offline-dictated", agent.screen.window("note.txt"), SENTENCE)

    assert (there(VERB), there(*STARTS_WITH_WINDOWS)) == (False, True)


@pytest.fixture
def folder(windows: Windows, real: Path, wheels: list[Path]) -> Path:
    """What a person has who follows the guide: what was fetched, Python as py.exe and as its package."""
    folder = windows.prefix / "drive_c/guide"
    base = Path(succeed(TIER / "python.sh")) / "base"
    for name in ("py", "python"):
        shutil.copytree(base, folder / name)
    (folder / "py/python.exe").rename(folder / "py/py.exe")
    (folder / "py/_wmi.pyd").unlink()  # "What Wine 8 needs" in the README: python.exe gets it from the prefix
    (pip,) = wheels[0].glob("pip-*.whl")
    zipfile.ZipFile(pip).extractall(folder / "py")
    for files in wheels:
        shutil.copytree(files, folder / "data/cache/wheels", dirs_exist_ok=True)
    model = Path(os.environ["FASTERVOX_TEST_MODEL"])
    shutil.copytree(model, folder / "data/models/base")
    shutil.copytree(model, folder / "faster-whisper-base", ignore=shutil.ignore_patterns("manifest.json", ".*"))
    (folder / "samples").symlink_to(ROOT / "samples")
    (folder / "runner").symlink_to(real / "Faster-Vox/app/runner")
    return folder


def commands(language: str, *words: str) -> list[str]:
    """The lines of those blocks of the guide that have the words; of a block for Linux as they read on Windows."""
    guide = (ROOT / "docs/manual-setup.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    wanted = [next(block for block in blocks if word in block) for word in words]
    return "".join(wanted).replace("./fvox", "fvox").splitlines()


@pytest.mark.real_program
def test_r19_every_command_for_windows_works(windows: Windows, real: Path, wheels: list[Path], folder: Path) -> None:
    """But `env import`, which a test above has, and `env status`, `check` and `repair`, which test_faults.py has."""
    lines = [
        f"set PATH={windows_path(real / 'Faster-Vox')};{windows_path(folder / 'py')};%PATH%",
        f"set PIP_FIND_LINKS={' '.join(windows_path(files) for files in wheels)}",  # not by wine.sh, which drops it
        f"cd /d {windows_path(folder)}",
        *commands("sh", "env export"),
        *commands("bat", "pip download"),
        "set FASTERVOX_HOME=C:\\guide\\other",  # the other computer has nothing
        "set PIP_FIND_LINKS=",
        *commands("sh", "env setup"),
        *commands("bat", "virtualenv"),
    ]
    script = folder / "guide.bat"
    stopping = "\nif errorlevel 1 exit /b 1\n"  # Wine's cmd has no || that ends a script
    script.write_text("@echo off\n" + stopping.join(lines) + stopping, newline="\r\n")
    settings = {"FASTERVOX_HOME": windows_path(folder / "data"), "PIP_NO_INDEX": "1", "PIP_NO_COMPILE": "1"}

    done = windows.run("cmd", "/c", windows_path(script), timeout=580, offline=True, **settings)

    assert (done.returncode, done.stdout.splitlines().count(TEXT)) == (0, 1), done.stdout + done.stderr
    with zipfile.ZipFile(folder / "bundle.zip") as exported:
        assert exported.testzip() is None
    segments = json.loads((folder / "output.json").read_text(encoding="utf-8"))["segments"]
    assert [segment["text"].strip() for segment in segments] == [TEXT]
