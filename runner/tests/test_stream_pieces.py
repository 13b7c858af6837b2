"""What a stream decodes, and when, with a model that is played."""

import threading
from typing import TYPE_CHECKING

import pytest

from fastervox_worker.cancellation import Check
from fastervox_worker.events import AudioTaken, Partial
from fastervox_worker.piece_decoder import Context, Heard
from fastervox_worker.recording import SAMPLE_RATE, Samples
from tests.played_stream import PlayedStream, heard

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = " It was a bright cold day in April, and the clocks were striking thirteen."
"""Enough for any piece here."""


class Player:
    """A decoder during whose first decode something happens."""

    def __init__(self) -> None:
        self.happens: Callable[[], None] = lambda: None
        self.seconds: list[float] = []
        self.begins = threading.Event()

    def decode(self, samples: Samples, _: Context, check: Check) -> Heard:
        self.seconds.append(round(len(samples) / SAMPLE_RATE, 1))
        self.begins.set()
        happens, self.happens = self.happens, lambda: None
        happens()
        check()
        return heard(f"{LONG} {len(self.seconds)}.")


@pytest.fixture
def player() -> Player:
    return Player()


def opened(monkeypatch: pytest.MonkeyPatch, player: Player) -> PlayedStream:
    return PlayedStream(monkeypatch, player, short_windows=True)


def test_who_speaks_on_while_a_speculation_is_decoded_makes_it_void(
    monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    played = opened(monkeypatch, player)
    played.speech(3)
    played.silence(0.4)

    def speaks_on() -> None:
        played.speech(2)
        played.stream.close()

    player.happens = speaks_on
    result = played.stream.decode()

    assert (played.text(), played.all(Partial), player.seconds) == (f"{LONG} 2.", [], [3.2, 5.4])
    assert result.withdrawn == 1


def test_a_speculation_that_was_decoded_is_void_too_when_another_one_follows(
    monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    played = opened(monkeypatch, player)

    def speaks_on() -> None:
        played.speech(2)
        played.silence(0.15)
        played.stream.release()

    reactions = [speaks_on, played.stream.close]
    told = played.send

    def send(request_id: str, event: object) -> None:
        told(request_id, event)
        if isinstance(event, Partial):
            reactions.pop(0)()

    monkeypatch.setattr(played, "send", send)
    played.speech(3)
    played.silence(0.4)
    result = played.stream.decode()

    assert (played.text(), len(played.all(Partial)), player.seconds) == (f"{LONG} 2.", 2, [3.2, 5.5])
    assert result.withdrawn == 1


def test_a_speculation_that_comes_true_while_it_is_decoded_is_decoded_once(
    monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    played = opened(monkeypatch, player)
    played.speech(3)
    played.silence(0.4)

    def says_no_more() -> None:
        played.silence(2)
        played.stream.close()

    player.happens = says_no_more
    result = played.stream.decode()

    assert (played.text(), len(played.all(Partial)), player.seconds) == (f"{LONG} 1.", 1, [3.2])
    assert result.withdrawn == 0


def test_pieces_that_waited_are_decoded_together(monkeypatch: pytest.MonkeyPatch, player: Player) -> None:
    played = opened(monkeypatch, player)
    for _ in range(3):
        played.speech(8)
        played.silence(0.8)
    played.stream.close()
    result = played.stream.decode()

    assert (played.text(), player.seconds, result.segments) == (f"{LONG} 1.", [25.8], 1)
    assert (result.speech_seconds, result.redecoded) == (24.0, None)


def test_no_more_is_decoded_together_than_one_window_holds(monkeypatch: pytest.MonkeyPatch, player: Player) -> None:
    played = opened(monkeypatch, player)
    for _ in range(2):
        played.speech(14)
        played.silence(0.8)
    played.stream.close()
    result = played.stream.decode()

    assert (played.text(), player.seconds, result.segments) == (f"{LONG} 1.{LONG} 2.", [14.2, 14.6], 2)


def test_a_long_pause_keeps_pieces_apart_that_waited(monkeypatch: pytest.MonkeyPatch, player: Player) -> None:
    played = opened(monkeypatch, player)
    for _ in range(2):
        played.speech(4)
        played.silence(3)
    played.stream.close()
    played.stream.decode()

    assert player.seconds == [4.2, 4.6]


def test_what_is_known_already_is_not_decoded_together_with_what_waited_behind_it(
    monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    played = opened(monkeypatch, player)
    played.speech(7)
    played.silence(0.4)

    def speaks_again() -> None:
        played.silence(0.4)
        played.speech(4)
        played.stream.close()

    player.happens = speaks_again
    result = played.stream.decode()

    assert (played.text(), player.seconds) == (f"{LONG} 1.{LONG} 2.", [7.2, 4.3])
    assert result.withdrawn == 0


def test_a_release_begins_the_tail_before_the_last_samples_came(
    monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    played = opened(monkeypatch, player)
    played.speech(3)
    played.silence(0.15)
    decoding = threading.Thread(target=played.stream.decode)
    decoding.start()
    try:
        assert not player.begins.is_set()
        played.stream.release()
        assert player.begins.wait(10)
    finally:
        played.silence(0.15)
        played.stream.close()
        decoding.join(10)

    assert (played.text(), len(played.all(Partial)), player.seconds) == (f"{LONG} 1.", 1, [3.1])


def test_audio_is_not_answered_while_more_than_a_minute_waits_for_the_model(
    monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    played = opened(monkeypatch, player)
    for _ in range(6):
        played.speech(10)
        played.silence(0.8)
    played.speech(1)
    answered = [event.waiting_seconds for event in played.all(AudioTaken)]
    assert (len(answered), 50 < answered[-1] <= 60) == (11, True), "the last two are not"

    answered_in_first_decode: list[int] = []
    player.happens = lambda: answered_in_first_decode.append(len(played.all(AudioTaken)))
    played.stream.close()
    played.stream.decode()

    assert answered_in_first_decode == [13]
