"""The real worker with the real model."""

import itertools
import subprocess
import sys
import time
import wave
from pathlib import Path

import pytest

from tests.conftest import load_model
from tests.media import clips, ffmpeg, joined_clips, required, silent_video
from tests.word_errors import word_errors, words
from tests.worker_process import RUNNER, Message, WorkerProcess

pytestmark = pytest.mark.model


def text_of(events: list[Message]) -> str:
    return "".join(event["segment"]["text"] for event in events if event["event"] == "segment")


def transcribe(worker: WorkerProcess, path: Path, **options: object) -> list[Message]:
    """Give the events of a transcription that succeeds."""
    events = worker.finish(worker.send("transcribe_file", path=str(path), **options))
    assert events[-1]["event"] == "result", events[-1]
    return events


@pytest.fixture(scope="module")
def clip() -> Path:
    """Give the first recording."""
    return next(iter(clips()))


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give more than two minutes of speech."""
    return joined_clips(tmp_path_factory.mktemp("long") / "long.wav", 130)


def test_the_recordings_are_understood(loaded: WorkerProcess) -> None:
    spoken = {path: words(text) for path, text in clips().items()}
    heard = {path: words(text_of(transcribe(loaded, path))) for path in spoken}
    errors = sum(word_errors(spoken[path], heard[path]) for path in spoken)
    assert errors / sum(map(len, spoken.values())) <= 0.15, heard


def test_events_come_in_order_and_tell_of_the_file(loaded: WorkerProcess, clip: Path) -> None:
    events = transcribe(loaded, clip, language="en")
    with wave.open(str(clip)) as file:
        duration = round(file.getnframes() / file.getframerate(), 3)
    segments = [event for event in events if event["event"] == "segment"]
    kinds = ["started", "progress", *["segment", "progress"] * len(segments), "progress", "result"]
    assert [event["event"] for event in events] == kinds
    assert [event["segment"]["id"] for event in segments] == list(range(len(segments)))
    started, result = events[0], events[-1]
    assert (started["duration"], started["language"], started["language_probability"]) == (duration, "en", 1)
    assert started["track"] == {"index": 0, "codec": "pcm_s16le", "channels": 1, "sample_rate": 16000}
    assert (result["duration"], result["segments"], result["language"]) == (duration, len(segments), "en")


def test_the_language_is_found(loaded: WorkerProcess, clip: Path) -> None:
    started = transcribe(loaded, clip)[0]
    assert (started["language"], started["language_probability"] > 0.5) == ("en", True)


def test_progress_never_falls_and_reaches_the_end(loaded: WorkerProcess, tmp_path: Path) -> None:
    events = transcribe(loaded, joined_clips(tmp_path / "a.wav", 45), language="en", beam_size=1)
    seconds = [event["seconds"] for event in events if event["event"] == "progress"]
    assert (seconds, seconds[-1], len(seconds) > 3) == (sorted(seconds), events[0]["duration"], True)


def test_words_are_in_order_and_inside_their_segment(loaded: WorkerProcess, tmp_path: Path) -> None:
    events = transcribe(loaded, joined_clips(tmp_path / "a.wav", 20), language="en", word_timestamps=True)
    segments = [event["segment"] for event in events if event["event"] == "segment"]
    assert segments
    for segment in segments:
        assert "".join(word["word"] for word in segment["words"]) == segment["text"]
        times = [segment["start"], *(word["start"] for word in segment["words"]), segment["end"]]
        assert times == sorted(times)
        assert all(word["start"] <= word["end"] <= segment["end"] for word in segment["words"])


def test_without_being_asked_for_there_are_no_words(loaded: WorkerProcess, clip: Path) -> None:
    assert [e["segment"]["words"] for e in transcribe(loaded, clip) if e["event"] == "segment"] == [None]


def test_a_later_start_keeps_the_times_of_the_file(loaded: WorkerProcess, tmp_path: Path) -> None:
    (first, spoken_first), (second, spoken_second) = itertools.islice(clips().items(), 2)
    path = tmp_path / "two.wav"
    with wave.open(str(path), "wb") as joined:
        for clip in (first, second):
            with wave.open(str(clip)) as file:
                joined.setparams(file.getparams()) if clip == first else None
                start = joined.getnframes() / joined.getframerate()
                joined.writeframes(file.readframes(file.getnframes()))
    for vad_filter in (True, False):
        events = transcribe(loaded, path, language="en", start_seconds=start, vad_filter=vad_filter)
        segments = [event["segment"] for event in events if event["event"] == "segment"]
        assert word_errors(words(spoken_second), words(text_of(events))) <= 2
        assert start <= segments[0]["start"] < segments[-1]["end"] <= events[0]["duration"]
    assert spoken_first not in text_of(events).lower()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"word_timestamps": True, "beam_size": 1},
        {"beam_size": 1, "vad_filter": False, "initial_prompt": "Mr. Dashwood.", "hotwords": "Norland"},
        {"beam_size": 1, "batched": True, "word_timestamps": True, "initial_prompt": "Mr. Dashwood."},
        {"language": None, "beam_size": 1},
        {"language": None, "beam_size": 1, "batched": True},
    ],
)
def test_after_an_interruption_the_segments_are_those_of_an_undisturbed_run(
    loaded: WorkerProcess, tmp_path: Path, options: dict[str, object]
) -> None:
    path = joined_clips(tmp_path / "some windows.wav", 121 if "batched" in options else 70)
    asked = {"language": "en"} | options
    whole = transcribe(loaded, path, **asked)
    segments, places = committed(whole)
    assert len(places) >= 4
    at, checkpoint = places[-3]
    asked |= {"language": whole[0]["language"]}  # which the journal keeps
    rest = transcribe(loaded, path, resume=checkpoint, **asked)
    assert committed(rest) == (segments[at:], [(before - at, place) for before, place in places[-3:]])
    count, last = places[-1]
    nothing = transcribe(loaded, path, resume=last, **asked)
    assert (count, nothing[-1]["segments"]) == (len(segments), 0)


def committed(events: list[Message]) -> tuple[list[Message], list[tuple[int, Message]]]:
    """Give the segments without their numbers, and each checkpoint with the count of segments before it."""
    segments: list[Message] = []
    places: list[tuple[int, Message]] = []
    for event in events:
        if event["event"] == "segment":
            segments.append(event["segment"] | {"id": 0})
        elif event["event"] == "progress" and event["checkpoint"] is not None:
            places.append((len(segments), event["checkpoint"]))
    return segments, places


def test_in_batches_nothing_is_lost_and_times_never_fall(loaded: WorkerProcess, long_clip: Path) -> None:
    events = transcribe(loaded, long_clip, beam_size=1, batched=True)
    segments, _ = committed(events)
    times = [time for segment in segments for time in (segment["start"], segment["end"])]
    assert (events[0]["language"], times) == ("en", sorted(times))
    once = words(" ".join(clips().values()))
    rounds = round(len(words(text_of(events))) / len(once))
    assert rounds >= 5
    assert word_errors(once * rounds, words(text_of(events))) <= len(once) * rounds * 0.15, text_of(events)


@pytest.mark.parametrize("behind", [0, 1000])
def test_a_start_at_or_behind_the_end_has_nothing_to_decode(loaded: WorkerProcess, clip: Path, behind: float) -> None:
    duration = transcribe(loaded, clip)[0]["duration"]
    result = transcribe(loaded, clip, start_seconds=duration + behind)[-1]
    assert (result["segments"], result["duration"], result["duration_after_vad"]) == (0, duration, 0)


@pytest.mark.parametrize("vad_filter", [True, False])
@pytest.mark.parametrize(("asked", "told"), [("en", ("en", 1)), (None, (None, 0))])
def test_silence_is_a_result_without_segments(
    loaded: WorkerProcess, tmp_path: Path, *, vad_filter: bool, asked: str | None, told: tuple[str | None, int]
) -> None:
    path = tmp_path / "silence.wav"
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "5", path)
    started, progress, result = transcribe(loaded, path, vad_filter=vad_filter, language=asked)
    assert (started["language"], started["language_probability"]) == told
    assert (progress["seconds"], result["segments"], result["duration_after_vad"]) == (5, 0, 0)


def test_noise_is_a_result_without_segments(loaded: WorkerProcess, tmp_path: Path) -> None:
    path = tmp_path / "noise.wav"
    ffmpeg("-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.05:seed=7:sample_rate=16000", "-t", "10", path)
    assert transcribe(loaded, path)[-1]["segments"] == 0


@pytest.mark.parametrize("milliseconds", [1, 20, 300])
@pytest.mark.parametrize("vad_filter", [True, False])
def test_very_short_audio_is_no_failure(
    loaded: WorkerProcess, clip: Path, tmp_path: Path, milliseconds: int, *, vad_filter: bool
) -> None:
    path = tmp_path / "short.wav"
    ffmpeg("-ss", "1", "-i", clip, "-t", str(milliseconds / 1000), path)
    assert transcribe(loaded, path, vad_filter=vad_filter)[0]["duration"] == milliseconds / 1000


def test_prompt_and_hotwords_are_heeded(loaded: WorkerProcess, clip: Path) -> None:
    plain = text_of(transcribe(loaded, clip, language="en"))
    led = text_of(transcribe(loaded, clip, language="en", initial_prompt="mister jon dashwoode", hotwords="Dashwoode"))
    assert ("Dashwoode" in plain, "Dashwoode" in led.title()) == (False, True)


def test_prompt_and_hotwords_may_be_longer_than_the_model_can_use(loaded: WorkerProcess, clip: Path) -> None:
    long = "Dashwood and Jennings " * 300
    for options in ({"initial_prompt": long, "hotwords": long}, {"hotwords": long}, {"initial_prompt": long}):
        assert transcribe(loaded, clip, language="en", **options)[-1]["event"] == "result"


def test_german_is_translated_into_english(loaded: WorkerProcess, tmp_path: Path) -> None:
    spoken = "Ich habe heute keine Zeit, weil ich mit meiner Mutter in die Stadt fahre."
    german = tmp_path / "german.wav"
    subprocess.run(["espeak-ng", "-v", "de", "-s", "140", "-w", german, spoken], check=True)
    said = words(text_of(transcribe(loaded, german, language="de", task="translate")))
    assert {"time", "today", "city"} <= set(said)


def test_a_language_that_the_model_does_not_know_is_refused_before_the_file_is_opened(loaded: WorkerProcess) -> None:
    answers = [loaded.call("transcribe_file", path="/none.wav", language=code) for code in ("tlh", "EN", "", "english")]
    assert [answer["code"] for answer in answers] == ["unknown_language"] * 4
    assert "en" in answers[0]["detail"]["known"].split()


def test_what_is_wrong_with_a_file_is_told_and_the_worker_goes_on(
    loaded: WorkerProcess, tmp_path: Path, clip: Path
) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.mp3").write_text("This is a text.\n" * 100)
    (tmp_path / "cut.wav").write_bytes(clip.read_bytes()[:20])
    silent_video(tmp_path / "video.mp4")
    codes = {
        name: loaded.call("transcribe_file", path=str(tmp_path / name))["code"]
        for name in ("none.wav", "", "empty.wav", "text.mp3", "cut.wav", "video.mp4")
    }
    assert codes == {
        "none.wav": "audio_missing",
        "": "audio_unreadable",
        "empty.wav": "audio_empty",
        "text.mp3": "audio_not_media",
        "cut.wav": "audio_truncated",
        "video.mp4": "audio_no_track",
    }
    assert text_of(transcribe(loaded, clip))


def test_a_file_name_may_hold_anything(loaded: WorkerProcess, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "a b 中文 😀\n'\".wav"
    path.write_bytes(clip.read_bytes())
    assert text_of(transcribe(loaded, path, language="en"))


def test_two_transcriptions_are_done_in_the_order_of_asking(loaded: WorkerProcess) -> None:
    first, second = (
        loaded.send("transcribe_file", path=str(path), language="en") for path in itertools.islice(clips(), 2)
    )
    began = len(loaded.order)
    loaded.finish(second)
    ids = [event["id"] for event in loaded.order[began:] if event["event"] != "heartbeat"]
    assert [request for request, _ in itertools.groupby(ids)] == [first, second]


def test_the_same_model_is_loaded_once_and_another_never(loaded: WorkerProcess, tmp_path: Path) -> None:
    fields = {"model_path": str(required("FASTERVOX_TEST_MODEL")), "device": "cpu", "compute_type": "int8"}
    again, other = loaded.call("load", **fields), loaded.call("load", **fields | {"model_path": str(tmp_path)})
    assert (again["event"], other["code"]) == ("result", "invalid_request")
    assert (again["compute_type"], again["multilingual"]) == ("int8_float32", True)
    assert {"en", "zh", "fr", "ar"} <= set(again["languages"])
    assert "yue" not in again["languages"]


def test_a_running_transcription_is_cancelled_and_the_next_one_done(
    loaded: WorkerProcess, long_clip: Path, clip: Path
) -> None:
    target = loaded.send("transcribe_file", path=str(long_clip), language="en")
    following = loaded.send("transcribe_file", path=str(clip), language="en")
    loaded.wait_for(target, ("started",))
    asked = time.monotonic()
    assert loaded.call("cancel", target=target)["cancelled"] is True
    took = time.monotonic() - asked
    assert [e["code"] for e in loaded.finish(target) if e["event"] == "error"] == ["cancelled"]
    assert text_of(loaded.finish(following))
    assert took < 10, "one 30 s window at most: more is no cancelling"


def test_a_waiting_transcription_is_cancelled_at_once(loaded: WorkerProcess, long_clip: Path, clip: Path) -> None:
    running = loaded.send("transcribe_file", path=str(long_clip), language="en")
    waiting = loaded.send("transcribe_file", path=str(clip))
    cancel = loaded.send("cancel", target=waiting)
    assert loaded.finish(cancel)[-1]["cancelled"] is True
    assert [event["code"] for event in loaded.finish(waiting)] == ["cancelled"]
    assert loaded.call("cancel", target=running)["cancelled"] is True
    assert loaded.call("cancel", target=running)["cancelled"] is False


def test_shutdown_cancels_what_runs_and_what_waits(worker: WorkerProcess, long_clip: Path) -> None:
    load_model(worker)
    requests = [worker.send("transcribe_file", path=str(long_clip), language="en") for _ in range(2)]
    worker.wait_for(requests[0], ("started",))
    shutdown = worker.send("shutdown")
    assert worker.finish(shutdown)[-1]["event"] == "result"
    assert [worker.finish(request)[-1]["code"] for request in requests] == ["cancelled", "cancelled"]
    assert (worker.order[-1]["id"], worker.ended(5)[0]) == (shutdown, 0)


def test_the_end_of_stdin_ends_a_decode_at_once(worker: WorkerProcess, long_clip: Path) -> None:
    load_model(worker)
    worker.wait_for(worker.send("transcribe_file", path=str(long_clip), language="en"), ("started",))
    assert worker.process.stdin
    worker.process.stdin.close()
    assert worker.ended(2)[0] == 0


def test_heartbeats_tell_what_runs(worker: WorkerProcess, long_clip: Path) -> None:
    load_model(worker)
    request = worker.send("transcribe_file", path=str(long_clip), language="en")
    worker.wait_until(lambda: worker.order[-1].get("busy") == request)
    assert worker.call("cancel", target=request)["cancelled"] is True
    worker.wait_until(lambda: worker.order[-1].get("busy", request) is None)


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_the_log_holds_nothing_that_was_said_or_asked(
    tmp_path: Path, clip: Path, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTERVOX_WORKER_LOG", level)
    with WorkerProcess(tmp_path / "worker.log") as worker:
        load_model(worker)
        events = transcribe(worker, clip, initial_prompt="Marianne", hotwords="Elinor", word_timestamps=True)
        worker.call("transcribe_file", path=str(clip), task="Willoughby")
        worker.call("shutdown")
        _, log = worker.ended(5)
    private = {*words(text_of(events)), "marianne", "elinor", "willoughby"} - words_of_the_program()
    logged = set(words(log.replace(str(clip), "")))
    assert (private & logged, len(private) > 10) == (set(), True)
    assert (str(clip) in log) == (level == "DEBUG")


def words_of_the_program() -> set[str]:
    """Give the everyday words that the program's own messages use."""
    return {"and", "in", "of", "as", "on", "for", "the", "to", "s"}


NOISY_WORKER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from faster_whisper import WhisperModel
encode = WhisperModel.encode
def noisy(self, features):
    print("noise", flush=True)
    os.write(1, b"noise\\n")
    os.system("echo noise")
    return encode(self, features)
WhisperModel.encode = noisy
from fastervox_worker.start import start_worker
start_worker()
"""


def test_a_library_that_prints_cannot_disturb_the_protocol(tmp_path: Path, clip: Path) -> None:
    command = [sys.executable, "-I", "-X", "utf8", "-c", NOISY_WORKER, str(RUNNER)]
    with WorkerProcess(tmp_path / "worker.log", command) as worker:
        load_model(worker)
        assert text_of(transcribe(worker, clip, language="en"))
        worker.call("shutdown")
        assert worker.ended(5)[1].count("noise\n") == 3
