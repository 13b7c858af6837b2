"""R18: what the program makes of a GPU, with a driver that is played by src/test/native and the real engine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import CHECKOUT, SAMPLES, Fvox, agent, logged

SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"


@pytest.fixture
def driver(tmp_path: Path) -> Path:
    """A folder with the libraries and the tool of a driver."""
    folder = tmp_path / "driver"
    subprocess.run([CHECKOUT / "src/test/native/build.sh", "linux", folder], check=True, timeout=60)
    return folder


def decision(fvox: Fvox, *arguments: str, **env: Any) -> dict[str, Any]:
    done = fvox(*(arguments or ("env", "status")), "--json", **env)
    shown: dict[str, Any] = json.loads(done.out)
    return dict(shown.get("decision", shown))


def summary(shown: dict[str, Any]) -> tuple[str, str, list[str], str, list[str]]:
    reasons = [reason["key"] for reason in shown["reasons"]]
    return shown["profile"], shown["device"], shown["compute_types"], shown["model"], reasons


def test_a_fit_gpu_is_decided_for_with_its_reasons(fvox: Fvox, driver: Path) -> None:
    shown = decision(fvox, LD_LIBRARY_PATH=str(driver))

    assert (summary(shown), shown["gpu"]["name"]) == (
        ("cuda", "cuda", ["float16", "int8_float16"], "large-v3-turbo", ["gpu"]),
        "NVIDIA GeForce RTX 4070",
    )


@pytest.mark.parametrize(
    ("scenario", "reason"),
    [
        ({"FAKE_GPU_DRIVER": "471.41"}, "driver_too_old"),
        ({"FAKE_GPU_CC": "5.2"}, "gpu_too_old"),
        ({"FAKE_NVML": "mismatch", "FAKE_NVCUDA": "mismatch"}, "restart_needed"),
        ({"FAKE_NVML": "segv", "FAKE_NVCUDA": "abort"}, "driver_crashes"),
        ({"FAKE_NVML": "hang", "FAKE_NVCUDA": "hang"}, "driver_hangs"),
    ],
)
def test_what_speaks_against_a_gpu_is_said_and_the_processor_transcribes(
    fvox: Fvox, driver: Path, scenario: dict[str, Any], reason: str
) -> None:
    shown = decision(fvox, "hardware", LD_LIBRARY_PATH=str(driver), PATH=f"{driver}:{os.environ['PATH']}", **scenario)
    done = fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver), **scenario)

    assert (shown["device"], shown["reasons"][0]["key"], done.code, done.out) == ("cpu", reason, 0, TEXT), done.err


def test_a_gpu_that_is_asked_for_and_cannot_be_used_is_refused_with_its_reason(fvox: Fvox, driver: Path) -> None:
    done = fvox(
        "transcribe",
        "--device=cuda",
        SPEECH,
        LD_LIBRARY_PATH=str(driver),
        FAKE_GPU_DRIVER="471.41",
        LANG="zh_CN.UTF-8",
        LC_ALL="",
    )

    assert (done.code, done.out, "驱动 471.41 低于 525.60.13" in done.err) == (3, "", True), done.err


def test_the_cpu_comes_first_and_the_way_to_the_gpu_is_said(fvox: Fvox, driver: Path) -> None:
    done = fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver))

    assert (done.code, done.out, "(715 MB) are fetched by: fvox env setup" in done.err) == (0, TEXT, True), done.err


@pytest.mark.parametrize(("asked", "used"), [("float32", "float32"), ("float16", "int8")])
def test_a_compute_type_that_the_cpu_has_is_kept_when_it_comes_first(
    fvox: Fvox, driver: Path, asked: str, used: str
) -> None:
    order = ("transcribe", "--model=base", f"--compute-type={asked}", "--json", SPEECH)
    done = fvox(*order, LD_LIBRARY_PATH=str(driver))

    said = f"The processor has no compute type {asked}, so it computes in one of its own." in done.err
    assert (done.code, json.loads(done.out)["model"]["compute_type"], said) == (0, used, asked != used), done.err


def program_in(folder: Path) -> Path:
    """A checkout with locks of its own."""
    folder.mkdir()
    for name in ("src", "target", "runner"):
        (folder / name).symlink_to(CHECKOUT / name)
    for name in ("fvox", "pom.xml"):
        shutil.copy2(CHECKOUT / name, folder)  # with its time: a newer pom.xml would build the checkout again
    shutil.copytree(CHECKOUT / "python-embed", folder / "python-embed")
    return folder / "fvox"


def give_the_cpus_packages_to(lock: str, program: Path) -> None:
    """That is a lot less to fetch."""
    profiles = program.parent / "python-embed/profiles.json"
    profiles.write_text(profiles.read_text().replace(f'"{lock}"', '"cpu-linux"'))


def test_a_profile_that_was_set_up_by_its_name_stays_in_use(ready_home: Path, tmp_path: Path, driver: Path) -> None:
    home = tmp_path / "home"
    for part in ("cache/wheels", "models"):
        shutil.copytree(ready_home / part, home / part, copy_function=os.link)
    fvox = Fvox(home, program_in(tmp_path / "program"))
    give_the_cpus_packages_to("torch-cu121-linux", fvox.program)

    built = fvox("env", "setup", "--profile", "torch-cu121", LD_LIBRARY_PATH=str(driver), offline=True)
    done = fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver), offline=True)
    status = json.loads(fvox("env", "status", "--json", LD_LIBRARY_PATH=str(driver)).out)

    assert (built.code, done.code, done.out) == (0, 0, TEXT), built.err + done.err
    assert (status["profile"], status["decision"]["profile"]) == ("torch-cu121", "torch-cu121")
    assert [path.parent.name for path in home.glob("pytorch_env/*/environment.json")] == [
        Path(status["environment"]).name
    ]


SAID = (
    "NVIDIA GeForce RTX 4070 did not pass its test, so the processor computes: "
    "CUDA finds no graphics card, although the driver lists one. Restart the computer"
)


def verdicts(home: Path) -> list[dict[str, Any]]:
    return list(json.loads((home / "pytorch_env/admissions.json").read_text())["entries"])


def test_a_gpu_that_fails_its_admission_leaves_the_work_to_the_processor(driver: Path) -> None:
    """Packages and engine are the GPU's real ones; the driver is played and can do nothing."""
    home = Path(os.environ["FASTERVOX_TEST_CUDA_HOME"])
    (home / "pytorch_env/admissions.json").unlink(missing_ok=True)
    fvox = Fvox(home)

    first = fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver))
    again = fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver))
    demanded = fvox("transcribe", "--model=base", "--device=cuda", SPEECH, LD_LIBRARY_PATH=str(driver))
    exact = fvox("transcribe", "--model=base", "--compute-type=float32", "--json", SPEECH, LD_LIBRARY_PATH=str(driver))
    status = fvox("env", "status", LD_LIBRARY_PATH=str(driver), LANG="zh_CN.UTF-8", LC_ALL="")

    assert (first.code, first.out, SAID in first.err) == (0, TEXT, True), first.err
    assert (again.code, again.out, SAID in again.err) == (0, TEXT, True), again.err
    assert (demanded.code, demanded.out, "[FV605]" in demanded.err) == (3, "", True), demanded.err
    assert (exact.code, json.loads(exact.out)["model"]["compute_type"], SAID in exact.err) == (0, "float32", True)
    assert [(v["subject"]["device"], v["subject"]["compute_type"]) for v in verdicts(home)] == [
        ("cuda", "float16"),
        ("cuda", "int8_float16"),
        ("cpu", "int8"),
        ("cuda", "float32"),
    ]
    assert "CUDA failed with error" in verdicts(home)[0]["detail"]  # as CTranslate2 itself says it
    for said in ("NVIDIA GeForce RTX 4070 使用 float16 时没有通过测试", "CUDA 找不到它"):
        assert said in status.out, status.out
    assert fvox.left_over() == []


