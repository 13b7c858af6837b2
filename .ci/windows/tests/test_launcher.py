"""The launchers: words, exit codes, configuration, resources."""

import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Windows, native, run, succeed, until, windows_path
from scene import desktop

WORDS = [
    "plain",
    "two words",
    "",
    'say "hello"',
    "back\\slash\\",
    "spaces and a backslash at the end\\",
    '\\"',
    "C:\\Users\\张 三\\会议 录音.wav",
    "Ελληνικά été ā",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "😀👩‍👩‍👧",
    "*.wav",
    "what?",
    "%PATH% $HOME ^& | < >",
    "--option=值",
    "x" * 8000,
]


@pytest.fixture(scope="module")
def program(windows: Windows, image: Path) -> Iterator[Path]:
    """Where a user of that name has it: Java itself starts in this folder only in a UTF-8 process."""
    folder = windows.local_app_data / "Launcher tests" / "Faster-Vox"
    shutil.copytree(image, folder)
    yield folder
    shutil.rmtree(folder.parent)


@pytest.fixture
def broken(program: Path, tmp_path: Path) -> Path:
    """A copy for a test to damage."""
    folder = tmp_path / "Faster-Vox"
    shutil.copytree(program, folder, copy_function=lambda source, target: Path(target).hardlink_to(source))
    return folder


def configure(program: Path, text: str) -> None:
    cfg = program / "app" / "fvox.cfg"
    cfg.unlink()
    cfg.write_bytes(text.encode())


def test_both_languages_of_every_message_take_the_same_values() -> None:
    """Of the launchers and of the installer, whose texts stand side by side in their sources."""
    native = ROOT / "src/native"
    pairs = [
        pair
        for name in ("launcher.c", "forwarder.c", "installer_actions.c")
        for pair in re.findall(
            r'L"((?:[^"\\]|\\.|"\s*L")+)",\s*L"((?:[^"\\]|\\.)*[一-龥](?:[^"\\]|\\.)*)"', (native / name).read_text()
        )
        if " " in pair[0]  # a sentence, and not the name of a property
    ]

    assert len(pairs) == 20
    assert [pair for pair in pairs if re.findall("%[a-z]+", pair[0]) != re.findall("%[a-z]+", pair[1])] == []


@pytest.mark.parametrize("codepage", [1252, 936])
def test_every_word_reaches_java_unchanged_under_any_code_page(windows: Windows, program: Path, codepage: int) -> None:
    result = windows.with_codepage(codepage).run(program / "fvox.exe", *WORDS)

    assert result.stdout.split("\n") == [*WORDS, ""]
    assert result.returncode == 0


def exit_code(windows: Windows, *command: str | Path, **variables: Any) -> int:
    """Wine's server kills (137) a process that has ended and is not gone a second later; then once more."""
    code = windows.run(*command, **variables).returncode
    return windows.run(*command, **variables).returncode if code == 128 + signal.SIGKILL else code


def test_the_console_launcher_passes_javas_exit_code(windows: Windows, program: Path) -> None:
    assert [exit_code(windows, program / "fvox.exe", "exit", code) for code in ("0", "1", "42")] == [0, 1, 42]


def test_the_gui_launcher_always_ends_with_zero(windows: Windows, program: Path) -> None:
    assert exit_code(windows, program / "FasterVox.exe", "exit", "42") == 0
    assert exit_code(windows, program / "FasterVox.exe", "throw", "out of main") == 0


def test_an_exception_out_of_main_is_printed_and_ends_with_one(windows: Windows, program: Path) -> None:
    result = windows.run(program / "fvox.exe", "throw", "out of main")

    assert result.returncode == 1
    assert "IllegalStateException: out of main" in result.stderr


def test_the_program_ends_with_its_last_thread(windows: Windows, program: Path) -> None:
    assert windows.run(program / "fvox.exe", "thread").stdout == "the other thread ended\n"


