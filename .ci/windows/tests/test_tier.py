"""The tier's own machinery: folders built once, Wine's manners, the stand-in Python."""

import os
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from conftest import TIER, Windows, succeed

# python-3.12.10-embed-amd64.zip, without python.cat, a signature list that nothing reads.
OFFICIAL = """
LICENSE.txt _asyncio.pyd _bz2.pyd _ctypes.pyd _decimal.pyd _elementtree.pyd _hashlib.pyd _lzma.pyd _msi.pyd
_multiprocessing.pyd _overlapped.pyd _queue.pyd _socket.pyd _sqlite3.pyd _ssl.pyd _uuid.pyd _wmi.pyd _zoneinfo.pyd
libcrypto-3.dll libffi-8.dll libssl-3.dll pyexpat.pyd python.exe python3.dll python312._pth python312.dll python312.zip
pythonw.exe select.pyd sqlite3.dll unicodedata.pyd vcruntime140.dll vcruntime140_1.dll winsound.pyd
""".split()


@pytest.fixture
def builder(tmp_path: Path) -> Path:
    """A script with a cached folder: it notes each build and fails when told to."""
    script = tmp_path / "builder.sh"
    script.write_text(
        f"""#!/usr/bin/env bash
source "{TIER}/common.sh"
if [[ ${{1:-}} == --into ]]; then
    echo built >>"{tmp_path}/builds"
    echo half >"$2/file"
    [[ ! -e "{tmp_path}/fail" ]]
    while [[ -e "{tmp_path}/wait" ]]; do sleep 0.05; done
    echo whole >"$2/file"
else
    cached thing "$(key one)" "$0" --into
fi
"""
    )
    script.chmod(0o755)
    return script


def start(builder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"FASTERVOX_CACHE": str(builder.parent / "cache")}
    return subprocess.Popen([builder], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, _ = process.communicate(timeout=60)
    return process.returncode, out.strip()


def builds(builder: Path) -> int:
    return len((builder.parent / "builds").read_text().splitlines())


def test_a_folder_is_built_once(builder: Path) -> None:
    first, second = finish(start(builder)), finish(start(builder))

    assert first == second
    assert (Path(first[1]) / "file").read_text() == "whole\n"
    assert builds(builder) == 1


def test_a_failed_build_leaves_no_folder_and_the_next_one_succeeds(builder: Path) -> None:
    fail = builder.parent / "fail"
    fail.touch()
    assert finish(start(builder)) == (1, "")
    fail.unlink()

    code, folder = finish(start(builder))

    assert (code, (Path(folder) / "file").read_text()) == (0, "whole\n")


def test_a_folder_without_its_mark_is_built_again(builder: Path) -> None:
    _, folder = finish(start(builder))
    (Path(folder) / ".complete").unlink()
    (Path(folder) / "file").write_text("half\n")

    assert finish(start(builder)) == (0, folder)
    assert (Path(folder) / "file").read_text() == "whole\n"


def test_two_at_once_build_one_folder(builder: Path) -> None:
    wait = builder.parent / "wait"
    wait.touch()
    both = start(builder), start(builder)
    wait.unlink()

    first, second = (finish(process) for process in both)

    assert first == second
    assert builds(builder) == 1


def test_folders_of_old_pins_go_when_nobody_has_used_them_for_two_weeks(builder: Path) -> None:
    _, folder = finish(start(builder))
    cache = Path(folder).parent
    old = time.time() - 20 * 24 * 3600
    ours = ["thing-0123456789ab", "thing-0123456789ab-0123456789ab", "thing-abcdefabcdef.tmp"]
    kept = ["thing-ffffffffffff", "thing-mine", "thing-0123456789abc", "thing-0123456789ab.bak", "other-0123456789ab"]
    running = cache / "thing-aaaaaaaaaaaa"
    for name in [*ours, *kept, running.name]:
        (cache / name / "below").mkdir(parents=True)
        (cache / name / "file").write_text("content")
    program = shutil.copy("/bin/sleep", running)
    for path in cache.iterdir():
        if path.name != "thing-ffffffffffff":  # another checkout has used it today
            os.utime(path, (old, old))

    with subprocess.Popen([program, "60"]) as process:
        assert finish(start(builder)) == (0, folder)
        process.kill()

    folders = {path.name for path in cache.iterdir() if path.is_dir()}
    assert folders == {Path(folder).name, running.name, *kept}
    assert builds(builder) == 1


def test_output_errors_and_exit_code_of_a_windows_program_come_through(windows: Windows) -> None:
    code = "import sys; print('出 out'); print('err', file=sys.stderr); sys.exit(7)"
    python = Path(succeed(TIER / "python.sh")) / "base/python.exe"

    result = windows.run(python, "-X", "utf8", "-c", code)

    assert (result.stdout, result.stderr, result.returncode) == ("出 out\n", "err\n", 7)


def test_a_windows_program_that_does_not_end_is_ended(windows: Windows) -> None:
    python = Path(succeed(TIER / "python.sh")) / "base/python.exe"
    assert windows.run(python, "-c", "import time; time.sleep(60)", timeout=2).returncode == 124


def test_what_a_windows_program_leaves_running_ends_when_the_time_is_up(windows: Windows) -> None:
    python = Path(succeed(TIER / "python.sh")) / "base/python.exe"
    leave = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"

    assert windows.run(python, "-c", leave, timeout=5).returncode == 124
    assert windows.running() == {}


@pytest.mark.parametrize(("codepage", "encoding"), [(1252, "cp1252"), (936, "cp936")])
def test_the_code_page_is_the_one_asked_for(windows: Windows, codepage: int, encoding: str) -> None:
    python = Path(succeed(TIER / "python.sh")) / "base/python.exe"
    result = windows.with_codepage(codepage).run(python, "-c", "import locale; print(locale.getencoding())")
    assert result.stdout == f"{encoding}\n"


def test_the_profile_is_inside_the_prefix(windows: Windows) -> None:
    profile = windows.local_app_data.parents[1]
    assert [
        path for path in profile.rglob("*") if path.is_symlink() and not path.resolve().is_relative_to(profile)
    ] == []


def test_the_stand_in_python_has_the_official_layout() -> None:
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    with zipfile.ZipFile(python) as archive:
        assert sorted(archive.namelist()) == sorted(OFFICIAL)
        path_file = archive.read("python312._pth").decode()
        with archive.open("python312.zip") as inner, zipfile.ZipFile(inner) as library:
            names = library.namelist()

    assert path_file == "python312.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"
    assert {Path(name).suffix for name in names} == {".pyc"}
    assert {"os.pyc", "encodings/utf_8.pyc", "asyncio/base_events.pyc"} <= set(names)
    assert not {"venv/__init__.pyc", "ensurepip/__init__.pyc", "tkinter/__init__.pyc", "pip/__init__.pyc"} & set(names)
