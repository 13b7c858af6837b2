"""Reading of audio and video files."""

import os
import socket
import threading
from pathlib import Path
from typing import Self

import numpy as np
import pytest
from faster_whisper.audio import decode_audio

from fastervox_worker import audio_file
from fastervox_worker.cancellation import Cancellation
from fastervox_worker.errors import WorkerError
from fastervox_worker.events import Track
from fastervox_worker.recording import SAMPLE_RATE, Recording, read_recording
from tests.media import ffmpeg, silent_video, tone


def read(path: Path | str, track: int | None = None) -> Recording:
    return read_recording(str(path), track, lambda: None)


def failure(path: Path | str, track: int | None = None) -> str:
    with pytest.raises(WorkerError) as caught:
        read(path, track)
    assert str(path) not in caught.value.message
    return caught.value.code.value


def pitch(recording: Recording) -> int:
    """Give the strongest frequency in Hz, to the next 10."""
    spectrum = np.abs(np.fft.rfft(recording.samples))
    return int(round(int(spectrum.argmax()) / recording.seconds, -1))


def two_tracks(path: Path, default: int) -> Path:
    """Make a video with a track of 440 Hz and one of 880 Hz."""
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=duration=2:size=64x64"),
        *("-f", "lavfi", "-i", "sine=frequency=440:duration=2"),
        *("-f", "lavfi", "-i", "sine=frequency=880:duration=2"),
        *("-map", "0", "-map", "1", "-map", "2"),
        *("-disposition:a:0", "0", "-disposition:a:1", "0", f"-disposition:a:{default}", "default"),
        path,
    )
    return path


@pytest.mark.parametrize(
    "name",
    ["a.wav", "a.mp3", "a.m4a", "a.flac", "a.opus", "a.ogg", "a.wma", "a.aac", "a.aiff", "a.mka", "a.mp4", "a.webm"],
)
def test_every_usual_audio_format_is_read(tmp_path: Path, name: str) -> None:
    recording = read(tone(tmp_path / name))
    assert (pitch(recording), 1.85 < recording.seconds < 2.15) == (440, True)


@pytest.mark.parametrize("name", ["v.mp4", "v.mkv", "v.avi", "v.mov", "v.webm", "v.wmv", "v.ts", "v.mpg"])
def test_the_sound_of_every_usual_video_format_is_read(tmp_path: Path, name: str) -> None:
    path = tone(tmp_path / name, "-f", "lavfi", "-i", "testsrc=duration=2:size=64x64", "-ar", "48000")
    recording = read(path)
    assert (pitch(recording), 1.85 < recording.seconds < 2.15) == (440, True)


@pytest.mark.parametrize("options", [["-ar", "44100", "-ac", "2"], ["-ar", "8000"], ["-c:a", "pcm_f32le"]])
def test_the_samples_are_those_of_faster_whisper(tmp_path: Path, options: list[str]) -> None:
    path = tone(tmp_path / "a.wav", *options, seconds=40)
    assert np.array_equal(read(path).samples, decode_audio(str(path)))


def test_the_track_is_described(tmp_path: Path) -> None:
    path = tone(tmp_path / "a.flac", "-ar", "44100", "-ac", "2")
    assert read(path).track == Track(index=0, codec="flac", channels=2, sample_rate=44100)


@pytest.mark.parametrize(("default", "hertz"), [(0, 440), (1, 880)])
def test_the_default_track_is_read(tmp_path: Path, default: int, hertz: int) -> None:
    recording = read(two_tracks(tmp_path / "v.mkv", default))
    assert (recording.track.index, pitch(recording)) == (default, hertz)


@pytest.mark.parametrize(("track", "hertz"), [(0, 440), (1, 880)])
def test_the_track_asked_for_is_read(tmp_path: Path, track: int, hertz: int) -> None:
    recording = read(two_tracks(tmp_path / "v.mp4", 0), track)
    assert (recording.track.index, pitch(recording)) == (track, hertz)


def test_a_track_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkerError) as caught:
        read(two_tracks(tmp_path / "v.mkv", 0), 2)
    assert (caught.value.code.value, caught.value.detail) == ("audio_no_track", {"tracks": "2"})


def test_a_track_that_starts_late_keeps_its_time(tmp_path: Path) -> None:
    path = tmp_path / "v.mkv"
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=duration=4:size=64x64"),
        *("-itsoffset", "1.5", "-f", "lavfi", "-i", "sine=duration=2"),
        path,
    )
    samples = read(path).samples
    assert int(np.flatnonzero(np.abs(samples) > 0.05)[0]) / 16000 == pytest.approx(1.5, abs=0.05)


@pytest.mark.parametrize("name", ["a.mka", "a.webm", "v.ts"])
def test_where_a_recorder_wrote_nothing_the_times_behind_it_stay_right(tmp_path: Path, name: str) -> None:
    whole = tone(tmp_path / "whole.wav", seconds=20)
    path = tmp_path / name
    ffmpeg("-i", whole, "-af", "aselect='not(between(t,5,15))'", path)

    recording = read(path)

    assert recording.seconds == pytest.approx(20, abs=0.2)
    assert not recording.samples[6 * SAMPLE_RATE : 14 * SAMPLE_RATE].any()
    assert recording.damage is None


