"""What is missing of a recording is told, and nothing is told of a whole one."""

import subprocess
from pathlib import Path

import pytest

from fastervox_worker.events import Damage
from fastervox_worker.recording import Recording, read_recording
from tests.media import ffmpeg, tone

pytestmark = pytest.mark.media

FILM = ("-f", "lavfi", "-i", "testsrc=size=64x64:rate=10:duration=20", "-pix_fmt", "yuv420p")
FRONT = ("-movflags", "+faststart")
FRAGMENTS = ("-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-frag_duration", "1000000")

STATING = [
    ("a.wav", ()),
    ("a.wav", ("-rf64", "always")),
    ("a.wav", ("-c:a", "adpcm_ms")),
    ("a.mp3", ()),
    ("a.mp3", ("-q:a", "5", "-ar", "44100", "-ac", "2")),
    ("a.flac", ()),
    ("a.aiff", ()),
    ("a.au", ()),
    ("a.wma", ("-ar", "44100")),
    ("a.mka", ()),
    ("a.m4a", FRONT),
    ("v.mp4", (*FILM, *FRONT)),
    ("v.mkv", FILM),
    ("v.webm", (*FILM, "-c:v", "libvpx", "-deadline", "realtime")),
    ("v.avi", FILM),
]
"""Formats whose headers tell how long the track is."""

SILENT = [
    ("a.ogg", ()),
    ("a.opus", ()),
    ("a.aac", ()),
    ("a.mp3", ("-write_xing", "0")),
    ("a.mp3", ("-write_xing", "0", "-q:a", "5")),
    ("v.ts", FILM),
    ("v.wmv", (*FILM, "-ar", "44100")),
]
"""Formats whose headers tell nothing, or nothing of the track."""

CONTIGUOUS = [("a.flac", ()), ("a.ogg", ()), ("a.opus", ()), ("a.m4a", ()), ("a.mp3", ())]
"""Formats in which a hole can be told from a pause."""


def read(path: Path) -> Recording:
    return read_recording(str(path), None, lambda: None)


def seconds(damage: Damage | None) -> tuple[str, int] | None:
    """Give kind and missing seconds, to the next whole one."""
    return None if damage is None else (damage.kind, round(damage.missing_seconds))


def cut(path: Path, part: float) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    return path


