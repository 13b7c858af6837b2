"""The real program where its files, its data folder or its disk are in a bad way: what a person reads, what is left.

One data folder goes through the second half: a build that an uninstall stops, a killed download, a full disk, kills,
two at once, a repair, the removal.
"""

import hashlib
import json
import os
import re
import shutil
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from conftest import (
    REAL_VERSION,
    TIER,
    Windows,
    content,
    link_tree,
    new_windows,
    policy,
    succeed,
    until,
    volume,
    windows_path,
)

NOT_READY = 3
LONGEST = 69
"""Characters of a data folder's path: see the decision about folders with any name."""
CPU_LOCK = TIER.parents[1] / "python-embed/locks/cpu-windows.json"
WHEELS = json.loads(CPU_LOCK.read_text())["wheels"]
SIZE = sum(wheel["bytes"] for wheel in WHEELS)
SERVER = TIER.parents[1] / "src/test/campaign/index_server.py"
RATE = 8_000_000  # bytes per second, so that the kill comes before the end on a busy machine too


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    yield from new_windows(tmp_path_factory)


@pytest.fixture(scope="module")
def index() -> dict[str, Any]:
    """Every wheel from a folder: no network, and no waiting for one."""
    return {"FASTERVOX_INDEX_URL": windows_path(Path(succeed(TIER / "wheels.sh", CPU_LOCK)))}


@pytest.fixture
def program(windows: Windows, real: Path, tmp_path: Path) -> Path:
    """A copy of the program folder for a test to damage."""
    folder = tmp_path / "Faster-Vox"
    link_tree(real / "Faster-Vox", folder)
    return folder


def zip_of(program: Path) -> Path:
    (python,) = (program / "app/python-embed").glob("*.zip")
    return python


def replace(file: Path, content: bytes) -> None:
    file.unlink()
    file.write_bytes(content)


def truncate(program: Path) -> None:
    replace(zip_of(program), zip_of(program).read_bytes()[:1_000_000])


