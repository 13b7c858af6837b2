"""Decodes a file in batches: pieces of up to 30 s, cut at pauses, several at once.

The weights of the model are read once for all of a batch, which is what costs. A piece is decoded without the text
before it, so each can be checked, decoded again and gone on with by itself. Whisper's own timestamps would cost more
than a point of word errors here; the words are aligned with the sound instead. What looks wrong is decoded again alone,
window by window.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from math import inf
from typing import Any

import numpy as np
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import Segment as WhisperSegment
from faster_whisper.transcribe import Word, get_compression_ratio, get_ctranslate2_storage, get_suppressed_tokens
from faster_whisper.vad import VadOptions

from fastervox_worker.errors import ErrorCode, native_failure
from fastervox_worker.events import Checkpoint
from fastervox_worker.model import Whisper
from fastervox_worker.plausibility import Facts, obstacle, too_little
from fastervox_worker.recording import SAMPLE_RATE
from fastervox_worker.requests import TranscribeFile
from fastervox_worker.speech import Speech

_log = logging.getLogger(__name__)

SHORTEST_RECORDING_SECONDS = 120.0
"""One batch: of a shorter recording nothing would be seen before all of it is done."""
LONGEST_PIECE_SECONDS = 30.0
"""Whisper's window."""
PAUSES = VadOptions(min_silence_duration_ms=160, max_speech_duration_s=LONGEST_PIECE_SECONDS)
"""Where pieces may end: faster-whisper's own choice for batches."""
MOST_AT_ONCE = {"cpu": 4, "cuda": 8}
"""Pieces. More is hardly faster, and a kill or a dictation waits for the whole batch."""
_BYTES_OF_A_PIECE = 0.7
"""Of memory on the CPU, times the size of the model: 0.46 measured with base, 0.63 known of small."""
_SHARE_OF_MEMORY = 0.5
_SAMPLES_PER_FRAME = 160
_FRAMES_PER_SECOND = 100
_MOST_TOKENS = 440
"""Of the 448 that Whisper can hold: whoever comes near them is in a loop."""
MOST_RATIO = 2.2
"""Compression ratio: half a minute compresses better than a phrase. A famous beginning has 2.1, a loop had 2.3."""
_UNHEARD_SECONDS = 5.0
"""So long nobody is silent where voice detection heard speech: words are missing."""

_BEFORE_WORDS = "\"'\u201c\u00bf([{-"
_AFTER_WORDS = "\"'.\u3002,\uff0c!\uff01?\uff1f:\uff1a\u201d)]}\u3001"
"""What belongs to the word behind it or before it: faster-whisper's own lists."""
_SENTENCE_MARKS = tuple(".!?\u2026\u3002\uff01\uff1f")
_CLAUSE_MARKS = (*_SENTENCE_MARKS, *",;:\uff0c\u3001\uff1b\uff1a")
_CLOSING = "\"')\u2019\u201d\u300d\u300f"
_SENTENCE_PAUSE_SECONDS = 0.15
"""Behind a sentence, but not behind "Mr."."""
_PAUSE_SECONDS = 1.5
_LONG_SECONDS = 6.0
_TOO_LONG_SECONDS = 12.0


def fits(request: TranscribeFile, seconds: float) -> bool:
    """Tell whether a recording of that length is decoded in batches."""
    return request.batched and request.vad_filter and seconds - request.start_seconds >= SHORTEST_RECORDING_SECONDS


def at_once(device: str, model_bytes: int, available_bytes: int) -> int:
    """Tell how many pieces to decode at a time; a GPU that has no room for them says so."""
    most = MOST_AT_ONCE[device]
    if device != "cpu" or not available_bytes:
        return most
    return max(1, min(most, int(available_bytes * _SHARE_OF_MEMORY / (model_bytes * _BYTES_OF_A_PIECE))))


@dataclass(frozen=True)
class _Piece:
    """A stretch of the speech, in samples."""

    start: int
    end: int

    @property
    def frame(self) -> int:
        return _frame(self.start)

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / SAMPLE_RATE