def test_without_words_the_configured_arguments_serve(windows: Windows, program: Path) -> None:
    assert windows.run(program / "fvox.exe").stdout == "--help\n"


@pytest.mark.parametrize(
    ("variable", "below"), [("$APPDIR", "\\app"), ("$ROOTDIR", ""), ("$BINDIR", ""), ("a $APPDIR;$ROOTDIR z", None)]
)
def test_variables_in_options_are_expanded(windows: Windows, broken: Path, variable: str, below: str | None) -> None:
    configure(
        broken,
        "[Application]\napp.mainjar=$APPDIR\\placeholder.jar\napp.mainclass=Placeholder\n"
        f"[JavaOptions]\njava-options=-Dprobe={variable}\n",
    )

    root = "Z:" + str(broken).replace("/", "\\")
    expected = f"a {root}\\app;{root} z" if below is None else root + below
    assert windows.run(broken / "fvox.exe", "property", "probe").stdout == expected + "\n"


def test_java_knows_which_launcher_started_it(windows: Windows, program: Path) -> None:
    path = windows.run(program / "fvox.exe", "property", "jpackage.app-path").stdout
    assert path == f"C:\\users\\{windows.user}\\AppData\\Local\\Launcher tests\\Faster-Vox\\fvox.exe\n"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda program: (program / "app/fvox.cfg").unlink(), "fvox.cfg\ncannot be read"),
        (lambda program: shutil.rmtree(program / "runtime"), "jvm.dll\ncannot be loaded (Windows error "),
        (lambda program: configure(program, "[Application]\n"), "names no main class or no class path"),
        (lambda program: configure(program, "[Application]\napp.mainmodule=m/M\n"), "names a module"),
        (lambda program: (program / "app/fvox.cfg").write_bytes(b"[Application]\napp.mainclass=\xff"), "is not UTF-8"),
    ],
    ids=["no configuration", "no runtime", "empty configuration", "a module", "not UTF-8"],
)
def test_a_damaged_program_says_what_is_wrong(
    windows: Windows, broken: Path, damage: Callable[[Path], object], message: str
) -> None:
    cfg = broken / "app/fvox.cfg"
    content = cfg.read_bytes()
    cfg.unlink()
    cfg.write_bytes(content)
    damage(broken)

    result = windows.run(broken / "fvox.exe", "x")

    assert message in result.stderr
    assert result.returncode == 127


def test_in_a_chinese_windows_it_is_said_in_chinese(windows: Windows, broken: Path) -> None:
    (broken / "app/fvox.cfg").unlink()

    result = windows.with_codepage(936).run(broken / "fvox.exe", "x")

    assert (result.stderr, result.returncode) == (
        f"{windows_path(broken)}\\app\\fvox.cfg\n无法读取。请重新安装 Faster-Vox。\n",
        127,
    )


def test_a_damaged_program_names_itself_in_any_alphabet_on_a_console(windows: Windows, broken: Path) -> None:
    folder = broken.rename(broken.with_name("会议 한국"))
    (folder / "app/fvox.cfg").unlink()

    seen = "".join(windows.on_console(folder / "fvox.exe", "x"))

    assert "会议 한국" in seen
    assert "cannot be read" in seen


def test_options_that_java_refuses_are_an_error(windows: Windows, broken: Path) -> None:
    configure(
        broken,
        "[Application]\napp.mainjar=$APPDIR\\placeholder.jar\napp.mainclass=Placeholder\n"
        "[JavaOptions]\njava-options=-XX:NoSuchOption\n",
    )

    result = windows.run(broken / "fvox.exe", "x")

    assert "Java does not start" in result.stderr
    assert result.returncode == 127