def change_one_byte(program: Path) -> None:
    content = bytearray(zip_of(program).read_bytes())
    content[len(content) // 2] ^= 1
    replace(zip_of(program), bytes(content))


def climb_out(program: Path) -> None:
    """With the right digest, so that only its entries speak against it."""
    climbing = zip_of(program).with_suffix(".new")
    shutil.copy(zip_of(program), climbing)
    with zipfile.ZipFile(climbing, "a") as archive:
        archive.writestr("../../escaped.txt", "escaped")
    pins = program / "app/python-embed/base-python.json"
    content = json.loads(pins.read_text())
    content["bases"][0]["sha256"] = hashlib.sha256(climbing.read_bytes()).hexdigest()
    replace(pins, json.dumps(content).encode())
    climbing.replace(zip_of(program))


def forget(program: Path) -> None:
    zip_of(program).unlink()


def boot_wheel(program: Path) -> Path:
    (wheel,) = (program / "app/python-embed/wheels").glob("virtualenv-*.whl")
    return wheel


def lose_a_boot_wheel(program: Path) -> None:
    boot_wheel(program).unlink()


def change_a_boot_wheel(program: Path) -> None:
    """One byte, so that its size is right."""
    wheel = boot_wheel(program)
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    replace(wheel, bytes(content))


@pytest.mark.parametrize(
    ("damage", "cause", "code", "advice"),
    [
        (truncate, "The Python that belongs to the program is damaged: ", "FV403", "Install Faster-Vox again; "),
        (change_one_byte, "The Python that belongs to the program is damaged: ", "FV403", "Install Faster-Vox again; "),
        (climb_out, "unsafe path in archive: '../../escaped.txt'", "FV403", "Install Faster-Vox again; "),
        (forget, "This build names no public address to fetch it from.", "FV402", "Install Faster-Vox again; "),
        (lose_a_boot_wheel, "virtualenv-", "FV304", "install the newest Faster-Vox."),
        (change_a_boot_wheel, "virtualenv-", "FV304", "install the newest Faster-Vox."),
    ],
)
def test_a_damaged_program_says_so_and_makes_no_environment(
    windows: Windows,
    program: Path,
    index: dict[str, Any],
    damage: Callable[[Path], None],
    cause: str,
    code: str,
    advice: str,
    tmp_path: Path,
) -> None:
    damage(program)
    home = tmp_path / "home"

    result = windows.run(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=windows_path(home), **index)

    assert result.returncode == NOT_READY, result.stderr
    assert cause in result.stderr
    assert f"[{code}]" in result.stderr
    assert advice in result.stderr
    assert not (home / "pytorch_env/current.json").exists()
    assert list(tmp_path.rglob("escaped.txt")) == []


def test_a_data_folder_that_cannot_be_written_is_named_with_a_remedy(
    windows: Windows, program: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "read only"
    windows.stop()
    with volume(folder, "size=1m,ro"):
        home = windows_path(folder / "home")
        result = windows.run(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=home)

    assert result.returncode == NOT_READY
    assert f"{home} cannot be written (" in result.stderr
    assert "[FV102]" in result.stderr
    assert "check its permissions, or name another data folder in FASTERVOX_HOME." in result.stderr


@pytest.mark.reaches("FV110")
def test_a_data_folder_beyond_260_characters_is_refused_before_anything_is_built(
    windows: Windows, program: Path
) -> None:
    home = "C:\\" + "\\".join(["a folder with a long name"] * 11)
    assert len(home) > 260

    result = windows.run(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=home)

    assert result.returncode == NOT_READY
    assert f"The path {home} is too long; 69 characters fit. [FV110]" in result.stderr
    assert "Name a folder with a shorter path in FASTERVOX_HOME." in result.stderr


@pytest.mark.reaches("FV113")
@pytest.mark.parametrize("home", ["C:\\a|b", "C:\\vox?", "\\\\?\\Volume{1}\\vox|"])
def test_a_data_folder_with_a_name_that_windows_does_not_have_is_refused(
    windows: Windows, program: Path, home: str
) -> None:
    result = windows.run(program / "fvox.exe", "env", "status", FASTERVOX_HOME=home)

    assert result.returncode == NOT_READY
    assert f"The data folder cannot have the name {home}. [FV113]" in result.stderr
    assert 'names of folders have none of the characters < > " | ? *.' in result.stderr


def test_paths_may_have_the_prefix_of_long_ones(windows: Windows, program: Path, tmp_path: Path) -> None:
    home = windows_path(tmp_path / "home")
    missing = "\\\\?\\C:\\" + "\\".join(["a folder with a long name"] * 11) + "\\会议.wav"

    status = windows.run(program / "fvox.exe", "env", "status", FASTERVOX_HOME=f"\\\\?\\{home}")
    transcribed = windows.run(program / "fvox.exe", "transcribe", missing)

    assert f"Data folder: {home}\n" in status.stdout + status.stderr
    assert f"There is no file {missing[4:]}. [FV201]" in transcribed.stderr


def test_a_policy_decides_whatever_variables_say(windows: Windows, program: Path, tmp_path: Path) -> None:
    fvox, home = program / "fvox.exe", windows_path(tmp_path / "home")
    mirror = "https://mirror.example/simple"

    def indexes(**variables: Any) -> list[str]:
        listed = windows.run(fvox, "env", "sources", "--json", FASTERVOX_HOME=home, **variables)
        assert listed.stderr == ""
        return [row["address"] for row in json.loads(listed.stdout) if row["kind"] == "index"]

    assert mirror not in indexes()
    with policy(windows, index_url=mirror, dictation=False):
        assert indexes() == [mirror]
        assert indexes(FASTERVOX_INDEX_URL="https://other.example/simple") == [mirror]
        elsewhere = ("cmd", "/c", "set", "ProgramFiles=C:\\x&&", "set", "ProgramFiles&&", windows_path(fvox))
        listed = windows.run(*elsewhere, "env", "sources", FASTERVOX_HOME=home)
        assert "ProgramFiles=C:\\x" in listed.stdout
        assert mirror in listed.stdout
        assert "pypi" not in listed.stdout
        refused = windows.run(fvox, "dictate", FASTERVOX_HOME=home)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Your organisation has switched dictation off on this computer. [FV120]" in refused.stderr


def test_a_console_gets_colours_and_every_letter_and_a_pipe_plain_text(windows: Windows, program: Path) -> None:
    fvox = program / "fvox.exe"

    piped = windows.run(fvox, "--help", TERM="xterm-256color")
    assert (piped.returncode, "Usage: fvox" in piped.stdout, "\x1b" in piped.stdout) == (0, True, False)
    assert "\x1b[1mfvox" in "".join(windows.on_console(fvox, "--help"))
    assert "会议 한국.wav" in "".join(windows.on_console(fvox, "transcribe", "会议 한국.wav"))


@pytest.fixture(scope="module")
def home(windows: Windows) -> Iterator[Path]:
    """A data folder with as long and as strange a name as it may have, on a small disk of its own.

    The tests below take it from nothing to the finished environment and back.
    """
    disk = Path(tempfile.mkdtemp(prefix="fvox-"))
    windows.stop()
    with volume(disk, "size=520m"):
        folder = disk / "语音 🎤 "
        folder = folder.with_name(folder.name + "x" * (LONGEST - utf16_length(windows_path(folder))))
        folder.mkdir()
        assert utf16_length(windows_path(folder)) == LONGEST
        yield folder
        windows.stop()
    disk.rmdir()


def utf16_length(text: str) -> int:
    """Characters as Windows counts them."""
    return len(text.encode("utf-16-le")) // 2


def test_an_uninstall_stops_a_build_says_so_on_its_console_and_leaves_no_python(
    windows: Windows, real: Path, home: Path, index: dict[str, Any]
) -> None:
    msi = windows_path(real / f"Faster-Vox-{REAL_VERSION}-TEST.msi")
    assert windows.run("msiexec", "/i", msi, "/qn", timeout=300).returncode == 0
    program = windows.local_app_data / "Programs/Faster-Vox"
    seen, uninstalled = "", None
    for piece in windows.on_console(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=windows_path(home), **index):
        seen += piece
        if uninstalled is None and "Installing" in seen:
            assert len(windows.running()) >= 1
            uninstalled = windows.run("msiexec", "/x", msi, "/qn", timeout=300).returncode

    assert (uninstalled, windows.running(), program.exists()) == (0, {}, False), seen
    assert "Faster-Vox is being updated or removed and stops now." in seen
    assert "Stopped. [FV101]" in seen


def until_installing(process: subprocess.Popen[str]) -> str:
    """What a build says until it writes its packages."""
    assert process.stdout is not None
    seen = ""
    while not re.search(r"Installing(?! pip)", seen) and (line := process.stdout.readline()):
        seen += line
    return seen


@dataclass(frozen=True)
class Server:
    """Serves every wheel at a known rate and writes down how much it has sent."""

    state: Path

    @property
    def address(self) -> dict[str, Any]:
        return {"FASTERVOX_INDEX_URL": self.state.read_text().splitlines()[0]}

    @property
    def sent(self) -> int:
        return int(self.state.read_text().splitlines()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    state = tmp_path_factory.mktemp("server") / "state"
    wheels = succeed(TIER / "wheels.sh", CPU_LOCK)
    with subprocess.Popen([sys.executable, SERVER, wheels, str(RATE), state]) as process:
        try:
            until(state.exists, "the server does not start", within=60)
            yield Server(state)
        finally:
            process.kill()


def test_a_download_is_killed(windows: Windows, program: Path, home: Path, server: Server) -> None:
    """R17: the next test ends it, the one after that has no index any more."""
    for part in ("cache", "python_embed"):  # as far as the build before came with either
        shutil.rmtree(home / part, ignore_errors=True)

    process = windows.start(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=windows_path(home), **server.address)
    until(lambda: server.sent > SIZE / 4, "the packages do not come", within=60)
    windows.kill()
    seen = process.communicate(timeout=60)[0]

    assert server.sent < SIZE, seen


def test_a_disk_that_fills_during_the_build_is_named(
    windows: Windows, program: Path, home: Path, server: Server
) -> None:
    process = windows.start(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=windows_path(home), **server.address)
    seen = until_installing(process)
    sent = server.sent
    ballast = home / "ballast"
    succeed("bash", "-c", 'cat /dev/zero >"$0" 2>/dev/null || true', ballast)
    seen += process.communicate(timeout=120)[0]
    ballast.unlink()

    assert process.returncode == NOT_READY, seen
    assert "The disk is full: " in seen
    assert "[FV103]" in seen
    assert "Free some space and run it again; what has already come is kept." in seen
    assert not (home / "pytorch_env/current.json").exists()
    assert {wheel["file"] for wheel in WHEELS} <= {path.name for path in (home / "cache/wheels").iterdir()}
    assert sent <= 1.02 * SIZE  # it went on where it was killed


def lists(home: Path) -> dict[str, tuple[int, int]]:
    """The installed packages with the identity of their lists, which are never written in place."""
    found = (home / "pytorch_env").glob("*/Lib/site-packages/*.dist-info/RECORD")
    facts = {record.parent.name.split("-")[0]: record.stat() for record in found}
    return {name: (fact.st_ino, fact.st_mtime_ns) for name, fact in facts.items()}


def test_r15_after_the_kill_of_a_python_inside_it_only_what_is_missing_is_made(
    windows: Windows, program: Path, home: Path
) -> None:
    """R17: with space the build goes on, without index and network. Of two that end it, one waits for the other."""
    fvox = program / "fvox.exe"
    own: dict[str, Any] = {"FASTERVOX_HOME": windows_path(home)}
    shutil.rmtree(home / "pytorch_env")
    base = [path.stat().st_mtime_ns for path in home.glob("python_embed/*/.complete")]

    def killed(part: str) -> list[str]:
        process = windows.start(fvox, "env", "setup", offline=True, **own)
        until(lambda: windows.kill(part), f"no {part}", within=60)
        return re.findall(r"^fvox: .*\[(FV\d+)\]", process.communicate(timeout=60)[0], re.MULTILINE)

    def states() -> list[str]:
        return list(json.loads(windows.run(fvox, "env", "status", "--json", **own).stdout)["components"].values())

    def lost(*names: str) -> dict[str, tuple[int, int]]:
        """What is left when these were not unpacked to their end."""
        for name in names:
            next(home.glob(f"pytorch_env/*/Lib/site-packages/{name}-*.dist-info/RECORD")).unlink()
        return lists(home)

    assert killed("virtualenv") == ["FV406"]
    assert states() == ["ready", "incomplete", "not_needed", "missing"]  # from the environment
    assert killed("selftest.py") == ["FV407"]
    assert len(base) == 1
    assert [path.stat().st_mtime_ns for path in home.glob("python_embed/*/.complete")] == base

    left = lost("faster_whisper")
    assert states() == ["ready", "ready", "not_needed", "incomplete"]  # so whisper only
    assert killed("selftest.py") == ["FV407"]
    assert lists(home).items() - left.items() == {("faster_whisper", lists(home)["faster_whisper"])}

    whisper = ("faster_whisper", "ctranslate2", "tokenizers")
    left = lost(*whisper)
    both = [windows.start(fvox, "env", "setup", timeout=300, offline=True, **own) for _ in range(2)]  # from whisper
    said = [process.communicate(timeout=330)[0] for process in both]
    assert [(process.returncode, "Downloading" in text) for process, text in zip(both, said, strict=True)] == [
        (0, False), (0, False),
    ], said  # fmt: skip
    assert sorted("Waiting for another Faster-Vox" in text for text in said) == [False, True], said
    assert dict(lists(home).items() - left.items()).keys() == set(whisper)


def flip(file: Path) -> None:
    """Changes one bit and nothing that a directory shows."""
    facts = file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def changed(folder: Path, before: dict[str, str]) -> list[str]:
    """What has another content now, but for what has times in it: what is compiled, the list of all, the last check."""
    after = content(folder)
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return sorted(name for name in names if not name.endswith((".pyc", "environment.json", ".complete", ".checked")))


def test_what_is_damaged_is_named_and_only_its_packages_are_installed_again(
    windows: Windows, program: Path, home: Path
) -> None:
    """R16: without a network, nothing is fetched. The pointer to the environment is lost as well."""
    fvox = program / "fvox.exe"
    own: dict[str, Any] = {"FASTERVOX_HOME": windows_path(home)}
    (environment,) = (home / "pytorch_env").glob("*-cpu-*/")
    packages, pointer = environment / "Lib/site-packages", home / "pytorch_env/current.json"
    before, identities, named = content(environment), lists(home), pointer.read_text()
    (packages / "ctranslate2/ctranslate2.dll").unlink()
    os.truncate(packages / "faster_whisper/transcribe.py", 1000)
    empty(packages / "tokenizers")
    flip(packages / "tqdm/std.py")
    damaged = changed(environment, before)

    checked = windows.run(fvox, "env", "check", **own)
    pointer.unlink()
    repaired = windows.run(fvox, "env", "repair", "--json", timeout=300, offline=True, **own)

    assert (checked.returncode, re.findall(r"^\w+: (\S+) \(", checked.stdout, re.MULTILINE)) == (1, damaged), (
        checked.stdout + checked.stderr
    )
    answer = json.loads(repaired.stdout)
    assert (answer["repair"]["rung"], answer["repair"]["owners"], answer["report"]["bytes_fetched"]) == (
        "PACKAGES", ["ctranslate2", "faster-whisper", "tokenizers", "tqdm"], 0,
    ), repaired.stderr  # fmt: skip
    assert (changed(environment, before), pointer.read_text()) == ([], named)
    again = dict(lists(home).items() - identities.items()).keys()
    assert again == {"ctranslate2", "faster_whisper", "tokenizers", "tqdm"}


def test_of_two_at_once_one_mends_all_that_is_damaged_and_fetches_the_damaged_wheel_alone(
    windows: Windows, program: Path, home: Path, server: Server
) -> None:
    fvox = program / "fvox.exe"
    own: dict[str, Any] = {"FASTERVOX_HOME": windows_path(home)}
    pointer = home / "pytorch_env/current.json"
    folders = [home / name for name in ("python_embed", "pytorch_env", "cache/wheels")]
    named, before, sent = pointer.read_text(), [content(folder) for folder in folders], server.sent
    pointer.write_bytes(b'{"version":1,"folder":"\xff\x00../../etc"}')
    shutil.rmtree(home / "python_embed")
    (wheel,) = home.glob("cache/wheels/tokenizers-*.whl")
    flip(wheel)
    empty(next(home.glob("pytorch_env/*/Lib/site-packages/tokenizers")))

    both = [windows.start(fvox, "env", "setup", timeout=300, **own, **server.address) for _ in range(2)]
    said = [process.communicate(timeout=330)[0] for process in both]

    assert ([process.returncode for process in both], pointer.read_text()) == ([0, 0], named), said
    assert [changed(folder, was) for folder, was in zip(folders, before, strict=True)] == [[], [], []], said
    assert server.sent - sent == wheel.stat().st_size, said


def size(*folders: Path) -> int:
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def test_what_a_removal_gives_back_is_what_was_there_and_in_the_end_nothing_is_left(
    windows: Windows, program: Path, home: Path
) -> None:
    model = home / "models/base/model.bin"
    model.parent.mkdir(parents=True)
    model.write_bytes(bytes(12345))

    def removed(*options: str) -> int:
        done = windows.run(program / "fvox.exe", "env", "remove", *options, FASTERVOX_HOME=windows_path(home))
        assert done.returncode == 0, done.stderr
        return int(done.stdout.split()[0])

    environment, cache = size(home / "python_embed", home / "pytorch_env"), size(home / "cache")
    assert (removed(), {path.name for path in home.iterdir()}) == (environment, {"models", "cache", "logs"})
    assert (removed("--models"), {path.name for path in home.iterdir()}) == (12345, {"cache", "logs"})
    with_logs = removed("--cache")
    assert (cache < with_logs < cache + 1_000_000, home.exists()) == (True, False), (with_logs, cache)


class Proxy(socketserver.StreamRequestHandler):
    """Refuses what it is asked for, in HTTP, and gives the script that names it."""

    asked: ClassVar[list[str]] = []

    def handle(self) -> None:
        first = self.request.recv(1 << 16).decode("latin-1").partition("\r\n")[0]
        self.asked.append(first)
        port = self.connection.getsockname()[1]
        script = f'function FindProxyForURL(url, host) {{ return "PROXY 127.0.0.1:{port}"; }}'
        status, body = ("200 OK", script) if "/proxy.pac" in first else ("403 Forbidden", "")
        kind = "application/x-ns-proxy-autoconfig"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        self.wfile.write((head + body).encode())


@pytest.fixture
def proxy() -> Iterator[int]:
    """The port of a proxy."""
    Proxy.asked.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


MANUAL, SCRIPT = 2, 4


def connection_settings(kind: int, text: str) -> str:
    """What the settings of Windows write: version, counter, kind; with their lengths proxy, exceptions, script."""
    texts = [text if kind == MANUAL else "", "", text if kind == SCRIPT else ""]
    lengths = (struct.pack("<I", len(part)) + part.encode() for part in texts)
    return (struct.pack("<3I", 0x46, 1, kind) + b"".join(lengths)).hex()


@pytest.mark.parametrize(("kind", "text"), [(MANUAL, "127.0.0.1:{}"), (SCRIPT, "http://127.0.0.1:{}/proxy.pac")])
def test_the_proxy_that_a_person_has_set_in_windows_is_used(
    windows: Windows, program: Path, tmp_path: Path, proxy: int, kind: int, text: str
) -> None:
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections"
    value = ("/v", "DefaultConnectionSettings")

    windows.run(
        "reg", "add", key, *value, "/t", "REG_BINARY", "/d", connection_settings(kind, text.format(proxy)), "/f"
    )
    try:
        windows.run(
            program / "fvox.exe", "env", "sources", "test", FASTERVOX_HOME=windows_path(tmp_path / "home"),
            FASTERVOX_INDEX_URL="https://packages.example/simple",
        )  # fmt: skip
    finally:
        windows.run("reg", "delete", key, *value, "/f")

    assert "CONNECT packages.example:443 HTTP/1.1" in Proxy.asked, Proxy.asked


def test_too_little_space_is_told_before_anything_is_done(
    windows: Windows, program: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("tiny disk")
    windows.stop()
    with volume(folder, "size=20m"):
        result = windows.run(program / "fvox.exe", "env", "setup", FASTERVOX_HOME=windows_path(folder))

        assert result.returncode == NOT_READY
        assert f"There is not enough free space in {windows_path(folder)}" in result.stderr
        assert re.search(r": [\d,]+ MB are needed and (19|20) MB are free\. \[FV112\]", result.stderr), result.stderr
        assert not (folder / "python_embed").exists()
