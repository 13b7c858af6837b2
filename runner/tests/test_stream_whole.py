"""When a decode of the whole decides about a stream, with a model that is played."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fastervox_worker.events import Redecoding
from fastervox_worker.piece_decoder import Heard
from tests.played_stream import PlayedStream, heard

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = " It was a bright cold day in April."


class Player:
    """A decoder that hears what it is told to."""

    def __init__(self, pieces: list[str], alone: str, whole: str) -> None:
        self._pieces = pieces
        self._alone = alone
        self._whole = whole

    def decode(self, *_: object) -> Heard:
        return heard(self._pieces.pop(0))

    def decode_alone(self, *_: object) -> Heard:
        return heard(self._alone)

    def decode_whole(self, *_: object) -> Heard:
        return heard(self._whole)


class EarlyStopper:
    """A decoder that gives text for the first seconds of a piece, and another one for more of it when it is alone."""

    def __init__(self, alone: str, end: float = 30.0) -> None:
        self._alone = alone
        self._end = end

    def decode(self, *_: object) -> Heard:
        return heard(TEXT, end=3.0)

    def decode_alone(self, *_: object) -> Heard:
        return heard(self._alone, self._end)


def streamed(monkeypatch: pytest.MonkeyPatch, player: Player) -> tuple[str, list[str], str | None]:
    """Give the text after two pieces of eight and five seconds, the reasons that were told, and that of the result."""
    played = PlayedStream(monkeypatch, player)
    played.speech(8)
    played.silence(3)
    played.speech(5)
    played.stream.close()
    result = played.stream.decode()
    return played.text(), [event.reason for event in played.all(Redecoding)], result.redecoded


def test_a_piece_that_gives_enough_on_its_own_needs_no_decode_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert streamed(monkeypatch, Player([TEXT, " No."], " And the clocks were striking.", "")) == (
        TEXT + " And the clocks were striking.",
        [],
        None,
    )


def test_where_too_little_was_heard_the_whole_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = "5.0 s of speech in a piece gave too little text"
    whole = TEXT + " And the clocks were striking thirteen."
    assert streamed(monkeypatch, Player([TEXT, " No."], "", whole)) == (whole, [reason], reason)


@pytest.mark.parametrize("whole", ["", " It was."])
def test_what_the_pieces_have_is_not_given_away_for_less(monkeypatch: pytest.MonkeyPatch, whole: str) -> None:
    assert streamed(monkeypatch, Player([TEXT, " No."], "", whole)) == (TEXT + " No.", [], None)


@pytest.mark.parametrize(
    ("alone", "expected"),
    [(TEXT + " And the clocks struck.", TEXT + " And the clocks struck."), (" It was.", TEXT), (" No" * 20, TEXT)],
)
def test_a_piece_whose_decoder_stopped_early_is_decoded_again_alone_and_the_fuller_text_stays(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, alone: str, expected: str
) -> None:
    played = PlayedStream(monkeypatch, EarlyStopper(alone))
    played.speech(11)
    played.stream.close()
    with caplog.at_level("INFO"):
        result = played.stream.decode()

    assert (played.text(), result.redecoded) == (expected, None)
    assert "a piece with 11.0 s of speech is decoded again alone: 8.0 s of it in no segment" in caplog.messages


def test_more_words_for_the_same_speech_are_other_spellings_and_do_not_replace_the_vocabulary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played = PlayedStream(monkeypatch, EarlyStopper(" It was a bright cold day in A prill.", end=3.0))
    played.speech(11)
    played.stream.close()
    played.stream.decode()

    assert played.text() == TEXT


class NothingBehindHotwords:
    """A decoder that was shown hotwords, heard nothing without them, and hears the whole."""

    def decode(self, *_: object) -> Heard:
        return replace(heard(""), rerun="hotwords")

    def decode_whole(self, *_: object) -> Heard:
        return heard(TEXT)


def test_a_piece_in_which_nothing_was_heard_without_hotwords_is_not_decoded_so_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played = PlayedStream(monkeypatch, NothingBehindHotwords())
    played.speech(5)
    played.stream.close()
    result = played.stream.decode()

    assert (played.text(), result.redecoded) == (TEXT, "5.0 s of speech in a piece gave too little text")


class Judge:
    """A decoder that is more or less sure of the second piece, which is spoken while the first one is decoded."""

    def __init__(self, logprob: float) -> None:
        self._pieces = [heard(TEXT), heard(" No.", logprob=logprob)]
        self.happens: list[Callable[[], None]] = []

    def decode(self, *_: object) -> Heard:
        while self.happens:
            self.happens.pop(0)()
        return self._pieces.pop(0)


@pytest.mark.parametrize(
    ("pause", "seconds", "logprob", "expected"),
    [
        (3, 0.2, -0.5, TEXT + " No."),
        (3, 0.2, -0.8, TEXT),
        (1, 0.2, -0.8, TEXT + " No."),
        (3, 0.4, -0.8, TEXT + " No."),
    ],
)
def test_a_short_sound_far_behind_a_piece_is_a_word_only_if_the_model_is_sure(
    monkeypatch: pytest.MonkeyPatch, pause: float, seconds: float, logprob: float, expected: str
) -> None:
    judge = Judge(logprob)
    played = PlayedStream(monkeypatch, judge, short_windows=True)
    played.speech(8)
    played.silence(pause)
    judge.happens = [lambda: played.speech(seconds), played.stream.close]

    assert (played.stream.decode().redecoded, played.text()) == (None, expected)
