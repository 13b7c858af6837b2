"""What the tests of the Windows tier share: the tier's scripts, a private Windows, and a placeholder program."""

import fcntl
import hashlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

os.environ.pop("PYTHONPATH", None)  # the tools of the tests are of this Python, not of the Windows one under Wine

TIER = Path(__file__).parents[1]
ROOT = TIER.parents[1]
USER = "张 三"
(REAL_VERSION,) = re.findall(r"^  <version>(.+)</version>$", (ROOT / "pom.xml").read_text(), re.MULTILINE)
JNA = "net.java.dev.jna:jna:5.19.1"
REFUSED = 1603 % 256  # ERROR_INSTALL_FAILURE, of which a Unix exit code keeps the low byte
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"  # where Wine lists per-user products too
BEYOND_260 = "/".join(["名字很长的文件夹" * 8] * 4)
INSTALLED = r"HKCU\Software\Faster-Vox\Installed"
PAUSE = 0.2  # seconds between two looks
LONGEST = 1200  # seconds: a new machine builds the real program, with all that it needs, in less
LARGE = 100_000  # bytes of a file
BROKEN = pytest.StashKey[str]()  # of a chain: the test that failed
SAID: list[str] = []  # what the programs of the running test wrote to standard error
WITNESSES: list[Callable[[str], str]] = []  # of each open screen: keeps a picture of that name, tells what happened
Installer = Callable[..., int]
FEW_COMPILATIONS = "-XX:CompileThresholdScaling=10"  # under Wine they take half of the time of a short run
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Wine's own programs write in the code page; what is not ASCII in that is lost."""
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True, check=False, encoding="utf-8", errors="replace", **{"timeout": LONGEST} | options,
    )  # fmt: skip


def succeed(*command: str | Path, **options: Any) -> str:
    result = run(*command, **options)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout.strip()


def until(true: Callable[[], bool], otherwise: str, within: float) -> None:
    """Waits until it is true, looking again and again."""
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, otherwise
        time.sleep(PAUSE)


@dataclass(frozen=True)
class Windows:
    """A Windows of its own: what a test installs here, nobody else sees."""

    prefix: Path
    user: str
    codepage: int = 1252

    def with_codepage(self, codepage: int) -> "Windows":
        return replace(self, codepage=codepage)

    def run(
        self, *command: str | Path, timeout: int = 120, offline: bool = False, **variables: Any
    ) -> subprocess.CompletedProcess[str]:
        options: dict[str, Any] = {"offline": offline, "env": os.environ | variables}
        result = self._wine("--timeout", str(timeout), "run", *command, **options)
        SAID.append(result.stderr)
        return result

    def start(
        self, *command: str | Path, timeout: int = 120, offline: bool = False, **variables: Any
    ) -> subprocess.Popen[str]:
        """Starts a program and leaves it running; its output comes through a pipe."""
        line = [*without_network(offline=offline), *self._line("--timeout", str(timeout), "run", *command)]
        env = os.environ | variables
        return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=env)

    def on_console(self, *command: str | Path, **variables: str) -> Generator[str]:
        """Starts a program on a console of its own and gives its output, piece by piece, until its end.

        What it leaves running may hold the console: after five minutes nobody reads on.
        """
        self.run("cmd", "/c", "exit")  # a server that is just ending would drop the program
        ours, its = os.openpty()
        environment = os.environ | {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "USER": self.user}
        environment |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"} | variables
        process = subprocess.Popen(
            ["timeout", "--foreground", "-k", "5", "300", "wine", *map(str, command)],
            stdin=its,
            stdout=its,
            stderr=its,
            env=environment,
            start_new_session=True,
        )
        os.close(its)
        deadline = time.monotonic() + 300
        try:
            while select.select([ours], [], [], max(0.0, deadline - time.monotonic()))[0] and (
                piece := os.read(ours, 4096)
            ):
                yield piece.decode(errors="replace")
        except OSError:
            pass  # what a console's end looks like on Linux
        finally:
            os.close(ours)
            process.wait(timeout=60)

    def running(self, part: str = "") -> dict[int, str]:
        """The program's processes and its children's in this Windows: Linux process id and path.

        Those alone whose command line has the part. Wine puts spaces where the words of a command line end.
        """
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_bytes().split(b"\0")
                line = (process / "cmdline").read_bytes().decode()
            except OSError:
                continue  # ended meanwhile, or not ours to look at
            program = re.match(r"((/|[A-Z]:\\)[^\0]*?[/\\](fvox|FasterVox|python)\.exe)[ \0]", line)
            if program and part in line and f"WINEPREFIX={self.prefix}".encode() in environment:
                found[int(process.name)] = program[1]
        return found

    def kill(self, part: str = "") -> bool:
        """Ends the program's processes as a crash or the task manager does it; tells whether there were any."""
        found = self.running(part)
        for process in found:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return bool(found)

    def await_end(self, program: str, seconds: float = 60) -> None:
        """Waits until no process of the program is left."""
        deadline = time.monotonic() + seconds
        while mine := [pid for pid, path in self.running().items() if re.split(r"[/\\]", path)[-1] == program]:
            handle = os.pidfd_open(mine[0])
            ended, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
            os.close(handle)
            assert ended, f"{program} still runs"

    def stop(self) -> None:
        self._wine("stop")

    @property
    def local_app_data(self) -> Path:
        return self.prefix / "drive_c" / "users" / self.user / "AppData" / "Local"

    @property
    def start_menu(self) -> Path:
        return self.local_app_data.parent / "Roaming/Microsoft/Windows/Start Menu/Programs"

    def _wine(self, *arguments: str | Path, offline: bool = False, **options: Any) -> subprocess.CompletedProcess[str]:
        return run(*without_network(offline=offline), *self._line(*arguments), **options)

    @property
    def options(self) -> tuple[str | Path, ...]:
        """Which Windows a script of the tier shall use."""
        return "--prefix", self.prefix, "--user", self.user, "--codepage", str(self.codepage)

    def _line(self, *arguments: str | Path) -> list[str]:
        return [str(part) for part in (TIER / "wine.sh", *self.options, *arguments)]


