"""Which pieces of a stream are not believed, and decoded again. The model is played."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from fastervox_worker import voice
from fastervox_worker.piece_decoder import LONGEST_SHORT_SECONDS, Context, PieceDecoder, prompt_after
from fastervox_worker.speech import Speech
from tests.played_stream import Detector


@dataclass
class PlayedSegment:
    text: str
    compression_ratio: float = 1.0
    avg_logprob: float = -0.2
    no_speech_prob: float = 0.0
    tokens: tuple[int, ...] = ()
    seek: int = 0
    start: float = 0.0
    end: float = 30.0


@dataclass
class PlayedInfo:
    language: str = "en"
    language_probability: float = 1.0


class PlayedWhisper:
    """Says one thing with a prompt, another one without."""

    def __init__(self, with_prompt: str, without: str) -> None:
        self.texts = {True: with_prompt, False: without}
        self.asked: list[tuple[str | None, str | None]] = []

    def transcribe(self, _samples: object, **options: Any) -> tuple[list[PlayedSegment], PlayedInfo]:
        self.asked.append((options["initial_prompt"], options["hotwords"]))
        return [PlayedSegment(self.texts[options["initial_prompt"] is not None])], PlayedInfo()


def heard(whisper: PlayedWhisper, prompt: str | None) -> tuple[str, str | None]:
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    found = decoder.decode(np.zeros(16000, np.float32), Context("en", prompt, "Norland"), lambda: None)
    return found.text, found.rerun


def test_an_echo_of_the_prompt_is_decoded_again_without_it() -> None:
    whisper = PlayedWhisper(" He went home.", " And then?")

    assert heard(whisper, "It was late. He went home.") == (" And then?", "prompt")
    assert whisper.asked == [("It was late. He went home.", "Norland"), (None, "Norland")]


def test_who_says_the_same_again_is_believed() -> None:
    whisper = PlayedWhisper(" He went home.", " He went home.")

    assert heard(whisper, "It was late. He went home.") == (" He went home.", "prompt")


def test_other_words_are_decoded_once() -> None:
    whisper = PlayedWhisper(" And then?", "")

    assert heard(whisper, "It was late. He went home.") == (" And then?", None)
    assert len(whisper.asked) == 1


class HotWhisper:
    """Finds one thing with hotwords, another one without."""

    def __init__(self, hot: PlayedSegment, plain: str, *, logprob: float = -0.2, language: str = "en") -> None:
        self.found = {True: hot, False: PlayedSegment(plain, avg_logprob=logprob)}
        self.asked: list[tuple[str | None, str | None]] = []
        self.languages: list[str | None] = []
        self._info = PlayedInfo(language)

    def transcribe(self, _samples: object, **options: Any) -> tuple[list[PlayedSegment], PlayedInfo]:
        self.asked.append((options["initial_prompt"], options["hotwords"]))
        self.languages.append(options["language"])
        found = self.found[options["hotwords"] is not None]
        return [found] if found.text else [], self._info


HOTWORDS = "Kubernetes, New York, Grafana"
WEAK = -0.9
"""A log probability that leaves the model in doubt."""


@pytest.mark.parametrize(
    ("hot", "plain", "expected"),
    [
        (PlayedSegment(" Kubernetes, Grafana"), "", ""),
        (PlayedSegment(" Kubernetes, New York"), " Let me go home.", " Let me go home."),
        (PlayedSegment(" Grafana.", avg_logprob=WEAK), "", ""),
        (PlayedSegment(" Kubernetes, Grafana."), " Cuban eddies, Graphana.", " Kubernetes, Grafana."),
        (PlayedSegment(" Grafana.", avg_logprob=WEAK), " Graphana.", " Grafana."),
    ],
)
def test_hotwords_and_nothing_else_are_believed_if_they_sound_so_without_the_hint_too(
    hot: PlayedSegment, plain: str, expected: str
) -> None:
    whisper = HotWhisper(hot, plain)
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    found = decoder.decode(np.zeros(16000, np.float32), Context("en", "It was late.", HOTWORDS), lambda: None)

    assert (found.text, found.rerun) == (expected, "hotwords")
    assert whisper.asked == [("It was late.", HOTWORDS), (None, None)]


@pytest.mark.parametrize(
    ("plain", "logprob", "expected"),
    [
        ("章威、李那。", -0.2, "张伟、李娜。"),
        ("谢谢大家。", -0.9, ""),
        ("今天我们要去公园散步吧。", -0.2, "今天我们要去公园散步吧。"),
    ],
)
def test_a_chinese_hotword_is_believed_beside_what_sounds_the_same_in_the_language_that_was_found(
    plain: str, logprob: float, expected: str
) -> None:
    whisper = HotWhisper(PlayedSegment("张伟、李娜。"), plain, logprob=logprob, language="zh")
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    found = decoder.decode(np.zeros(16000, np.float32), Context(None, None, "张伟, 李娜"), lambda: None)

    assert (found.text, whisper.languages) == (expected, [None, "zh"])


@pytest.mark.parametrize("text", [" New York.", " Grafana and New York.", " Grafana, Kubernetes.", " And then?"])
def test_one_hotword_another_order_or_other_words_are_decoded_once(text: str) -> None:
    whisper = HotWhisper(PlayedSegment(text), "")
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    found = decoder.decode(np.zeros(16000, np.float32), Context("en", None, HOTWORDS), lambda: None)

    assert (found.text, found.rerun, len(whisper.asked)) == (text, None, 1)


class FoundWhisper:
    """Finds these segments."""

    def __init__(self, *found: PlayedSegment) -> None:
        self._found = found

    def transcribe(self, _samples: object, **_options: Any) -> tuple[list[PlayedSegment], PlayedInfo]:
        return list(self._found), PlayedInfo()


@pytest.mark.parametrize(
    ("spoken_to", "logprob", "expected"),
    [(2.1, WEAK, " He went home."), (3.0, WEAK, " He went home. Thank you."), (2.1, -0.2, " He went home. Thank you.")],
)
def test_an_invention_behind_speech_goes_where_nobody_speaks_and_the_model_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, spoken_to: float, logprob: float, expected: str
) -> None:
    monkeypatch.setattr(voice, "VoiceDetector", Detector)
    whisper = FoundWhisper(
        PlayedSegment(" He went home.", end=2.0),
        PlayedSegment(" Thank you.", avg_logprob=logprob, start=2.0, end=3.0),
    )
    samples = np.zeros(48000, np.float32)
    samples[: round(spoken_to * 16000)] = 0.3
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    context = Context("en", None, None)

    assert decoder.decode(samples, context, lambda: None).text == expected
    assert decoder.decode_alone(samples, context, lambda: None).text == expected
    assert decoder.decode_whole(Speech(samples, None), context).text == expected


@pytest.mark.parametrize(
    ("spoken", "begins", "ends", "expected"),
    [
        ((2.1, 2.5), 2.4, 3.0, " He went home. Thank you. And then?"),
        ((2.4, 2.8), 2.1, 2.5, " He went home. Thank you. And then?"),
        ((0.0, 0.0), 1.9, 3.2, " He went home. And then?"),
    ],
)
def test_what_is_spoken_where_the_times_are_a_little_wrong_stays_and_the_speech_around_it_is_not_its_own(
    monkeypatch: pytest.MonkeyPatch, spoken: tuple[float, float], begins: float, ends: float, expected: str
) -> None:
    monkeypatch.setattr(voice, "VoiceDetector", Detector)
    whisper = FoundWhisper(
        PlayedSegment(" He went home.", end=1.9),
        PlayedSegment(" Thank you.", avg_logprob=WEAK, start=begins, end=ends),
        PlayedSegment(" And then?", start=3.2, end=5.0),
    )
    samples = np.zeros(80000, np.float32)
    for start, end in [(0.0, 1.9), spoken, (3.2, 5.0)]:
        samples[round(start * 16000) : round(end * 16000)] = 0.3
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]

    assert decoder.decode(samples, Context("en", None, None), lambda: None).text == expected


@pytest.mark.parametrize(("plain", "expected"), [("", ""), (" Cuban eddies, Graphana.", " Kubernetes, Grafana.")])
def test_of_a_whole_recording_too_hotwords_alone_are_believed_only_if_it_sounds_like_them(
    plain: str, expected: str
) -> None:
    whisper = HotWhisper(PlayedSegment(" Kubernetes, Grafana."), plain)
    decoder = PieceDecoder(whisper, short_windows=False)  # type: ignore[arg-type]
    speech = Speech(np.ones(16000, np.float32), None)

    assert decoder.decode_whole(speech, Context("en", None, HOTWORDS)).text == expected
    assert [hotwords for _, hotwords in whisper.asked] == [HOTWORDS, None]


class WindowedWhisper:
    """Finds one thing in a short window, another one in the full one."""

    def __init__(self, short: PlayedSegment, full: PlayedSegment) -> None:
        self.found = {True: short, False: full}
        self.frames: int | None = None
        self.asked: list[tuple[int | None, list[float] | None]] = []

    @contextmanager
    def shortened(self, frames: int) -> Iterator[None]:
        self.frames = frames
        yield
        self.frames = None

    def transcribe(self, _samples: object, **options: Any) -> tuple[list[PlayedSegment], PlayedInfo]:
        self.asked.append((self.frames, options.get("temperature")))
        return [self.found[self.frames is not None]], PlayedInfo()


SHORT, FULL = (1500, [0.0]), (None, None)
"""What is asked for: the frames of the window, and the temperatures, of which a short one has no second."""


def heard_in_windows(short: PlayedSegment, seconds: float) -> tuple[str, str | None, list[Any]]:
    whisper = WindowedWhisper(short, PlayedSegment(" He went home."))
    decoder = PieceDecoder(whisper, short_windows=True)  # type: ignore[arg-type]
    found = decoder.decode(np.zeros(round(16000 * seconds), np.float32), Context("en", None, None), lambda: None)
    return found.text, found.rerun, whisper.asked


@pytest.mark.parametrize(
    ("short", "reason"),
    [
        (PlayedSegment(" He went.", compression_ratio=2.1), "compression ratio"),
        (PlayedSegment(" He went.", avg_logprob=-1.1), "improbable"),
        (PlayedSegment(" He went.", tokens=(1,) * 200), "token limit"),
        (PlayedSegment(" He went home and came back and went away again before the rain began."), "too fast"),
        (PlayedSegment(" No no no no no."), "repetition"),
    ],
)
def test_what_is_implausible_in_a_short_window_is_decoded_again_in_the_full_one(
    short: PlayedSegment, reason: str
) -> None:
    assert heard_in_windows(short, 2) == (" He went home.", reason, [SHORT, FULL])


def test_what_is_plausible_in_a_short_window_is_decoded_once() -> None:
    assert heard_in_windows(PlayedSegment(" He went."), 2) == (" He went.", None, [SHORT])


def test_a_longer_piece_is_decoded_in_the_full_window_alone() -> None:
    longer = heard_in_windows(PlayedSegment(" He went."), LONGEST_SHORT_SECONDS + 1)

    assert longer == (" He went home.", None, [FULL])


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("", "Norland, Sussex."),
        (" He went home.", "He went home."),
        (" word" * 39 + " last.", "word " * 38 + "last."),
        (" longword" * 30, "longword " * 21 + "longword"),
        ("去" * 300, "去" * 200),
    ],
)
def test_what_follows_is_decoded_after_the_last_whole_words_of_the_text_before(text: str, prompt: str) -> None:
    assert prompt_after(text, "Norland, Sussex.") == prompt
