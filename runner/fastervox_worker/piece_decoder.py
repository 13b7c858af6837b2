"""Decodes one piece of a stream: in a shortened encoder window if allowed, and again in the full one if in doubt."""

import logging
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from faster_whisper.transcribe import Segment as WhisperSegment
from faster_whisper.transcribe import restore_speech_timestamps

from fastervox_worker.cancellation import Check
from fastervox_worker.commit_policy import FRAME_SECONDS, LEAST_SPEECH
from fastervox_worker.inventions import is_doubtful, is_invented
from fastervox_worker.model import Whisper
from fastervox_worker.plausibility import Facts, echoes, hotwords_in, obstacle, repeats, sounds_like, words
from fastervox_worker.recording import SAMPLE_RATE, Samples
from fastervox_worker.speech import Speech
from fastervox_worker.voice import voiced_frames

_log = logging.getLogger(__name__)

SHORTEST_WINDOW_SECONDS = 15
WINDOW_MARGIN_SECONDS = 5
LONGEST_SHORT_SECONDS = 12
"""Margin 5 s (2 s looped) and audio up to 12 s: facts [M]; with 20 s more words were wrong. Floor: with 10 s a real
recording lost a syllable; with 15 s no word more is wrong than in the full window, in nearly the time of 10 s
(ADR 45)."""

_FRAMES_PER_SECOND = 100
_LATE_SECONDS = 0.3
"""By which Whisper's times may be wrong: what lies between two segments, or just behind one, is a part of it."""
_MOST_PROMPT_LETTERS = 200
"""Of the text before: enough for spelling and style, and little to echo."""


@dataclass(frozen=True)
class Context:
    """What a piece is decoded with. Holds text of the user: never log it."""

    language: str | None
    prompt: str | None
    hotwords: str | None


@dataclass(frozen=True)
class Heard:
    """What a piece was found to say, with times from its start. `rerun` says why it was decoded twice."""

    segments: tuple[WhisperSegment, ...]
    language: str
    language_probability: float
    seconds: float
    rerun: str | None = None

    @property
    def text(self) -> str:
        """Give the text of all segments."""
        return "".join(segment.text for segment in self.segments)

    @property
    def doubtful(self) -> bool:
        """Tell whether the model was in doubt."""
        return bool(self.segments) and is_doubtful(*_doubts(self.segments))

    def unheard(self, speech: Sequence[int]) -> int:
        """Count the frames of speech that lie in no segment."""
        times = [(segment.start, segment.end) for segment in self.segments]
        return sum(
            spoken and not any(start <= frame * FRAME_SECONDS < end for start, end in times)
            for frame, spoken in enumerate(speech)
        )


class PieceDecoder:
    """Decodes with one model; used by the thread of a stream."""

    def __init__(self, whisper: Whisper, *, short_windows: bool) -> None:
        """Take the model and whether its family bears short windows."""
        self._whisper = whisper
        self._short_windows = short_windows

    def decode(self, samples: Samples, context: Context, check: Check) -> Heard:
        """Decode a piece. What the model invents into silence is left out."""
        began = time.monotonic()
        length = len(samples) / SAMPLE_RATE
        rerun = None
        if self._short_windows and length <= LONGEST_SHORT_SECONDS:
            window = max(SHORTEST_WINDOW_SECONDS, length + WINDOW_MARGIN_SECONDS)
            with self._whisper.shortened(round(window * _FRAMES_PER_SECOND)):
                heard = self._decode(samples, context, [0.0])
            rerun = _obstacle(heard, length, context)
            if rerun is not None:
                _log.info("a piece of %.1f s is decoded again in the full window: %s", length, rerun)
        if not self._short_windows or length > LONGEST_SHORT_SECONDS or rerun is not None:
            check()
            heard = self._decode(samples, context, None)
        if context.prompt is not None and _echoes(heard, context.prompt):
            check()
            _log.info("a piece of %.1f s repeats its prompt, or itself, and is decoded again without that", length)
            rerun = "prompt"
            heard = self._decode(samples, replace(context, prompt=None), None)
        if context.hotwords is not None and _reads_off(heard, context.hotwords):
            check()
            _log.info("a piece of %.1f s repeats its hotwords, and is decoded again without them", length)
            rerun = "hotwords"
            heard = self._checked(samples, heard, context)
        return replace(_believed(heard, samples), seconds=time.monotonic() - began, rerun=rerun)

    def decode_alone(self, samples: Samples, context: Context, check: Check) -> Heard:
        """Decode a piece in the full window, without anything from before it."""
        check()
        began = time.monotonic()
        heard = self._alone(samples, context)
        return replace(_believed(heard, samples), seconds=time.monotonic() - began, rerun="alone")

    def decode_whole(self, speech: Speech, context: Context) -> Heard:
        """Decode the speech of a whole recording, window by window; times are those of the recording."""
        began = time.monotonic()
        if not len(speech.samples):
            return Heard((), context.language or "", 0.0, 0.0)
        heard = self._decode(speech.samples, context, None)
        if context.hotwords is not None and _reads_off(heard, context.hotwords):
            _log.info("a recording repeats its hotwords, and is decoded again without them")
            heard = self._checked(speech.samples, heard, context)
        heard = _believed(heard, speech.samples)
        segments = heard.segments
        if speech.chunks:
            segments = tuple(restore_speech_timestamps(segments, speech.chunks, SAMPLE_RATE))
        return replace(heard, segments=segments, seconds=time.monotonic() - began)

    def _checked(self, samples: Samples, heard: Heard, context: Context) -> Heard:
        """Give what sounds like that without any hint, too; else what is heard without one."""
        alone = _believed(self._alone(samples, replace(context, language=heard.language)), samples)
        return heard if sounds_like(heard.text, alone.text) else alone

    def _alone(self, samples: Samples, context: Context) -> Heard:
        return self._decode(samples, replace(context, prompt=None, hotwords=None), None)

    def _decode(self, samples: Samples, context: Context, temperatures: list[float] | None) -> Heard:
        options = {} if temperatures is None else {"temperature": temperatures}
        segments, info = self._whisper.transcribe(
            samples,
            language=context.language,
            beam_size=1,
            initial_prompt=context.prompt,
            hotwords=context.hotwords,
            condition_on_previous_text=False,
            **options,
        )
        return Heard(tuple(segments), str(info.language), float(info.language_probability), 0.0)