@contextmanager
def policy(windows: Windows, **fields: Any) -> Iterator[None]:
    """What an administrator decides for everybody in this Windows."""
    folder = windows.prefix / "drive_c/Program Files/Faster-Vox"
    folder.mkdir(parents=True)
    try:
        (folder / "policy.json").write_text(json.dumps(fields))
        yield
    finally:
        shutil.rmtree(folder)


@contextmanager
def volume(folder: Path, options: str) -> Iterator[Callable[[str], None]]:
    """A file system of its own in a folder, in memory; gives what changes its options (size=40m, ro)."""
    folder.mkdir(parents=True, exist_ok=True)
    succeed("mount", "-t", "tmpfs", "-o", options, "fastervox-test", folder)

    def change(changed: str) -> None:
        succeed("mount", "-o", f"remount,{changed}", folder)

    try:
        yield change
    finally:
        succeed("umount", "--lazy", folder)


def without_network(*, offline: bool) -> tuple[str, ...]:
    """What begins the command of a program that has none."""
    return ("unshare", "--net") if offline else ()


def windows_path(path: Path) -> str:
    """Its name in Windows: on drive C: when it lies in a prefix."""
    _, found, below = str(path).rpartition("/drive_c/")
    return ("C:\\" if found else "Z:") + below.replace("/", "\\")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "reaches(code): the program says this error, see ErrorCodesTest")
    config.addinivalue_line(
        "markers", "real_program: installs the real program, or takes long; run.sh runs these beside all others"
    )
    config.addinivalue_line("markers", "chain: begins where the one before it ended, so none is run after a failure")
    config.addinivalue_line("markers", "measure: waits for a figure that chain.sh prints; run.sh leaves it out")


@pytest.fixture(autouse=True)
def _reaches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Holds a test to the errors that it claims to reach."""
    SAID.clear()
    yield
    claimed = {code for marker in request.node.iter_markers("reaches") for code in marker.args}
    assert {code for code in claimed if f"[{code}]" not in "".join(SAID)} == set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure comes with what the screen shows and the program has logged, and breaks the chain."""
    report = yield
    if report.failed and not broken_before(item):
        if item.get_closest_marker("chain"):
            module_of(item).stash[BROKEN] = item.name
        name = re.sub(r"\W+", "-", item.name).strip("-")
        report.sections += [("the scene", tell(f"failed-{name}")) for tell in WITNESSES]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if broken := broken_before(item):
        pytest.fail(f"not run because of {broken}", pytrace=False)


