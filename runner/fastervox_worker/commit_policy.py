"""Decides where a stream of speech is cut into pieces that are decoded while the person still speaks.

Pure: frames in, decisions out, no audio and no clock. A frame is one of the voice detector's, 32 ms. Every frame that
the detector takes for speech ends up in exactly one piece, but for sounds that are too short to be a word.
"""

from dataclasses import dataclass
from itertools import pairwise

FRAME_SAMPLES = 512
"""Silero's frame at 16 kHz."""
FRAME_SECONDS = FRAME_SAMPLES / 16000


def frames(seconds: float) -> int:
    """Give the number of frames in a time, rounded up."""
    return -int(-seconds // FRAME_SECONDS)


SPEECH_BEGINS = 0.5
SPEECH_ENDS = 0.35
"""Silero's own thresholds, as faster-whisper has them: once somebody speaks, 0.35 is enough to go on."""

PAUSE = frames(0.7)
"""A pause that commits. facts: at 300 ms 2 to 8 words of 119 were wrong, at 500 ms 3, at 800 ms none."""
SHORT_PAUSE = frames(0.3)
ENOUGH = frames(10)
"""From this length on a short pause commits: pieces of 8 s and more that were cut at 300 ms lost no word (facts), and a
cut at a later place without any pause would tear a sentence."""
LONG_PAUSE = frames(2)
"""A pause that commits whatever there is: faster-whisper cuts silence of this length out, too."""
LONGEST = frames(20)
"""A piece is cut here if nobody pauses. It bounds how long a release has to wait for a decode under way."""
EARLIEST_CUT = frames(10)
"""A forced cut is made behind this, at the quietest place."""
LATEST_CUT = frames(0.3)
"""And so long before the present: a cut in what was just said would leave the next piece a bit of a word."""
CUT_WIDTH = 5
"""Frames over which quietness is measured: a closure of a consonant lasts up to 100 ms, a gap between words longer."""
SPECULATE = frames(0.25)
"""Silence after which the tail is decoded on the chance that it is the end, as RealtimeSTT does. At a release half
a second behind the last word 3 s of speech are decoded 0.06 s later (simulated; with 0.3 s of silence 0.12 s), before
the last samples are there."""
LEAD_IN = frames(0.3)
"""Kept before the first frame of speech: consonants begin below the detector's threshold (Handy keeps 450 ms)."""
LEAD_OUT = frames(0.2)
"""Kept behind the last one."""
LEAST_SPEECH = frames(0.25)
"""Less than this, before anything else was said, is a touch of the key, a click or a breath; the shortest word of the
test clips has 0.29 s."""

LEAST_WORD = frames(0.15)
"""Less than this is none either behind a piece, where "no" or "five" may be the last word."""

RELEASED = frames(0.08)
"""Silence behind a release after which the tail is decoded: people let go with the last syllable still sounding."""

COST_OF_SPEECH = 0.45
"""Of a second, in the seconds of a decode that its encoder window fixes (measured, base int8, 2 threads: processor time
= 2.15 s + 0.065 s for each second of speech)."""
SHORT_DECODE = frames(4)
SPECULATION_ALLOWANCE = 1.3
SPECULATION_SHARE = 0.02
"""What speculations that came to nothing may cost: so many decodes of that length, and a share of what was heard.
Whoever pauses in each sentence would otherwise have the processor decode everything twice. Simulated on 40
recordings of the development voice: with a share of 0.15 a minute cost a tenth more, and no text came sooner."""


@dataclass(frozen=True)
class Window:
    """What an encoder window makes of the cost of a decode, in frames of speech that cost as much."""

    fixed_cost: int
    """Of any decode."""
    least_pending: int
    """A piece that a pause commits is at least this long: a shorter one pays nearly as much for less."""

    def cost(self, length: int) -> float:
        """Give the cost of decoding so many frames."""
        return self.fixed_cost + COST_OF_SPEECH * length


FULL_WINDOW = Window(frames(15), ENOUGH)
SHORT_WINDOW = Window(frames(7.5), frames(6))


@dataclass(frozen=True)
class Piece:
    """A stretch to decode, from one frame to another (exclusive); `voiced` counts the frames of speech in it."""

    start: int
    end: int
    voiced: int
    forced: bool = False
    """Cut where nobody paused: the sentence goes on in the next piece."""

    def says_as_much_as(self, other: "Piece") -> bool:
        """Tell whether the two differ in nothing but silence at their ends."""
        return (self.start, self.voiced, self.forced) == (other.start, other.voiced, other.forced)

    @property
    def length(self) -> int:
        """Frames of the piece."""
        return self.end - self.start

    @property
    def seconds(self) -> float:
        """Length of the piece."""
        return self.length * FRAME_SECONDS


@dataclass(frozen=True)
class Commit:
    """The piece is complete; says as much as that of the last speculation if nothing was said since."""

    piece: Piece


@dataclass(frozen=True)
class Speculate:
    """The piece may be the last: decode it if there is nothing else to do."""

    piece: Piece


@dataclass(frozen=True)
class Withdraw:
    """It was not the end: the last speculation is void."""


Decision = Commit | Speculate | Withdraw


class CommitPolicy:
    """Hears frame by frame and decides; `end` gives the rest."""

    def __init__(self, window: Window = FULL_WINDOW) -> None:
        """Begin in silence."""
        self._window = window
        self._released = False
        self._now = 0  # frames heard
        self._start = 0  # of the pending piece
        self._speech: list[bool] = []  # of each frame from _start on
        self._levels: list[float] = []
        self._speaking = False
        self._speculated: Piece | None = None
        self._begun = False  # there is a piece
        self._wasted = 0.0
        self.heard = bytearray()
        """Of each frame so far, whether it is speech."""
        self.voiced = 0
        """Frames of speech so far, without sounds that were too short."""

    def hear(self, probability: float, level: float) -> Decision | None:
        """Take a frame's probability of speech and its level, in any unit that grows with loudness."""
        self._speaking = probability >= (SPEECH_ENDS if self._speaking else SPEECH_BEGINS)
        self._now += 1
        self.heard.append(self._speaking)
        self._speech.append(self._speaking)
        self._levels.append(level)
        if self._speaking:
            self.voiced += 1
            return self._spoken()
        if not any(self._speech):
            self._forget(self._now - LEAD_IN)
            return None
        return self._silent()

    def release(self) -> Decision | None:
        """Say that the end is near: what is pending is probably all, as soon as nobody speaks."""
        self._released = True
        begin = self._speculated is None and any(self._speech) and self._silence() >= RELEASED
        return self._speculate(self._piece()) if begin else None

    def end(self) -> Piece | None:
        """Give what is left; None if that is no speech."""
        piece = self._piece() if any(self._speech) else None
        return piece if piece is not None and self._is_speech(piece) else None

    def _spoken(self) -> Decision | None:
        if self._speculated is not None:
            self._wasted += self._window.cost(self._speculated.length)
            self._speculated = None
            return Withdraw()
        return self._forced()

    def _silent(self) -> Decision | None:
        silence = self._silence()
        piece = self._piece()
        pause = SHORT_PAUSE if piece.length >= ENOUGH else PAUSE
        if silence >= LONG_PAUSE or (silence >= pause and piece.length >= self._window.least_pending):
            if self._is_speech(piece):
                return self._commit(piece)
            self._drop(piece)
            return None
        if self._speculated is None and self._may_be_the_end(silence, piece):
            return self._speculate(piece)
        return self._forced()

    def _is_speech(self, piece: Piece) -> bool:
        return piece.voiced >= (LEAST_WORD if self._begun else LEAST_SPEECH)

    def _may_be_the_end(self, silence: int, piece: Piece) -> bool:
        return silence >= RELEASED if self._released else silence == SPECULATE and self._affordable(piece)

    def _speculate(self, piece: Piece) -> Decision | None:
        if not self._is_speech(piece):
            return None
        self._speculated = piece
        return Speculate(piece)

    def _affordable(self, piece: Piece) -> bool:
        allowed = SPECULATION_ALLOWANCE * self._window.cost(SHORT_DECODE) + SPECULATION_SHARE * self._now
        return self._wasted + self._window.cost(piece.length) <= allowed

    def _forced(self) -> Decision | None:
        if self._now - self._start < LONGEST:
            return None
        first, last = EARLIEST_CUT, len(self._levels) - LATEST_CUT
        sums = [0.0]
        for level in self._levels:
            sums.append(sums[-1] + level)
        cut = min(range(first, last), key=lambda at: (sums[at + CUT_WIDTH] - sums[at], -at)) + CUT_WIDTH // 2
        return self._commit(Piece(self._start, self._start + cut, sum(self._speech[:cut]), forced=True))

    def _commit(self, piece: Piece) -> Commit:
        if self._speculated is not None and not self._speculated.says_as_much_as(piece):
            self._wasted += self._window.cost(self._speculated.length)
        self._speculated = None
        self._begun = True
        self._forget(piece.end)
        return Commit(piece)

    def _drop(self, piece: Piece) -> None:
        self.voiced -= piece.voiced
        self._forget(self._now - LEAD_IN)

    def _piece(self) -> Piece:
        """Give what is pending, with its end a little behind the last speech."""
        end = min(self._now, self._now - self._silence() + LEAD_OUT)
        return Piece(self._start, end, sum(self._speech))

    def _silence(self) -> int:
        return next(count for count, speech in enumerate(reversed(self._speech)) if speech)

    def _forget(self, start: int) -> None:
        """Let the pending piece begin later."""
        if start > self._start:
            del self._speech[: start - self._start]
            del self._levels[: start - self._start]
            self._start = start


def covers(pieces: list[Piece], voiced: int) -> bool:
    """Tell whether pieces that follow one another hold all speech but for what is no word."""
    in_order = all(before.end <= after.start for before, after in pairwise(pieces))
    return in_order and sum(piece.voiced for piece in pieces) + LEAST_SPEECH > voiced