class Batches:
    """The segments of a recording, and after each piece the place to go on at."""

    def __init__(self, whisper: Whisper, request: TranscribeFile, speech: Speech, size: int) -> None:
        """Cut the speech, begin at the request's checkpoint; its language is known, `size` pieces at a time at most."""
        self._whisper = whisper
        self._request = request
        self._samples = speech.samples
        self._size = size
        self._tokenizer = Tokenizer(
            whisper.hf_tokenizer, whisper.model.is_multilingual, task=request.task, language=request.language
        )
        prompt = [] if request.initial_prompt is None else self._tokenizer.encode(" " + request.initial_prompt.strip())
        self._prompt = whisper.get_prompt(self._tokenizer, prompt, without_timestamps=True, hotwords=request.hotwords)
        self._pieces = _pieces(speech)
        self._begin = request.resume or Checkpoint(0, (), 0.0)
        self._fresh: Checkpoint | None = self._begin
        self._last_speech = self._begin.last_speech

    @property
    def size(self) -> int:
        """As many pieces are decoded at a time, now that memory has had its say."""
        return self._size

    def segments(self) -> Iterator[WhisperSegment]:
        """Decode batch after batch; times are those of the speech."""
        left = [piece for piece in self._pieces if piece.frame >= self._begin.seek]
        while left:
            batch = left[: self._size]
            try:
                found = self._decode(batch)
            except (RuntimeError, MemoryError) as error:
                if len(batch) == 1 or native_failure(error).code != ErrorCode.OUT_OF_MEMORY:
                    raise
                self._size = len(batch) // 2
                _log.warning("no memory for %d pieces at a time", len(batch))
                continue
            for piece, result, timed in found:
                segments = self._checked(piece, result, timed)
                if timed["words"]:
                    self._last_speech = float(timed["end"])
                self._fresh = None  # of a piece without text
                yield from segments[:-1]
                self._fresh = Checkpoint(_frame(piece.end), (), self._last_speech)
                yield from segments[-1:]
            left = left[len(batch) :]

    def checkpoint(self) -> Checkpoint | None:
        """Give the beginning, then the place behind each piece that has given its last segment, once."""
        fresh, self._fresh = self._fresh, None
        return fresh

    def _decode(self, batch: list[_Piece]) -> list[tuple[_Piece, Any, dict[str, Any]]]:
        """Give what CTranslate2 found for each piece, and its words as faster-whisper times them."""
        extract = self._whisper.feature_extractor
        features = [pad_or_trim(extract(self._samples[piece.start : piece.end])[..., :-1]) for piece in batch]
        encoded = self._encoded(features)
        results = self._whisper.model.generate(
            encoded,
            [self._prompt] * len(batch),
            beam_size=self._request.beam_size,
            max_length=self._whisper.max_length,
            suppress_tokens=get_suppressed_tokens(self._tokenizer, [-1]),
            return_scores=True,
            return_no_speech_prob=True,
        )
        timed = [
            {"seek": piece.frame, "start": piece.start / SAMPLE_RATE, "end": piece.end / SAMPLE_RATE, "tokens": tokens}
            for piece, tokens in zip(batch, (result.sequences_ids[0] for result in results), strict=True)
        ]
        self._whisper.add_word_timestamps(
            [[piece] for piece in timed],
            self._tokenizer,
            encoded,
            [round(piece.seconds * _FRAMES_PER_SECOND) for piece in batch],
            _BEFORE_WORDS,
            _AFTER_WORDS,
            last_speech_timestamp=self._last_speech,
        )
        return list(zip(batch, results, timed, strict=True))

    def _encoded(self, features: list[Any]) -> Any:
        """Encode pieces; on a CPU each by itself: that is a tenth faster, and a dictation waits for one of them."""
        if self._whisper.model.device != "cpu":
            return self._whisper.encode(np.stack(features))
        return get_ctranslate2_storage(np.concatenate([np.asarray(self._whisper.encode(one)) for one in features]))

    def _checked(self, piece: _Piece, result: Any, timed: dict[str, Any]) -> list[WhisperSegment]:
        """Give the segments of a piece, or those of another decode if it is not to be trusted."""
        tokens = result.sequences_ids[0]
        text = self._tokenizer.decode(tokens).strip()
        words = [_word(piece, **found) for found in timed["words"]]
        facts = Facts(
            seconds=piece.seconds,
            ratio=get_compression_ratio(text),
            logprob=result.scores[0] * len(tokens) / (len(tokens) + 1),
            tokens=len(tokens),
            prompt=self._request.initial_prompt,
            most_tokens=_MOST_TOKENS,
            most_ratio=MOST_RATIO,
        )
        doubt = obstacle(text, facts) or _unheard(piece, text, words)
        if doubt is not None:
            _log.info("a piece of %.1f s is decoded again: %s", piece.seconds, doubt)
            return self._again(piece, prompted=doubt != "prompt")
        return [
            WhisperSegment(
                id=0,
                seek=piece.frame,
                start=sentence[0].start,
                end=sentence[-1].end,
                text="".join(word.word for word in sentence),
                tokens=[],
                avg_logprob=facts.logprob,
                compression_ratio=facts.ratio,
                no_speech_prob=result.no_speech_prob,
                words=sentence,
                temperature=0.0,
            )
            for sentence in sentences(words)
        ]

    def _again(self, piece: _Piece, *, prompted: bool) -> list[WhisperSegment]:
        request = self._request
        segments, _ = self._whisper.transcribe(
            self._samples[piece.start : piece.end],
            language=request.language,
            task=request.task,
            beam_size=request.beam_size,
            word_timestamps=True,
            initial_prompt=request.initial_prompt if prompted else None,
            hotwords=request.hotwords,
            condition_on_previous_text=False,
        )
        return [_inside(piece, found) for found in segments]


