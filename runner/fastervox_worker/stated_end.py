"""Where the headers of a file say that a track ends, in seconds on the clock of its packets.

Only what a writer has stated counts. FFmpeg fills the gap with estimates from file size and bit rate, which are wrong
by seconds in healthy files (VBR MP3 without a Xing header, ADTS, AMR); Ogg and transport streams state nothing at all.
"""

import re
import struct
from typing import BinaryIO

import av
import av.container
import av.stream

from fastervox_worker.audio_file import file_at

_UNFINISHED_WAV_BYTES = 0x7FFF_F000
"""From here on a data size is what a writer to a pipe puts there (sox 0x7FFFF000, arecord 2^31, FFmpeg 2^32 - 1)."""

_ASF_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_ASF_BROADCAST = 1

_MP3_SEARCHED_BYTES = 1 << 20
_LAYER_3_RATES = ((11025, 12000, 8000), (), (22050, 24000, 16000), (44100, 48000, 32000))
_VBRI_OFFSET = 36


def stated_end(container: av.container.InputContainer, stream: av.AudioStream, path: str, end: float) -> float | None:
    """Give the end that is stated for the track of which `end` was reached, or None where none is."""
    names = set(container.format.name.split(","))
    if names & {"mov", "flac", "aiff", "au"}:
        return _of_stream(stream)
    if "matroska" in names:
        return _of_matroska(container, stream)
    stated = None
    with file_at(path).open("rb") as file:
        if "wav" in names:
            stated = end * _whole_of_wav(file)
        elif "mp3" in names:
            stated = _of_mp3(file)
        elif "avi" in names:
            stated = _of_cut_avi(file, stream)
        elif "asf" in names and _is_alone(container):
            stated = _of_cut_asf(file)
    return stated


def _of_stream(stream: av.AudioStream) -> float | None:
    if not stream.duration or stream.time_base is None:
        return None
    return float((stream.duration + (stream.start_time or 0)) * stream.time_base)


def _of_matroska(container: av.container.InputContainer, stream: av.AudioStream) -> float | None:
    stated = re.fullmatch(r"(\d+):(\d+):(\d+(?:\.\d+)?)", stream.metadata.get("DURATION", ""))
    if stated:
        return int(stated[1]) * 3600 + int(stated[2]) * 60 + float(stated[3])
    return container.duration / av.time_base if container.duration and _is_alone(container) else None


def _is_alone(container: av.container.InputContainer) -> bool:
    """Tell whether the duration of the file is that of its one track; a picture may go on without sound."""
    films = [s for s in container.streams.video if not s.disposition & av.stream.Disposition.attached_pic]
    return not films and len(container.streams.audio) == 1


def _whole_of_wav(file: BinaryIO) -> float:
    """Give the stated size of the data chunk as a multiple of what is there, 1 if the writer did not know it."""
    size = file.seek(0, 2)
    position, stated_64 = 12, 0
    while position + 8 <= size:
        file.seek(position)
        name, length = struct.unpack("<4sI", file.read(8))
        if name == b"ds64":
            stated_64 = struct.unpack("<Q", file.read(16)[8:].ljust(8, b"\0"))[0]
        elif name == b"data":
            stated, present = stated_64 or length, size - position - 8
            unknown = not present or (not stated_64 and stated >= _UNFINISHED_WAV_BYTES)
            return 1.0 if unknown else max(1.0, stated / present)
        position += 8 + length + length % 2
    return 1.0


def _of_cut_avi(file: BinaryIO, stream: av.AudioStream) -> float | None:
    """Take the length of the stream only where bytes are missing: it counts what the writer left empty too."""
    start = file.read(8)
    if len(start) < 8 or struct.unpack_from("<I", start, 4)[0] + 8 <= file.seek(0, 2):  # noqa: PLR2004
        return None
    return float(stream.frames * stream.time_base) if stream.frames and stream.time_base else None


def _of_mp3(file: BinaryIO) -> float | None:
    """Count the frames that a Xing, Info or VBRI header states."""
    start = file.read(10)
    if start[:3] == b"ID3":
        tag = 0
        for byte in start[6:10]:
            tag = tag << 7 | byte & 0x7F
        file.seek(10 + tag)
        start = b""
    found = re.search(rb"\xff[\xe2-\xff][\x10-\xeb].", start + file.read(_MP3_SEARCHED_BYTES), re.DOTALL)
    if not found:
        return None
    frame = found.string[found.start() : found.start() + 400]
    version, rate = frame[1] >> 3 & 3, frame[2] >> 2 & 3
    if version == 1 or rate == 3:  # noqa: PLR2004  # both are reserved
        return None
    mono, mpeg_1 = frame[3] >> 6 == 3, version == 3  # noqa: PLR2004
    xing = 4 + ((17 if mono else 32) if mpeg_1 else (9 if mono else 17))
    frames = 0
    if frame[xing : xing + 4] in (b"Xing", b"Info"):
        flags, stated = struct.unpack(">II", frame[xing + 4 : xing + 12].ljust(8, b"\0"))
        frames = stated if flags & 1 else 0
    elif frame[_VBRI_OFFSET : _VBRI_OFFSET + 4] == b"VBRI":
        frames = struct.unpack(">I", frame[_VBRI_OFFSET + 14 : _VBRI_OFFSET + 18].ljust(4, b"\0"))[0]
    samples = 1152 if mpeg_1 else 576
    return frames * samples / _LAYER_3_RATES[version][rate] if frames else None


def _of_cut_asf(file: BinaryIO) -> float | None:
    """Take the playing time only where bytes are missing: some writers count a tail that holds nothing."""
    header = file.read(1 << 16)
    at = header.find(_ASF_FILE_PROPERTIES)
    if at < 0 or len(header) < at + 92:
        return None
    stated_bytes = struct.unpack_from("<Q", header, at + 40)[0]
    playing, _, preroll, flags = struct.unpack_from("<QQQI", header, at + 64)
    if flags & _ASF_BROADCAST or stated_bytes <= file.seek(0, 2):
        return None
    return float(playing / 10_000_000 - preroll / 1000)
