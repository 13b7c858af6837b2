"""Explorer's menu, Send To and copied files, with the installed program: the transcripts lie beside the recordings."""

import json
import os
import re
import shutil
import wave
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from conftest import BEYOND_260, ROOT, RealProgram, native, until, windows_path
from scene import Desktop, desktop

CLIP = ROOT / "samples/ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"
VERB = "FasterVox.Transcribe"
PATIENCE = 180  # seconds; the agent's start and the model's loading among them
WITH_A_WINDOW = 120_000  # milliseconds; so long the probe waits for a forwarder, one that has no answer stays
LANGUAGES = {936: "chi_sim", 1252: "eng"}
pytestmark = pytest.mark.chain  # one agent for all under a code page
under_both_code_pages = pytest.mark.parametrize("screen", [936, 1252], indirect=True)
# What begins at a shortcut, or by its path: under 1252 Wine's own `start` does not find one below the user's name.
under_the_chinese_one = pytest.mark.parametrize("screen", [936], indirect=True)


@pytest.fixture(scope="module")
def ready(real_program: RealProgram) -> RealProgram:
    program = real_program.with_codepage(936)
    program.install()
    program.set_up()
    return program


@pytest.fixture(scope="module")
def screen(request: pytest.FixtureRequest, ready: RealProgram) -> Iterator[Desktop]:
    """Under the code page that is asked for, with nothing of the program running, neither before nor after."""
    (ready.data / "settings.json").write_text('{"version": 1, "language": "en", "model": "base"}')
    with desktop(ready.windows.with_codepage(request.param), LANGUAGES[request.param]) as opened:
        yield opened
        opened.start(ready.folder / "FasterVox.exe", "--quit").wait(60)
        until(lambda: not ready.windows.running(), "the program does not quit", 60)
    (ready.data / "settings.json").unlink()


@pytest.fixture(scope="module")
def probe() -> Path:
    return native() / "explorer-probe.exe"


def recordings(folder: Path, count: int, of: Path = CLIP) -> list[Path]:
    """With names that no Western code page has."""
    return [Path(shutil.copyfile(of, folder / f"会议 录音 {number}.wav")) for number in range(1, count + 1)]