def test_a_track_that_changes_its_form_on_the_way_is_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "joined.mp3"
    stereo = tone(tmp_path / "stereo.mp3", "-ar", "44100", "-ac", "2")
    mono = tone(tmp_path / "mono.mp3", "-ar", "22050")
    path.write_bytes(stereo.read_bytes() + mono.read_bytes())
    assert read(path).seconds == pytest.approx(4, abs=0.3)


@pytest.mark.parametrize(
    "name",
    ["with spaces.wav", "中文 文件.wav", "😀.wav", "new\nline.wav", "http:x.wav", "concat:a|b.wav", "%d.wav", "-i.wav"],
)
def test_any_file_name_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(tone(tmp_path / "a.wav").read_bytes())
    assert read(path).seconds == 2


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    tone(tmp_path / "a.wav")
    paths: list[Path | str] = [tmp_path / "none.wav", tmp_path / "a.wav" / "b.wav", "nul\0.wav", "surrogate\ud800.wav"]
    assert [failure(path) for path in paths] == ["audio_missing"] * 4


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert failure(tmp_path) == "audio_unreadable"


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tone(tmp_path / "a.wav")
    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    assert failure(path) == "audio_unreadable"


def test_a_device_that_never_answers_is_not_waited_for() -> None:
    assert failure(os.devnull) == "audio_unreadable"


def test_a_read_error_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unplugged:
        name = "a.wav"

        def __init__(self, content: bytes) -> None:
            self._left = [content[:16], content[:32768]]

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def seek(self, *_: int) -> int:
            return 0

        def read(self, _: int) -> bytes:
            if not self._left:
                raise OSError(5, "Input/output error")
            return self._left.pop(0)

    content = tone(tmp_path / "a.wav", seconds=10).read_bytes()
    monkeypatch.setattr(audio_file, "_open_file", lambda _: Unplugged(content))
    assert failure("a.wav") == "audio_unreadable"


def test_a_file_of_0_bytes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.touch()
    assert failure(path) == "audio_empty"


def test_a_file_of_0_seconds_is_told(tmp_path: Path) -> None:
    assert failure(tone(tmp_path / "a.wav", "-t", "0")) == "audio_empty"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", b"This is a text, whatever its name says.\n" * 100),
        ("a.txt", b"This is a text.\n" * 100),
        ("a.wav", bytes(range(256)) * 50),
        ("a.wav", b"\0" * 5000),
        ("a.srt", b"1\n00:00:00,000 --> 00:00:01,000\nHello\n\n"),
        ("a.pdf", b"%PDF-1.7\n" + bytes(range(256))),
        ("a.html", b"<html></html>"),
    ],
)
def test_what_is_not_media_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert failure(path) == "audio_not_media"


@pytest.mark.parametrize("name", ["p.png", "p.jpg", "p.bmp"])
def test_a_picture_is_not_media(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ffmpeg("-f", "lavfi", "-i", "color=red:size=64x64", "-frames:v", "1", path)
    assert failure(path) == "audio_not_media"


@pytest.mark.parametrize("name", ["v.mp4", "v.mkv", "v.avi", "v.gif"])
def test_a_video_without_sound_is_told(tmp_path: Path, name: str) -> None:
    assert failure(silent_video(tmp_path / name)) == "audio_no_track"


@pytest.mark.parametrize(
    ("name", "kept"), [("a.m4a", 0.5), ("a.mkv", 0.02), ("a.wav", 0.00004), ("a.flac", 0.002), ("a.ogg", 0.002)]
)
def test_a_file_of_which_nothing_is_left_to_decode_is_told(tmp_path: Path, name: str, kept: float) -> None:
    path = tone(tmp_path / name, seconds=20)
    content = path.read_bytes()
    path.write_bytes(content[: max(16, int(len(content) * kept))])
    assert failure(path) == "audio_truncated"


def test_a_playlist_cannot_reach_the_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        path = tmp_path / "list.m3u8"
        path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n")
        assert failure(path) == "audio_not_media"
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = tone(tmp_path / "a.mp3", seconds=60)
    cancellation = Cancellation()
    packets = 0

    def check() -> None:
        nonlocal packets
        packets += 1
        if packets == 10:
            asking = threading.Thread(target=cancellation.ask)
            asking.start()
            asking.join()
        cancellation.check()

    with pytest.raises(WorkerError) as caught:
        read_recording(str(path), None, check)
    assert (caught.value.code.value, packets) == ("cancelled", 10)


def test_a_long_name_is_given_to_windows_in_the_form_that_it_takes() -> None:
    long = "x" * 250
    names = [
        "C:\\talk.wav",
        f"C:\\{long}.wav",
        f"\\\\server\\share\\{long}.wav",
        f"\\\\?\\C:\\{long}.wav",
        f"C:\\a\\..\\{long}.wav",
    ]

    assert [str(audio_file.file_at(name, windows=True)) for name in names] == [
        names[0], f"\\\\?\\C:\\{long}.wav", f"\\\\?\\UNC\\server\\share\\{long}.wav", names[3],
        f"\\\\?\\C:\\{long}.wav",
    ]  # fmt: skip
    assert str(audio_file.file_at(names[1], windows=False)) == names[1]