def test_what_somebody_dictates_while_the_gpu_fails_is_decoded_by_the_processor(driver: Path) -> None:
    """It has passed its test on another day."""
    home = Path(os.environ["FASTERVOX_TEST_CUDA_HOME"])
    (home / "pytorch_env/admissions.json").unlink(missing_ok=True)
    fvox = Fvox(home)
    fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver))
    passed = [verdict | {"obstacle": None, "detail": None, "word_error_rate": 0.0} for verdict in verdicts(home)]
    (home / "pytorch_env/admissions.json").write_text(json.dumps({"version": 2, "entries": passed}))

    done = fvox("dictate", "--from", SPEECH, "--model=base", "--language=en", LD_LIBRARY_PATH=str(driver))

    told = "The graphics card failed while it computed (FV605); the processor has taken over"
    assert (done.code, done.out, told in done.err) == (0, TEXT, True), done.err
    assert list((home / "recordings").rglob("*.wav")) == []
    (home / "pytorch_env/admissions.json").unlink()
    assert fvox.left_over() == []


def test_the_gpu_is_set_up_after_the_processor_and_only_used_if_it_passes(
    ready_home: Path, tmp_path: Path, driver: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(ready_home / "cache/wheels", home / "cache/wheels")
    shutil.copytree(ready_home / "models", home / "models")
    fvox = Fvox(home, program_in(tmp_path / "program"))

    waits = fvox("env", "setup", "--index", tmp_path, LD_LIBRARY_PATH=str(driver))
    give_the_cpus_packages_to("cuda-linux", fvox.program)
    built = fvox("env", "setup", LD_LIBRARY_PATH=str(driver))
    done = fvox("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver))
    status = json.loads(fvox("env", "status", "--json", LD_LIBRARY_PATH=str(driver)).out)
    tried = len(verdicts(home))
    again = fvox("env", "setup", LD_LIBRARY_PATH=str(driver))

    first, now = "First the packages of the processor", "Now the packages of NVIDIA"
    for call, order in (
        (waits, [first, "profile cpu: ", now, "could not be fetched: ", "Until they are here, the processor computes"]),
        (built, [first, now, "profile cuda: ", SAID]),
    ):
        places = [call.err.find(said) for said in order]
        assert (call.code, places == sorted(places), min(places) >= 0) == (0, True, True), call.err
    assert (done.code, done.out, SAID in done.err) == (0, TEXT, True), done.err
    assert (status["profile"], [(r["compute_type"], r["obstacle"]) for r in status["refusals"]]) == (
        "cpu",
        [("float16", "NO_CUDA_DEVICE"), ("int8_float16", "NO_CUDA_DEVICE")],
    )
    assert (again.code, "profile cuda: " in again.err, SAID in again.err) == (0, False, True), again.err
    assert len(verdicts(home)) == tried
    (home / "pytorch_env/admissions.json").unlink()
    with agent(fvox, LD_LIBRARY_PATH=str(driver)):
        logged(home, "-> READY")
        logged(home, SAID)  # it says so when people can dictate already, and the same way
    assert len(verdicts(home)) == tried
    assert [folder.name.split("-")[1] for folder in (home / "pytorch_env").iterdir() if folder.is_dir()] == ["cpu"]
    assert fvox.left_over() == []


def test_r19_a_bundle_of_the_gpus_profile_serves_where_there_is_no_network(
    ready_home: Path, tmp_path: Path, driver: Path
) -> None:
    """The packages in it are the processor's: the profile travels, NVIDIA's 580 MB do not. The driver is played."""
    bundle = tmp_path / "bundle.zip"
    program = program_in(tmp_path / "program")
    give_the_cpus_packages_to("cuda-linux", program)
    there = Fvox(tmp_path / "home", program)

    written = Fvox(ready_home, program)("env", "export", "--profile=cuda", "--model=base", bundle, offline=True)
    taken = there("env", "import", bundle, LD_LIBRARY_PATH=str(driver), offline=True)
    done = there("transcribe", "--model=base", SPEECH, LD_LIBRARY_PATH=str(driver), offline=True)
    status = json.loads(there("env", "status", "--json", LD_LIBRARY_PATH=str(driver), offline=True).out)

    assert (written.code, taken.code) == (0, 0), written.err + taken.err
    assert (done.code, done.out, SAID in done.err) == (0, TEXT, True), done.err
    assert (status["profile"], status["decision"]["profile"]) == ("cuda", "cuda")
    assert there.left_over() == []
