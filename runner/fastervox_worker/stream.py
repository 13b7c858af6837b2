"""A stream of speech: audio comes in, text comes out while it does.

The thread that reads the requests hears the audio, frame by frame, and has the policy decide; the stream's own thread
decodes. What is complete is decoded once; the tail is decoded on speculation whenever somebody pauses.
"""

import logging
import threading
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fastervox_worker.cancellation import Cancellation, Check
from fastervox_worker.commit_policy import (
    FRAME_SAMPLES,
    FRAME_SECONDS,
    FULL_WINDOW,
    LEAST_SPEECH,
    LONG_PAUSE,
    SHORT_WINDOW,
    Commit,
    CommitPolicy,
    Decision,
    Piece,
    Speculate,
    covers,
)
from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.events import AudioTaken, Partial, Redecoding, Segment, SegmentCommitted, Streamed
from fastervox_worker.joining import after_forced_cut, before_forced_cut
from fastervox_worker.language import SpokenLanguage
from fastervox_worker.piece_decoder import Context, Heard, prompt_after
from fastervox_worker.plausibility import says_more, too_little, words
from fastervox_worker.recording import SAMPLE_RATE, Samples
from fastervox_worker.speech import absolute_segment, find_speech, probability
from fastervox_worker.voice import VoiceDetector

if TYPE_CHECKING:
    from fastervox_worker.channel import Channel
    from fastervox_worker.engine import Engine
    from fastervox_worker.requests import StreamAudio, StreamOpen

_BYTES_PER_SAMPLE = 2
_FRAME_BYTES = FRAME_SAMPLES * _BYTES_PER_SAMPLE
_FULL_SCALE = 32768.0
_MOST_WAITING_SECONDS = 60.0
"""Of pieces that wait for the model; with more than that, audio is taken but not answered, which stops the sender."""

_LONGEST_COUGH_SECONDS = 4.0
"""The voice detector takes coughs and laughs of this length for speech, in which the model finds no word."""
_MOST_UNHEARD_SECONDS = 2.0
"""Of speech that lies in no segment of its piece: Whisper's times are not that wrong, the decoder stopped too early."""
_MOST_TOGETHER_SECONDS = 28.0
"""Of pieces that are decoded together because the model cannot keep up; Whisper's window has 30 s."""

_log = logging.getLogger(__name__)


class _WithdrawnError(Exception):
    """Somebody speaks on: the speculation under way is void."""