def prompt_after(text: str, first: str | None) -> str | None:
    """Give the prompt for what follows a text: its end, from the beginning of a word on; at first, that of the user."""
    if not text:
        return first
    end = text[-_MOST_PROMPT_LETTERS:].strip()
    if len(text) > _MOST_PROMPT_LETTERS and " " in end:
        end = end.partition(" ")[2]
    return end


def _obstacle(heard: Heard, length: float, context: Context) -> str | None:
    if not heard.segments:
        return None
    facts = Facts(
        seconds=length,
        ratio=max(segment.compression_ratio for segment in heard.segments),
        logprob=min(segment.avg_logprob for segment in heard.segments),
        tokens=max(_tokens_by_window(heard)),
        prompt=context.prompt,
    )
    return obstacle(heard.text, facts)


def _echoes(heard: Heard, prompt: str) -> bool:
    found = words(heard.text)
    return echoes(found, prompt) or repeats(found)


def _tokens_by_window(heard: Heard) -> list[int]:
    windows: dict[int, int] = {}
    for segment in heard.segments:
        windows[segment.seek] = windows.get(segment.seek, 0) + len(segment.tokens)
    return list(windows.values())


def _reads_off(heard: Heard, hotwords: str) -> bool:
    count = hotwords_in(heard.text, hotwords)
    return count > 1 or (count == 1 and heard.doubtful)


def _believed(heard: Heard, samples: Samples) -> Heard:
    """Leave out what the model invents: the whole text, or a segment in whose time nobody speaks."""
    if _is_invented(heard.segments, heard.language):
        _log.info("the model has invented all of a text")
        return replace(heard, segments=())
    kept: list[WhisperSegment] = []
    for at, segment in enumerate(heard.segments):
        start = kept[-1].end if kept else 0.0
        following = heard.segments[at + 1].start if at + 1 < len(heard.segments) else math.inf
        end = max(segment.end, min(segment.end + _LATE_SECONDS, following))
        if not _is_invented((segment,), heard.language) or _is_spoken(samples, start, end):
            kept.append(segment)
    if len(kept) < len(heard.segments):
        _log.info("the model has invented a part of a text")
    return replace(heard, segments=tuple(kept))


def _is_spoken(samples: Samples, start: float, end: float) -> bool:
    return voiced_frames(samples, round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)) >= LEAST_SPEECH


def _is_invented(segments: tuple[WhisperSegment, ...], language: str) -> bool:
    if not segments:
        return False
    no_speech, logprob = _doubts(segments)
    return is_invented("".join(segment.text for segment in segments), language, no_speech=no_speech, logprob=logprob)


def _doubts(segments: tuple[WhisperSegment, ...]) -> tuple[float, float]:
    return max(segment.no_speech_prob for segment in segments), min(segment.avg_logprob for segment in segments)
