"""Which language a stream is decoded in."""

from fastervox_worker.language import SpokenLanguage


def after(given: str | None, *heard: tuple[str, float]) -> tuple[str | None, str | None, float]:
    language = SpokenLanguage(given)
    for code, certainty in heard:
        language.heard(code, certainty)
    return language.settled, language.code, language.certainty


def test_what_was_asked_for_stays() -> None:
    assert after("de", ("en", 0.99)) == ("de", "de", 1.0)


def test_a_doubtful_piece_does_not_decide_about_the_next_ones() -> None:
    assert after(None, ("nn", 0.3)) == (None, "nn", 0.3)
    assert after(None, ("nn", 0.3), ("zh", 0.98)) == ("zh", "zh", 0.98)


def test_a_piece_without_doubt_decides() -> None:
    assert after(None, ("zh", 0.98), ("en", 0.99)) == ("zh", "zh", 0.98)


def test_of_guesses_the_likeliest_is_told() -> None:
    assert after(None, ("en", 0.4), ("la", 0.2)) == (None, "en", 0.4)


def test_where_nothing_was_said_there_is_none() -> None:
    assert after(None) == (None, None, 0.0)
