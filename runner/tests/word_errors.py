"""Word error rate on normalised text."""

import re

_NUMBERS = {"10": "ten", "mr": "mister"}


def words(text: str) -> list[str]:
    """Give the words without case and punctuation."""
    found = re.findall(r"[\w']+", text.lower().replace("-", " "))
    return [_NUMBERS.get(word, word) for word in found]


def word_errors(spoken: list[str], heard: list[str]) -> int:
    """Count the words to replace, insert or delete (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(spoken, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]
