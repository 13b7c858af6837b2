"""The measure itself."""

import pytest

from tests.word_errors import word_errors, words


@pytest.mark.parametrize(
    ("spoken", "heard", "errors"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "", 3),
        ("", "a b", 2),
        ("a b c", "a x c", 1),
        ("a b c", "a c", 1),
        ("a b c", "a b x c", 1),
        ("Mister Smith is cold hearted", "Mr. Smith is cold-hearted!", 0),
    ],
)
def test_words_are_counted(spoken: str, heard: str, errors: int) -> None:
    assert word_errors(words(spoken), words(heard)) == errors
