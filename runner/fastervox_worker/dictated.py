"""A recording of somebody who dictates, decoded as the whole of a stream is."""

from collections.abc import Iterator

from faster_whisper.transcribe import Segment as WhisperSegment

from fastervox_worker.events import Checkpoint
from fastervox_worker.model import Whisper
from fastervox_worker.piece_decoder import Context, PieceDecoder
from fastervox_worker.recording import Samples
from fastervox_worker.requests import TranscribeFile
from fastervox_worker.speech import find_speech, probability


class Dictated:
    """The segments of a dictation, all together, as it is judged what to believe; so there is no place to go on at."""

    origin = 0.0
    """Seconds of the recording before what is decoded here."""

    def __init__(self, whisper: Whisper, request: TranscribeFile, samples: Samples) -> None:
        """Decode all of it."""
        speech = find_speech(samples, vad_filter=request.vad_filter)
        self.speech_seconds = speech.seconds
        decoder = PieceDecoder(whisper, short_windows=False)
        heard = decoder.decode_whole(speech, Context(request.language, request.initial_prompt, request.hotwords))
        self.language = heard.language or None
        self.certainty = 1.0 if request.language is not None else probability(heard.language_probability)
        self._segments = heard.segments

    def segments(self) -> Iterator[WhisperSegment]:
        """Give what was said; times are those of the recording."""
        yield from self._segments

    def checkpoint(self) -> Checkpoint | None:
        """Give none."""
        return None
