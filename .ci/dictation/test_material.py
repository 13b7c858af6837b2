"""What is measured with is not what was tuned with, and a short measurement has something of everything."""

import pytest
from material import NOISE_BELOW_SPEECH, SPEAKERS, SPOKEN, SPOKEN_SECONDS, planned, sentences


def words(part: str) -> set[str]:
    return {sentence.casefold() for sentence in sentences(part)}


def test_no_speaker_and_no_sentence_is_in_both_parts() -> None:
    assert SPEAKERS["development"].keys() & SPEAKERS["scoring"].keys() == set()
    assert set(SPEAKERS["development"].values()) & set(SPEAKERS["scoring"].values()) == set()
    assert words("development") & words("scoring") == set()


def test_no_sentence_comes_twice() -> None:
    assert {part: len(words(part)) for part in SPEAKERS} == {part: len(sentences(part)) for part in SPEAKERS}


@pytest.mark.parametrize("length", [SPOKEN_SECONDS[0], SPOKEN_SECONDS[-1]])
def test_the_first_recordings_have_every_voice_and_the_next_ones_the_other_noise(length: int) -> None:
    plan = planned("scoring", length)
    voices = list(SPEAKERS["scoring"].values())

    assert [voice for voice, _ in plan[:5]] == voices
    assert {noise for _, noise in plan[:2]} == set(NOISE_BELOW_SPEECH)
    assert set(plan[:10]) == {(voice, noise) for voice in voices for noise in NOISE_BELOW_SPEECH}


def test_every_fourth_of_the_longest_has_several_voices_and_both_noises() -> None:
    """Some figures are only measured with these."""
    fourth = planned("scoring", 120)[::4]

    assert ({voice for voice, _ in fourth}, {noise for _, noise in fourth}) == ({"slt", "rms", "awb"}, {35, 20})


@pytest.mark.parametrize("length", [3, SPOKEN_SECONDS[-1] + 1])
def test_people_are_not_in_recordings_for_which_there_are_too_few_clips(length: int) -> None:
    assert SPOKEN not in dict(planned("scoring", length))