def sentences(words: list[Word]) -> Iterator[list[Word]]:
    """Cut where a sentence ends, and a long one at a comma or wherever it is too long."""
    sentence: list[Word] = []
    for word, following in zip_longest(words, words[1:]):
        sentence.append(word)
        length = word.end - sentence[0].start
        pause = following.start - word.end if following else inf
        last = word.word.rstrip(_CLOSING)[-1:]
        ends = last in _SENTENCE_MARKS and (pause >= _SENTENCE_PAUSE_SECONDS or length >= _LONG_SECONDS)
        long = length >= _TOO_LONG_SECONDS or (length >= _LONG_SECONDS and last in _CLAUSE_MARKS)
        if ends or long or pause >= _PAUSE_SECONDS:
            yield sentence
            sentence = []


def _unheard(piece: _Piece, text: str, words: list[Word]) -> str | None:
    # The last word before sound without words is stretched over it.
    begins = [piece.start / SAMPLE_RATE, *(word.start for word in words), piece.end / SAMPLE_RATE]
    if max(later - earlier for earlier, later in pairwise(begins)) >= _UNHEARD_SECONDS:
        return "a gap"
    return "too little" if too_little(text, piece.seconds) else None


def _word(piece: _Piece, word: str, start: float, end: float, probability: float) -> Word:
    """Keep a word in its piece: it may be timed some hundredths beyond."""
    return Word(_within(piece, start), _within(piece, end), word, float(probability))


def _inside(piece: _Piece, found: WhisperSegment) -> WhisperSegment:
    """Move what was found in the sound of a piece to its place."""
    first = piece.start / SAMPLE_RATE
    words = [_word(piece, w.word, w.start + first, w.end + first, w.probability) for w in found.words]
    return replace(found, start=_within(piece, found.start + first), end=_within(piece, found.end + first), words=words)


def _within(piece: _Piece, seconds: float) -> float:
    return min(max(float(seconds), piece.start / SAMPLE_RATE), piece.end / SAMPLE_RATE)


def _frame(sample: int) -> int:
    return -(-sample // _SAMPLES_PER_FRAME)


def _pieces(speech: Speech) -> list[_Piece]:
    """Join stretches of speech as long as they fit into Whisper's window."""
    lengths = [chunk["end"] - chunk["start"] for chunk in speech.chunks or ()]
    pieces: list[_Piece] = []
    for length in lengths:
        start = pieces[-1].end if pieces else 0
        if pieces and start + length - pieces[-1].start <= LONGEST_PIECE_SECONDS * SAMPLE_RATE:
            pieces[-1] = replace(pieces[-1], end=start + length)
        else:
            pieces.append(_Piece(start, start + length))
    return pieces
