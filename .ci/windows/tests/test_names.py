"""What cannot live in a folder whose name the code page does not know, and needs our launchers' UTF-8 (R3)."""

import shutil
from pathlib import Path

import pytest
from conftest import TIER, Windows, succeed


@pytest.mark.parametrize(("codepage", "starts"), [(1252, False), (936, True)])
def test_java_exe_starts_in_a_folder_only_when_the_code_page_knows_its_name(
    windows: Windows, codepage: int, *, starts: bool
) -> None:
    java = windows.local_app_data / f"java {codepage}"
    shutil.copytree(Path(succeed(TIER / "java.sh")), java)

    result = windows.with_codepage(codepage).run(java / "bin/java.exe", "-version")

    assert (result.returncode == 0) is starts, result.stderr
    assert ("could not find java.dll" in result.stderr) is not starts