class Stream:
    """One stream. The reading thread calls `audio`, `release`, `close` and `cancel`, the stream's own one `decode`."""

    def __init__(self, stream_id: str, request: "StreamOpen", engine: "Engine", channel: "Channel") -> None:
        """Begin in silence; without a model there is no stream."""
        self.id = stream_id
        self.cancels: list[str] = []
        self._request = request
        self._engine = engine
        self._decoder = engine.decoder(request)
        self._channel = channel
        self._voice = VoiceDetector()
        self._cancellation = Cancellation()
        # Guarded by the condition:
        self._changed = threading.Condition()
        self._policy = CommitPolicy(SHORT_WINDOW if request.short_windows else FULL_WINDOW)
        self._pcm = bytearray()
        self._heard_to = 0
        self._commits: deque[Piece] = deque()
        self._speculation: Piece | None = None
        self._unanswered: deque[str] = deque()
        self._closed_at: float | None = None
        # Of the decoding thread alone:
        self._known: tuple[Piece, Heard] | None = None
        self._language = SpokenLanguage(request.language)
        self._text = ""
        self._count = 0
        self._pieces: list[Piece] = []
        self._doubt: str | None = None
        self._decode_seconds = 0.0
        self._reruns = 0
        self._withdrawn = 0

    def audio(self, request_id: str, request: "StreamAudio") -> None:
        """Take the next samples."""
        with self._changed:
            if self._closed_at is not None:
                raise WorkerError(ErrorCode.INVALID_REQUEST, "the stream is closed")
            expected = len(self._pcm) // _BYTES_PER_SAMPLE
            if request.position != expected:
                message = f"audio at sample {request.position}, but {expected} came before"
                raise WorkerError(ErrorCode.INVALID_REQUEST, message)
            self._pcm += request.pcm
            self._hear()
            self._unanswered.append(request_id)
            self._answer()
            self._changed.notify()

    def release(self) -> None:
        """Begin with what is probably the last piece, while the last samples are still on their way."""
        with self._changed:
            if self._closed_at is None:
                self._decide(self._policy.release())
                self._changed.notify()

    def close(self) -> None:
        """Decode what is left; nothing comes after it."""
        with self._changed:
            if self._closed_at is not None:
                return
            self._closed_at = time.monotonic()
            if left := (len(self._pcm) - self._heard_to) // _BYTES_PER_SAMPLE:
                self._hear_frame(np.pad(self._samples(self._heard_to, len(self._pcm)), (0, FRAME_SAMPLES - left)))
            if tail := self._policy.end():
                self._commit(tail)
            self._changed.notify()

    def cancel(self, request_id: str | None) -> None:
        """End without a result; the request is answered when that is done."""
        with self._changed:
            if request_id is not None:
                self.cancels.append(request_id)
            self._cancellation.ask()
            self._changed.notify()

    def decode(self) -> Streamed:
        """Decode until the stream is closed, and give its result."""
        while (work := self._next()) is not None:
            piece, speculative = work
            if speculative:
                self._speculate(piece)
            else:
                self._deliver(piece, self._heard(piece))
        return self._finish()

    def end(self) -> None:
        """Answer what was not answered yet."""
        with self._changed:
            while self._unanswered:
                self._channel.send(self._unanswered.popleft(), AudioTaken(self._waiting()))

    def _hear(self) -> None:
        while len(self._pcm) - self._heard_to >= _FRAME_BYTES:
            frame = self._samples(self._heard_to, self._heard_to + _FRAME_BYTES)
            self._heard_to += _FRAME_BYTES
            self._hear_frame(frame)

    def _hear_frame(self, frame: Samples) -> None:
        self._decide(self._policy.hear(self._voice.probability(frame), float(np.dot(frame, frame))))

    def _decide(self, decision: Decision | None) -> None:
        if isinstance(decision, Commit):
            self._commit(decision.piece)
        elif decision is not None:
            self._speculation = decision.piece if isinstance(decision, Speculate) else None

    def _commit(self, piece: Piece) -> None:
        if self._speculation is not None and not self._speculation.says_as_much_as(piece):
            self._speculation = None
        self._commits.append(piece)

    def _waiting(self) -> float:
        return round(sum(piece.seconds for piece in self._commits), 3)

    def _answer(self) -> None:
        waiting = self._waiting()
        while self._unanswered and waiting <= _MOST_WAITING_SECONDS:
            self._channel.send(self._unanswered.popleft(), AudioTaken(waiting))

    def _next(self) -> tuple[Piece, bool] | None:
        """Wait for something to decode, and tell whether that is a speculation; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._cancellation.asked or self._has_work() or self._closed_at is not None)
            self._cancellation.check()
            if self._commits:
                piece = self._popped()
                if self._speculation is not None and self._speculation.start < piece.end:
                    self._speculation = None  # done, or done now
                self._answer()
                return piece, False
            if self._closed_at is not None or self._speculation is None:
                return None
            return self._speculation, True

    def _popped(self) -> Piece:
        """Give the next piece; what has waited behind it comes along as far as one window holds both."""
        piece = self._commits.popleft()
        while self._commits and self._goes_along(piece, self._commits[0]):
            following = self._commits.popleft()
            piece = replace(following, start=piece.start, voiced=piece.voiced + following.voiced)
        return piece

    def _goes_along(self, piece: Piece, following: Piece) -> bool:
        known = self._known is not None and any(self._known[0].says_as_much_as(one) for one in (piece, following))
        near = following.start - piece.end <= LONG_PAUSE
        return not known and near and (following.end - piece.start) * FRAME_SECONDS <= _MOST_TOGETHER_SECONDS

    def _has_work(self) -> bool:
        known = self._known[0] if self._known is not None else None
        return bool(self._commits) or (self._speculation is not None and self._speculation != known)

    def _speculate(self, piece: Piece) -> None:
        def check() -> None:
            self._cancellation.check()
            committed = any(piece.says_as_much_as(other) for other in tuple(self._commits))
            if self._speculation != piece and not committed:
                raise _WithdrawnError

        try:
            heard = self._run(piece, check)
        except _WithdrawnError:
            self._withdrawn += 1
            return
        self._withdrawn += self._known is not None
        self._known = (piece, heard)
        self._channel.send(
            self.id, Partial(_seconds(piece.start), _seconds(piece.end), self._joined(heard.text, self._goes_on()))
        )

    def _heard(self, piece: Piece) -> Heard:
        known, self._known = self._known, None
        if known is not None and known[0].says_as_much_as(piece):
            return known[1]
        self._withdrawn += known is not None
        return self._run(piece, self._cancellation.check)

    def _run(self, piece: Piece, check: Check, *, anew: bool = False) -> Heard:
        """Decode a piece; anew: by itself, in the full window."""
        with self._changed:
            samples = self._samples(piece.start * _FRAME_BYTES, piece.end * _FRAME_BYTES)
        context = Context(
            self._language.settled, prompt_after(self._text, self._request.initial_prompt), self._request.hotwords
        )
        began = time.monotonic()
        with self._engine.decoding(check):
            decode = self._decoder.decode_alone if anew else self._decoder.decode
            heard = decode(samples, context, check)
        self._decode_seconds += time.monotonic() - began
        self._reruns += heard.rerun is not None
        if self._is_stray(piece) and heard.doubtful:
            _log.info("a sound of %.2f s far behind a piece is no certain word", piece.voiced * FRAME_SECONDS)
            return replace(heard, segments=())
        return heard

    def _is_stray(self, piece: Piece) -> bool:
        """Tell whether a piece is so short, and so far from any other, that it may well be a click or a cough."""
        alone = bool(self._pieces) and piece.start - self._pieces[-1].end > LONG_PAUSE
        return alone and piece.voiced < LEAST_SPEECH

    def _deliver(self, piece: Piece, heard: Heard) -> None:
        goes_on = self._goes_on()
        heard = self._accounted(piece, heard)
        self._pieces.append(piece)
        segments = [
            absolute_segment(found, self._count + at, _seconds(piece.start), _seconds(piece.end))
            for at, found in enumerate(heard.segments)
        ]
        if not segments:
            return
        self._language.heard(heard.language, probability(heard.language_probability))
        segments[0] = replace(segments[0], text=self._joined(segments[0].text, goes_on))
        if piece.forced:
            segments[-1] = replace(segments[-1], text=before_forced_cut(segments[-1].text))
        self._send(segments)

    def _accounted(self, piece: Piece, heard: Heard) -> Heard:
        """Decode a piece again, by itself, of whose speech the text does not give account."""
        spoken = piece.voiced * FRAME_SECONDS
        little = too_little(heard.text, spoken)
        speech = self._policy.heard[piece.start : piece.end]
        unheard = heard.unheard(speech) * FRAME_SECONDS
        if not little and unheard <= _MOST_UNHEARD_SECONDS:
            return heard
        alone = heard
        if heard.segments or heard.rerun != "hotwords":
            reason = "too little text" if little else f"{unheard:.1f} s of it in no segment"
            _log.info("a piece with %.1f s of speech is decoded again alone: %s", spoken, reason)
            alone = self._run(piece, self._cancellation.check, anew=True)
        if not little:
            fuller = says_more(alone.text, heard.text) and alone.unheard(speech) < heard.unheard(speech)
            return alone if fuller else heard
        if not too_little(alone.text, spoken):
            return alone
        if heard.text or alone.text or spoken > _LONGEST_COUGH_SECONDS:
            self._doubt = f"{spoken:.1f} s of speech in a piece gave too little text"
        return heard

    def _send(self, segments: list[Segment]) -> None:
        for segment in segments:
            self._channel.send(self.id, SegmentCommitted(segment))
        self._count += len(segments)
        self._text += "".join(segment.text for segment in segments)

    def _goes_on(self) -> bool:
        return bool(self._pieces) and self._pieces[-1].forced

    def _joined(self, text: str, goes_on: bool) -> str:  # noqa: FBT001  # what _goes_on says
        return after_forced_cut(text, self._text, self._language.code) if goes_on else text

    def _finish(self) -> Streamed:
        reason = self._doubt
        if not covers(self._pieces, self._policy.voiced):
            reason = "there is speech outside of the pieces"
        if reason is not None and not self._redecoded(reason):
            reason = None
        duration = round(len(self._pcm) / _BYTES_PER_SAMPLE / SAMPLE_RATE, 3)
        tail = round(time.monotonic() - (self._closed_at or 0.0), 3)
        _log.info(
            "stream of %.1f s: %d pieces, %.2f s of decoding, %.2f s behind its end, %d decoded again, %d withdrawn",
            *(duration, len(self._pieces), self._decode_seconds, tail, self._reruns, self._withdrawn),
        )
        return Streamed(
            duration=duration,
            speech_seconds=round(self._policy.voiced * FRAME_SECONDS, 3),
            language=self._language.code,
            language_probability=self._language.certainty,
            segments=self._count,
            decode_seconds=round(self._decode_seconds, 3),
            tail_seconds=tail,
            reruns=self._reruns,
            withdrawn=self._withdrawn,
            redecoded=reason,
        )

    def _redecoded(self, reason: str) -> bool:
        """Let one decode of the whole decide, unless it has heard less than the pieces."""
        _log.warning("the stream is decoded anew as a whole: %s", reason)
        samples = self._samples(0, len(self._pcm))
        context = Context(self._request.language, self._request.initial_prompt, self._request.hotwords)
        began = time.monotonic()
        with self._engine.decoding(self._cancellation.check):
            heard = self._decoder.decode_whole(find_speech(samples, vad_filter=True), context)
        self._decode_seconds += time.monotonic() - began
        if len(words(heard.text)) < len(words(self._text)):
            _log.warning("it has heard less: the pieces stay")
            return False
        self._channel.send(self.id, Redecoding(reason))
        self._count, self._text = 0, ""
        if heard.segments:
            self._language = SpokenLanguage(self._request.language)
            self._language.heard(heard.language, probability(heard.language_probability))
        end = len(samples) / SAMPLE_RATE
        self._send([absolute_segment(found, at, 0.0, end) for at, found in enumerate(heard.segments)])
        return True

    def _samples(self, start: int, end: int) -> Samples:
        """Give the samples between two bytes."""
        return np.frombuffer(bytes(self._pcm[start:end]), "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def _seconds(frame: int) -> float:
    return round(frame * FRAME_SECONDS, 3)
