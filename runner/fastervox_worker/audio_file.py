"""Opens an audio or video file and says exactly what is wrong with one that cannot be used."""

import ntpath
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import av
import av.container
import av.error
import av.stream

from fastervox_worker.errors import ErrorCode, WorkerError

_STILL_FORMATS = ("tty", "image2", "ico")
"""Demuxers that show text or a picture as video; those named *_pipe are pictures too."""

_LONG = 248
"""Characters of a name from which on some of Windows' functions refuse it (a folder's; 260 for a file)."""

_CONTAINER_STARTS = ((0, b"RIFF"), (4, b"ftyp"), (0, b"\x1a\x45\xdf\xa3"), (0, b"OggS"), (0, b"fLaC"))
"""What begins like this is media even when it is cut too short to open."""


@contextmanager
def open_container(path: str) -> Iterator[av.container.InputContainer]:
    """Open a file with PyAV.

    PyAV gets a Python file, not the name: FFmpeg would take some names for URLs. Nor may a playlist open anything else,
    for nothing may leave the machine.
    """
    with _open_file(path) as file:
        start = _first_bytes(file)
        try:
            container = av.open(file, "r", metadata_errors="ignore", options={"protocol_whitelist": "none"})
        except av.error.FFmpegError as error:
            if any(start[at:].startswith(mark) for at, mark in _CONTAINER_STARTS):
                raise WorkerError(ErrorCode.AUDIO_TRUNCATED, "the media file is cut or damaged at its start") from error
            raise WorkerError(ErrorCode.AUDIO_NOT_MEDIA, f"not an audio or video file: {error.strerror}") from error
        except OSError as error:
            raise unreadable(error) from error
        with container:
            yield container


def choose_track(container: av.container.InputContainer, index: int | None) -> av.AudioStream:
    """Choose the track asked for, else the one marked as default, else the first; the others are not read."""
    tracks = container.streams.audio
    if not tracks:
        raise _without_audio(container)
    if index is not None and index >= len(tracks):
        message = f"there is no audio track {index}: the file has {len(tracks)}"
        raise WorkerError(ErrorCode.AUDIO_NO_TRACK, message, {"tracks": str(len(tracks))})
    if index is None:
        marked = (track for track in tracks if track.disposition & av.stream.Disposition.default)
        chosen = next(marked, tracks[0])
    else:
        chosen = tracks[index]
    for stream in container.streams:
        if stream.index != chosen.index:
            stream.discard = av.stream.Discard.all
    return chosen


def file_at(path: str, *, windows: bool = sys.platform == "win32") -> Path:
    r"""Give a file by a name that may be long: Windows takes 260 characters and more only behind \\?\."""
    if not windows or path.startswith("\\\\?\\"):
        return Path(path)
    path = ntpath.abspath(path)  # behind the prefix nobody resolves `..`
    if len(path) < _LONG:
        return Path(path)
    return Path("\\\\?\\UNC" + path[1:] if path.startswith("\\\\") else "\\\\?\\" + path)


def unreadable(error: OSError) -> WorkerError:
    """Tell of a failed read."""
    return WorkerError(ErrorCode.AUDIO_UNREADABLE, f"the file cannot be read: {error.strerror or type(error).__name__}")


def _open_file(path: str) -> BinaryIO:
    try:
        file = file_at(path)
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise WorkerError(ErrorCode.AUDIO_UNREADABLE, "the path is a folder, not a file")
        if not stat.S_ISREG(mode):  # a pipe or device may never answer
            raise WorkerError(ErrorCode.AUDIO_UNREADABLE, "the path is not a regular file")
        return file.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WorkerError(ErrorCode.AUDIO_MISSING, "the file does not exist") from error
    except ValueError as error:  # NUL or a lone surrogate: no file can have this name
        raise WorkerError(ErrorCode.AUDIO_MISSING, "the path is not a possible file name") from error
    except OSError as error:
        raise unreadable(error) from error


def _first_bytes(file: BinaryIO) -> bytes:
    try:
        start = file.read(16)
        file.seek(0)
    except OSError as error:
        raise unreadable(error) from error
    if not start:
        raise WorkerError(ErrorCode.AUDIO_EMPTY, "the file has 0 bytes")
    return start


def _without_audio(container: av.container.InputContainer) -> WorkerError:
    name = container.format.name
    if not container.streams.video or name in _STILL_FORMATS or name.endswith("_pipe"):
        return WorkerError(ErrorCode.AUDIO_NOT_MEDIA, f"not an audio or video file, but {name}")
    return WorkerError(ErrorCode.AUDIO_NO_TRACK, "the video has no audio track", {"tracks": "0"})