def broken_before(item: pytest.Item) -> str:
    """The name of the test that broke its chain."""
    return module_of(item).stash.get(BROKEN, "") if item.get_closest_marker("chain") else ""


def module_of(item: pytest.Item) -> pytest.Module:
    module = item.getparent(pytest.Module)
    assert module is not None
    return module


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    yield from new_windows(tmp_path_factory)


def new_windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """With a user whose name is neither ASCII nor one word, so that every test is one of such paths too."""
    prefix = tmp_path_factory.mktemp("windows") / "prefix"
    succeed(TIER / "prefix.sh", "--user", USER, "--copy", prefix)
    windows = Windows(prefix, USER)
    yield windows
    windows.stop()
    shutil.rmtree(prefix)


@pytest.fixture(scope="session")
def placeholder_jars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jars")
    classes = tmp_path_factory.mktemp("classes")
    succeed("javac", "--release", "17", "-d", classes, TIER / "tests/placeholder/Placeholder.java")
    succeed("jar", "--create", "--file", folder / "placeholder.jar", "-C", classes, ".")
    succeed("mvn", "-q", "-B", MAVEN_COPY, f"-Dartifact={JNA}", f"-DoutputDirectory={folder}")
    return folder


def bill_of(jars: Path) -> Path:
    """A bill of materials beside the folder: it names JNA, the placeholder's only library."""
    (jna,) = jars.glob("jna-*.jar")
    component = {
        "type": "library", "bom-ref": "jna", "name": "jna", "version": "5.19.1",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(jna.read_bytes()).hexdigest()}],
        "licenses": [{"license": {"id": "LGPL-2.1-or-later"}}, {"license": {"id": "Apache-2.0"}}],
    }  # fmt: skip
    bill = jars.with_name(f"{jars.name}-bill.json")
    bill.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]}))
    return bill


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory, placeholder_jars: Path) -> Iterator[Path]:
    """The program folder with the placeholder in the program's place."""
    folder = tmp_path_factory.mktemp("image") / "Faster-Vox"
    build_image(folder, placeholder_jars)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def small_image(image: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files for the installer's tests: of large ones, whose packing takes long, the beginnings alone.

    A small program says without Java what it was given.
    """
    folder = tmp_path_factory.mktemp("small") / "Faster-Vox"
    link_tree(image, folder)
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size > LARGE:
            beginning = path.read_bytes()[:1000]
            path.unlink()
            path.write_bytes(beginning)
    for name in ("FasterVox.exe", "fvox.exe"):
        (folder / name).unlink()
        (folder / name).hardlink_to(native() / "placeholder.exe")
    return folder


def native() -> Path:
    """The folder of what is compiled for the tests."""
    return Path(succeed(TIER / "native.sh"))


def build_image(folder: Path, jars: Path, version: str = "1.2.3") -> None:
    (python,) = Path(succeed(TIER / "python.sh")).glob("*.zip")
    succeed(
        ROOT / "installer/build-image.sh", "--maker", "cross", "--version", version, "--jars", jars,
        "--main-jar", "placeholder.jar", "--main-class", "Placeholder", "--out", folder,
        "--python", python, "--stand-in", "--runtime", succeed(TIER / "java.sh"), "--bill", bill_of(jars),
    )  # fmt: skip


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the real program: Faster-Vox/ and its installer. The lanes of run.sh share it."""
    shared = os.environ.get("FASTERVOX_TEST_PROGRAM")
    folder = Path(shared) if shared else tmp_path_factory.mktemp("real")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            succeed(TIER / "program.sh", REAL_VERSION, folder, FEW_COMPILATIONS)
            (folder / "complete").touch()
    yield folder
    if not shared:
        shutil.rmtree(folder)


@dataclass(frozen=True)
class RealProgram:
    """The real program, from its installer, in a Windows of its own. Its data stays when it is uninstalled."""

    windows: Windows
    msi: Path

    def with_codepage(self, codepage: int) -> "RealProgram":
        return replace(self, windows=self.windows.with_codepage(codepage))

    @property
    def folder(self) -> Path:
        return self.windows.local_app_data / "Programs/Faster-Vox"

    @property
    def data(self) -> Path:
        return self.windows.local_app_data / "Faster-Vox"

    @property
    def has_environment(self) -> bool:
        return (self.data / "pytorch_env/current.json").is_file()

    def install(self, *, offline: bool = False) -> None:
        words = ("msiexec", "/i", windows_path(self.msi), "/qn")
        assert self.windows.run(*words, timeout=300, offline=offline).returncode == 0

    def set_up(self) -> None:
        """Environment and model, when they are not there yet."""
        if not self.has_environment:
            assert self.fvox("env", "setup", timeout=580).returncode == 0
            assert self.fvox("models", "get", "base", timeout=580).returncode == 0

    def uninstall(self) -> None:
        assert self.windows.run("msiexec", "/x", windows_path(self.msi), "/qn", timeout=300).returncode == 0

    def fvox(self, *words: str | Path, timeout: int = 120, offline: bool = False) -> subprocess.CompletedProcess[str]:
        return self.windows.run(self.folder / "fvox.exe", *words, timeout=timeout, offline=offline)


@pytest.fixture(scope="session")
def real_program(tmp_path_factory: pytest.TempPathFactory, real: Path) -> Iterator[RealProgram]:
    """Not installed yet. What a test leaves, the next one finds: downloads are dear."""
    for windows in new_windows(tmp_path_factory):
        yield RealProgram(windows, real / f"Faster-Vox-{REAL_VERSION}-TEST.msi")


def build_msi(image: Path, version: str, msi: Path) -> subprocess.CompletedProcess[str]:
    words = ("--image", image, "--version", version, "--out", msi, "--actions", native() / "actions.dll")
    return run(ROOT / "installer/build-msi.sh", *words)


def table(msi: Path, name: str) -> list[list[str]]:
    """Of an installer: the rows without the three lines of the header."""
    rows = succeed("msiinfo", "export", msi, name).splitlines()[3:]
    return sorted(row.split("\t") for row in rows)


@pytest.fixture(scope="session")
def program(windows: Windows) -> Path:
    return windows.local_app_data / "Programs" / "Faster-Vox"


@pytest.fixture(scope="session")
def images(small_image: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """1.0.0, another build of it, and 2.0.0 in which one file is new, one is gone and one is other."""
    folder = tmp_path_factory.mktemp("images")
    made = {"1.0.0": small_image}
    for name in ("1.0.0 rebuilt", "2.0.0"):
        made[name] = folder / name
        link_tree(small_image, made[name])
    (made["1.0.0 rebuilt"] / "app/build.txt").write_text("rebuilt")
    (made["2.0.0"] / "app/new").mkdir()
    (made["2.0.0"] / "app/new/added.txt").write_text("added")
    shutil.rmtree(made["2.0.0"] / "app/licenses")
    (made["2.0.0"] / "app/faster-vox-16.png").unlink()
    (made["2.0.0"] / "app/faster-vox-16.png").write_bytes(b"other")
    return made


@pytest.fixture(scope="session")
def msis(images: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    folder = tmp_path_factory.mktemp("msis")
    made = {}
    for name, image in images.items():
        made[name] = folder / f"{name} TEST.msi"
        assert build_msi(image, name.split()[0], made[name]).returncode == 0
    yield made
    shutil.rmtree(folder)


def link_tree(source: Path, target: Path) -> None:
    """A copy of a folder that shares its files: replace one, never write into it."""
    shutil.copytree(source, target, copy_function=lambda one, other: Path(other).hardlink_to(one))


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def msiexec(windows: Windows) -> Installer:
    def run(action: str, msi: Path, *properties: str) -> int:
        return windows.run("msiexec", action, windows_path(msi), *properties, "/qn", timeout=300).returncode

    return run


def listed_versions(windows: Windows) -> list[str]:
    """Of all programs in Windows' list of programs."""
    lines = windows.run("reg", "query", UNINSTALL, "/s", "/v", "DisplayVersion").stdout.splitlines()
    return [line.split()[-1] for line in lines if line.strip().startswith("DisplayVersion")]


def registered(windows: Windows) -> bool:
    return windows.run("reg", "query", INSTALLED).returncode == 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "real_program" in getattr(item, "fixturenames", ()):
            item.add_marker("real_program")