@pytest.mark.parametrize("exe", ["fvox.exe", "FasterVox.exe", "FasterVoxFiles.exe"])
def test_the_launchers_carry_icon_version_and_manifest(image: Path, exe: str) -> None:
    resources = run("wrestool", "-l", image / exe).stdout
    assert sorted({line.split()[0] for line in resources.splitlines()}) == [
        "--type=14", "--type=16", "--type=24", "--type=3",
        *(["--type=6"] if exe == "FasterVoxFiles.exe" else []),  # the texts of Explorer's menu
    ]  # fmt: skip
    content = (image / exe).read_bytes()
    assert ("ProductVersion\0" + "1.2.3\0").encode("utf-16-le") in content
    assert "Faster-Vox TEST".encode("utf-16-le") in content
    for setting in (b">UTF-8</activeCodePage>", b">true</longPathAware>", b">PerMonitorV2, PerMonitor, system<"):
        assert setting in content


@pytest.fixture
def forwarding(broken: Path) -> Path:
    """The program with a fake agent in the agent's place."""
    (broken / "FasterVox.exe").unlink()
    (broken / "FasterVox.exe").hardlink_to(native() / "fake-agent.exe")
    return broken


def told(program: Path) -> list[str]:
    """What the fake agent was started with, and was asked for."""
    return (program / "fake-agent.txt").read_text("utf-8").splitlines()


def test_the_forwarder_says_once_that_nobody_answers(windows: Windows, forwarding: Path, tmp_path: Path) -> None:
    """An owner of the pipe hangs: when their patience ends, one of three has a window, and the others end."""
    impatient = forwarding / "FasterVoxFiles.exe"
    impatient.unlink()
    succeed(
        ROOT / "installer/build-launcher.sh", "forwarder", impatient, "1.2.3", "Faster-Vox", "Files",
        "-DSTART_MS=6000", "-DANSWER_MS=3000",
    )  # fmt: skip
    with desktop(windows, "eng") as screen:
        deaf = screen.start(native() / "fake-agent.exe", "deaf")
        assert deaf.stdout is not None
        assert deaf.stdout.readline() == "the pipe is mine\n"
        began = time.monotonic()
        files = [windows_path(tmp_path / f"会议 {number}.wav") for number in range(3)]
        three = [screen.start(impatient, file) for file in files]

        box = screen.window("^Faster-Vox$", within=120)
        patience = time.monotonic() - began
        until(lambda: sum(one.poll() is not None for one in three) == 2, "more than one has a window", 60)
        screen.reads("forwarder-silent", box, "does not answer", "the files were not taken")
        screen.press("Return")
        until(lambda: all(one.poll() is not None for one in three), "the window stays", 60)
        deaf.kill()

    assert [one.returncode for one in three] == [0, 0, 0]
    assert 5 < patience < 50
    assert not (forwarding / "fake-agent.txt").exists()


def test_the_forwarder_starts_an_agent_when_one_has_died_over_its_request(
    windows: Windows, forwarding: Path, tmp_path: Path
) -> None:
    dying = windows.start(native() / "fake-agent.exe", "dying")
    assert dying.stdout is not None
    assert dying.stdout.readline() == "the pipe is mine\n"
    file = windows_path(tmp_path / "会议 录音.wav")

    code = exit_code(windows, forwarding / "FasterVoxFiles.exe", file)

    assert (code, dying.wait(60)) == (0, 0)
    expected = ["agent", "--quiet", "transcribe", file]
    until(lambda: (forwarding / "fake-agent.txt").exists() and told(forwarding) == expected, "it is not told", 60)


def test_with_another_data_folder_the_forwarder_starts_the_program_with_the_whole_paths(
    windows: Windows, forwarding: Path
) -> None:
    folder = windows_path(forwarding)
    names = (f"{folder}\\app\\..\\会议 录音.wav", f"{folder}\\a.wav")
    assert exit_code(windows, forwarding / "FasterVoxFiles.exe", *names, FASTERVOX_HOME="C:\\other") == 0

    expected = ["agent", f"{folder}\\会议 录音.wav", f"{folder}\\a.wav"]
    until(lambda: (forwarding / "fake-agent.txt").exists() and told(forwarding) == expected, "it is not started", 60)