def overwrite_middle(path: Path, part: float = 0.1) -> Path:
    content = bytearray(path.read_bytes())
    middle, count = len(content) // 2, int(len(content) * part)
    content[middle : middle + count] = b"\xa5" * count
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "options"), [*STATING, *SILENT, ("v.mov", FILM), ("v.mpg", (*FILM, "-r", "25", "-ar", "48000"))]
)
def test_a_whole_recording_is_not_called_damaged(tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    assert read(tone(tmp_path / name, *options, seconds=20)).damage is None


@pytest.mark.parametrize(("name", "options"), STATING)
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_cut_recording_is_read_as_far_as_it_goes_and_the_rest_is_missed(
    tmp_path: Path, name: str, options: tuple[str, ...], part: float
) -> None:
    recording = read(cut(tone(tmp_path / name, *options, seconds=20), part))
    assert recording.damage is not None
    assert recording.damage.kind == "truncated"
    assert recording.seconds == pytest.approx(20 * part, abs=3)
    assert recording.seconds + recording.damage.missing_seconds == pytest.approx(20, abs=0.4)


@pytest.mark.parametrize(("name", "options"), SILENT)
def test_where_no_header_tells_the_length_a_cut_recording_is_read_without_a_word(
    tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    recording = read(cut(tone(tmp_path / name, *options, seconds=20), 0.5))
    assert (recording.damage, 5 < recording.seconds < 15) == (None, True)


@pytest.mark.parametrize(("name", "options"), CONTIGUOUS)
def test_the_sound_behind_a_damaged_place_is_read_and_the_hole_is_measured(
    tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    recording = read(overwrite_middle(tone(tmp_path / name, *options, seconds=40)))
    assert recording.damage is not None
    assert recording.damage.kind == "corrupt"
    assert 30 < recording.seconds < 38
    assert recording.seconds + recording.damage.missing_seconds == pytest.approx(40, abs=0.5)


@pytest.mark.parametrize("name", ["a.mka", "a.wma", "a.aac", "v.ts", "v.flv"])
def test_the_sound_behind_a_damaged_place_is_read_where_a_hole_may_be_a_pause(tmp_path: Path, name: str) -> None:
    options = FILM if name.startswith("v") else ()
    recording = read(overwrite_middle(tone(tmp_path / name, *options, "-ar", "44100", seconds=20), 0.05))
    assert recording.seconds > 10


def test_a_transport_stream_is_read_on_behind_a_stretch_of_nothing(tmp_path: Path) -> None:
    path = tone(tmp_path / "v.ts", *FILM, seconds=20)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + bytes(400_000) + content[len(content) // 2 :])
    assert read(path).seconds == pytest.approx(20, abs=0.5)


def test_packets_of_another_place_do_not_spoil_the_rest(tmp_path: Path) -> None:
    path = tone(tmp_path / "a.m4a", *FRONT, seconds=20)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + content[len(content) // 2 + 5000 :])
    recording = read(path)
    assert (recording.seconds > 9, seconds(recording.damage)) == (True, ("truncated", round(20 - recording.seconds)))


def test_fragments_are_missed_where_the_header_knows_of_them(tmp_path: Path) -> None:
    recording = read(cut(tone(tmp_path / "a.mp4", *FRAGMENTS, seconds=20), 0.5))
    assert recording.seconds == pytest.approx(10, abs=2)


@pytest.mark.parametrize("size", [0, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
def test_a_wav_file_of_unknown_size_is_whole(tmp_path: Path, size: int) -> None:
    path = tone(tmp_path / "a.wav", "-fflags", "+bitexact", seconds=20)
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = size.to_bytes(4, "little")
    path.write_bytes(content)
    recording = read(path)
    assert (recording.damage, recording.seconds) == (None, 20)


@pytest.mark.parametrize("form", ["wav", "mp3", "flac", "matroska", "webm", "ogg", "mpegts"])
def test_what_was_written_to_a_pipe_is_whole(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration=20:sample_rate=48000", "-f", form, "-"]
    path.write_bytes(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    assert read(path).damage is None


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("v.mp4", ()),
        ("v.mkv", ()),
        ("v.mov", ()),
        ("v.avi", ()),
        ("v.webm", ("-c:v", "libvpx", "-deadline", "realtime")),
        ("v.wmv", ("-ar", "44100")),
    ],
)
@pytest.mark.parametrize("delay", ["0", "3"])
def test_sound_that_is_shorter_than_its_film_or_starts_later_is_whole(
    tmp_path: Path, name: str, options: tuple[str, ...], delay: str
) -> None:
    path = tmp_path / name
    ffmpeg(*FILM[:4], "-itsoffset", delay, "-f", "lavfi", "-i", "sine=duration=5", *FILM[4:], *options, path)
    assert read(path).damage is None


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.m4a", "a.flac", "a.ogg", "a.opus", "a.aac", "a.wma", "a.mka"])
@pytest.mark.parametrize("tail", [b"TAG" + bytes(125), bytes(5000), bytes(range(256)) * 20])
def test_tags_and_garbage_behind_the_sound_are_no_damage(tmp_path: Path, name: str, tail: bytes) -> None:
    path = tone(tmp_path / name, seconds=5)
    path.write_bytes(path.read_bytes() + tail)
    recording = read(path)
    assert (recording.damage, 4.7 < recording.seconds < 5.3) == (None, True)


@pytest.mark.parametrize("names", [("a.mp3", "b.mp3"), ("b.mp3", "a.mp3"), ("a.ogg", "a.ogg"), ("a.opus", "a.opus")])
def test_joined_files_are_whole(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        tone(tmp_path / name, seconds=5 if name.startswith("a") else 20)
    path = tmp_path / "joined"
    path.write_bytes(b"".join((tmp_path / name).read_bytes() for name in names))
    assert read(path).damage is None


@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.mka"])
def test_a_piece_copied_out_of_a_recording_is_whole(tmp_path: Path, name: str) -> None:
    whole = tone(tmp_path / f"whole-{name}", seconds=20)
    ffmpeg("-ss", "3", "-i", whole, "-t", "10", "-c", "copy", tmp_path / name)
    assert read(tmp_path / name).damage is None


def test_a_matroska_file_without_the_duration_of_its_track_states_that_of_its_only_one(tmp_path: Path) -> None:
    path = tone(tmp_path / "a.mka", seconds=20)
    path.write_bytes(path.read_bytes().replace(b"DURATION", b"COMMENT_"))
    whole, part = read(path).damage, read(cut(path, 0.5))
    assert (whole, seconds(part.damage)) == (None, ("truncated", round(20 - part.seconds)))


def test_an_mp3_file_with_a_picture_in_its_tag_states_its_length(tmp_path: Path) -> None:
    picture = tmp_path / "p.png"
    ffmpeg("-f", "lavfi", "-i", "testsrc=size=640x480", "-frames:v", "1", picture)
    sound, path = tone(tmp_path / "s.mp3", seconds=20), tmp_path / "a.mp3"
    ffmpeg("-i", sound, "-i", picture, "-map", "0", "-map", "1", "-c", "copy", "-id3v2_version", "3", path)
    whole, part = path.read_bytes(), len(sound.read_bytes()) // 2
    cover = read(path).damage
    path.write_bytes(whole[:-part])
    assert (cover, seconds(read(path).damage)) == (None, ("truncated", 10))
