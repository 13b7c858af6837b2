"""What cannot live in a folder whose name the code page does not know, and needs our launchers' UTF-8 (R3)."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, TIER, RealProgram, Windows, succeed, windows_path

CLIP = ROOT / "samples/ill-disposed.wav"


@pytest.mark.parametrize(("codepage", "starts"), [(1252, False), (936, True)])
def test_java_exe_starts_in_a_folder_only_when_the_code_page_knows_its_name(
    windows: Windows, codepage: int, *, starts: bool
) -> None:
    java = windows.local_app_data / f"java {codepage}"
    shutil.copytree(Path(succeed(TIER / "java.sh")), java)

    result = windows.with_codepage(codepage).run(java / "bin/java.exe", "-version")

    assert (result.returncode == 0) is starts, result.stderr
    assert ("could not find java.dll" in result.stderr) is not starts


@pytest.mark.parametrize("codepage", [1252, 936])
def test_every_part_of_the_environment_works_in_a_folder_of_any_name(real_program: RealProgram, codepage: int) -> None:
    program = real_program.with_codepage(codepage)
    if not program.has_environment:
        program.install()
        program.set_up()
        program.uninstall()
    (python,) = (program.data / "pytorch_env").glob("*/Scripts/python.exe")
    probe, model, clip = map(windows_path, (TIER / "probe_names.py", program.data / "models/base", CLIP))

    result = program.windows.run(python, "-I", "-B", "-X", "utf8", probe, model, clip, timeout=300)
    for left in python.parents[1].glob("探 *"):
        shutil.rmtree(left)

    # Not by the exit code: that of a crash under Wine can be 0.
    assert "\nas expected" in result.stdout, result.stdout + result.stderr
    assert f"code page {codepage}," in result.stdout