def silence(path: Path) -> Path:
    """Nothing is said in it, which takes no time to find out."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
        file.writeframes(bytes(16000))
    return path


def ten_minutes(path: Path) -> Path:
    """Real speech again and again, each time with twice as long a silence behind it."""
    clips = sorted(Path(os.environ["FASTERVOX_TEST_AUDIO"]).glob("*.wav"))
    with wave.open(str(path), "wb") as long:
        long.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
        while (began := long.getnframes()) < 600 * 16000:
            for clip in clips:
                with wave.open(str(clip)) as spoken:
                    long.writeframes(spoken.readframes(spoken.getnframes()))
            long.writeframes(bytes(2 * 2 * (long.getnframes() - began)))
    return path


def transcripts(recordings: list[Path]) -> list[dict[str, Any]]:
    """Those that are written, as JSON tells them, but for how long they took."""
    written = [file for file in (path.with_suffix(".json") for path in recordings) if file.exists()]
    told = [json.loads(text) for text in (file.read_text("utf-8") for file in written) if text]
    return [{key: value for key, value in one.items() if key not in {"file", "decode_seconds"}} for one in told]


def assert_transcribed(files: list[Path]) -> None:
    """Every one, once; each name is taken by an empty file first."""
    texts = [file.with_suffix(".txt") for file in files]
    until(
        lambda: all(path.exists() and path.stat().st_size > 0 for path in texts),
        f"no transcript of each of {files}",
        PATIENCE,
    )
    assert {path.name: path.read_text() for path in files[0].parent.glob("*.txt")} == {
        file.with_suffix(".txt").name: TEXT for file in files
    }


def journals(ready: RealProgram, count: int) -> list[list[dict[str, Any]]]:
    """Of the last jobs: what has happened to each. A line begins with its checksum."""
    files = sorted((ready.data / "jobs").glob("*.job"))[-count:]
    return [[json.loads(line.split(" ", 1)[1]) for line in file.read_text("utf-8").splitlines()] for file in files]


def assert_batches(ready: RealProgram, files: list[Path], most: int) -> None:
    """The last jobs, in the order of the names: each batch has its own, and a start that is late may open another."""
    orders = (journal[0]["order"]["request"]["recording"] for journal in journals(ready, len(files)))
    names = [PureWindowsPath(path).name for path in orders]
    batches = 1 + sum(before > name for before, name in pairwise(names))
    assert (sorted(names), batches <= most) == (sorted(file.name for file in files), True)


def agents(ready: RealProgram) -> list[str]:
    return [path for path in ready.windows.running().values() if path.endswith("FasterVox.exe")]


@under_both_code_pages
def test_one_recording_without_an_agent_starts_one(
    screen: Desktop, ready: RealProgram, probe: Path, tmp_path: Path
) -> None:
    files = recordings(tmp_path, 1)

    screen.start(probe, "verb", "audio", VERB, *map(windows_path, files))

    assert_transcribed(files)
    assert len(agents(ready)) == 1


@under_the_chinese_one
def test_twenty_recordings_at_once_are_few_batches(
    screen: Desktop, ready: RealProgram, probe: Path, tmp_path: Path
) -> None:
    files = recordings(tmp_path, 20)

    screen.start(probe, "verb", "audio", VERB, *map(windows_path, files))

    assert_transcribed(files)
    assert_batches(ready, files, 3)
    assert len(agents(ready)) == 1


@under_both_code_pages
def test_twenty_recordings_without_an_agent_start_one(
    screen: Desktop, ready: RealProgram, probe: Path, tmp_path: Path
) -> None:
    """Of the twenty forwarders one starts it, and each has its answer when it ends."""
    screen.start(ready.folder / "FasterVox.exe", "--quit").wait(60)
    until(lambda: not ready.windows.running(), "the program does not quit", 60)
    files = recordings(tmp_path, 20, silence(tmp_path / "silence.wav"))

    forwarding = screen.start(probe, "verb", "audio", VERB, *map(windows_path, files))
    assert forwarding.stdout is not None
    ended = next(int(line.split()[1]) for line in forwarding.stdout if re.fullmatch(r"\d+ \d+\n", line))

    assert ended < WITH_A_WINDOW
    assert_batches(ready, files, 1)
    assert len(agents(ready)) == 1
    until(lambda: all(job[-1]["entry"] == "ended" for job in journals(ready, 20)), "not every job is over", PATIENCE)
    assert [job[-1]["state"] for job in journals(ready, 20)] == ["DONE"] * 20


@under_the_chinese_one
def test_a_recording_beyond_260_characters(screen: Desktop, ready: RealProgram, tmp_path: Path) -> None:
    r"""By its name with \\?\ in front, under which programs know such a file."""
    folder = tmp_path / BEYOND_260
    folder.mkdir(parents=True)
    files = recordings(folder, 1)
    assert len(windows_path(files[0])) > 260

    screen.start(ready.folder / "FasterVoxFiles.exe", "\\\\?\\" + windows_path(files[0])).wait(60)

    assert_transcribed(files)


@under_the_chinese_one
def test_send_to_takes_all_in_one_start(screen: Desktop, ready: RealProgram, tmp_path: Path) -> None:
    files = recordings(tmp_path, 3)
    link = ready.windows.local_app_data.parent / "Roaming/Microsoft/Windows/SendTo/Faster-Vox.lnk"

    screen.start("start", "/unix", link, *map(windows_path, files))

    assert_transcribed(files)


@under_the_chinese_one
def test_copied_recordings_are_transcribed_onto_the_clipboard(
    screen: Desktop, ready: RealProgram, probe: Path, tmp_path: Path
) -> None:
    """R5."""
    files = recordings(tmp_path, 2)
    screen.start(probe, "copy", *map(windows_path, files)).wait(60)
    screen.start(ready.folder / "FasterVox.exe", "--clipboard").wait(60)

    assert_transcribed(files)

    def on_clipboard() -> bool:
        return screen.start(probe, "text").communicate()[0].split() == 2 * TEXT.split()

    until(on_clipboard, "the text is not on the clipboard", PATIENCE)


@under_the_chinese_one
def test_an_agent_that_is_killed_in_the_middle_of_a_long_recording_goes_on_there_when_it_is_started_again(
    screen: Desktop, ready: RealProgram, tmp_path: Path
) -> None:
    """R25: segment by segment what an undisturbed run gives, whose recording is the first of the batch."""
    undisturbed = ten_minutes(tmp_path / "会议 1.wav")
    disturbed = Path(shutil.copyfile(undisturbed, tmp_path / "会议 2.wav"))
    last = Path(shutil.copyfile(CLIP, tmp_path / "会议 3.wav"))
    files = [undisturbed, disturbed, last]
    options = ("--language", "en", "--beam-size", "1", "--word-timestamps", "--format", "json")
    assert ready.fvox("queue", "add", *options, *map(windows_path, files)).returncode == 0
    _, second, _ = sorted((ready.data / "jobs").glob("*.job"))[-3:]

    until(lambda: second.read_text("utf-8").count('"committed"') >= 5, "the second recording is not begun", 400)
    ready.windows.kill()
    ready.windows.await_end("FasterVox.exe")
    committed = second.read_text("utf-8").count('"committed"')
    begun = len(transcripts(files))
    screen.start(ready.folder / "FasterVox.exe")
    until(lambda: len(transcripts(files)) == len(files), "the batch is not done", 400)

    whole, continued, short = transcripts(files)
    assert begun == 1
    assert continued == whole
    assert short["text"].strip() == TEXT.strip()
    assert 5 <= committed < len(whole["segments"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        name for file in files for name in (file.name, file.with_suffix(".json").name)
    )
