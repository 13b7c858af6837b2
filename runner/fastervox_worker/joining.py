"""Puts texts of pieces together where the cut fell into a sentence. Pure."""

import re

from fastervox_worker.plausibility import UNSPACED, WORD, words

_SENTENCE_ENDS = ".!?…。!?"
_MOST_OVERLAP = 5
_LEAST_OVERLAP_LETTERS = 5
_MOST_UNSPACED_OVERLAP = 10
_LEAST_UNSPACED_OVERLAP = 4
"""Of Chinese and Japanese, where a letter is a word here: two of them make one that is spoken."""
_HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Not Thai, Lao, Khmer or Burmese: without their marks a few letters are one syllable, which may well come twice."""
_WORD = re.compile(r"\w*")
_ABBREVIATED = re.compile(r"\w\.")
"""Such, and what has capitals inside, is written so in the middle of a sentence, too."""
_ENGLISH_I = re.compile(r"I\b")
_DOTTED_AND_DOTLESS = {"I": "\u0131", "İ": "i"}
"""The small letters of Turkish and Azeri that are not those of other languages."""
_BEHIND_OVERLAP = ",.;:!?…。、\uff0c\uff1b\uff1a\uff01\uff1f "
"""With these nothing begins."""


def before_forced_cut(text: str) -> str:
    """Take off the full stop that the model puts behind a sentence that goes on."""
    stripped = text.rstrip()
    if stripped.endswith("。"):
        return stripped[:-1]
    single = stripped.endswith(".") and not stripped.endswith("..") and not re.search(r"\b\w\.$", stripped)
    return stripped[:-1] if single else text


def after_forced_cut(text: str, before: str, language: str | None) -> str:
    """Go on with a sentence: in small letters, and without the words that come twice."""
    text = _without_overlap(text, before)
    start = len(text) - len(text.lstrip())
    goes_on = bool(before.strip()) and before.rstrip()[-1] not in _SENTENCE_ENDS
    if not goes_on or language == "de" or _keeps_case(text[start:], language):
        return text  # German nouns begin with a capital anywhere
    return text[:start] + _small(text[start : start + 1], language) + text[start + 1 :]


def _keeps_case(text: str, language: str | None) -> bool:
    inner = _WORD.match(text).group()[1:]  # type: ignore[union-attr]  # of no letters, if need be
    return inner != inner.lower() or bool(_ABBREVIATED.match(text) or (language == "en" and _ENGLISH_I.match(text)))


def _small(letter: str, language: str | None) -> str:
    own = _DOTTED_AND_DOTLESS if language in {"tr", "az"} else {}
    return own.get(letter, letter.lower())


def _without_overlap(text: str, before: str) -> str:
    """Drop a beginning of two to five words, or of four to ten Han letters or kana, that is the end of what was before.

    Few letters may well have been said twice, as in a telephone number.
    """
    ending, beginning = words(before), words(text)
    most = _MOST_UNSPACED_OVERLAP if _HAN_OR_KANA.match("".join(beginning)) else _MOST_OVERLAP
    for count in range(min(most, len(ending), len(beginning)), 1, -1):
        if ending[-count:] == beginning[:count] and _is_no_accident(beginning[:count]):
            found = list(WORD.finditer(text))
            return _beginning(text[found[count - 1].end() :]) if len(found) == len(beginning) else text
    return text


def _is_no_accident(repeated: list[str]) -> bool:
    if any(UNSPACED.match(word) and not _HAN_OR_KANA.match(word) for word in repeated):
        return False
    letters = sum(not sign.isdigit() for sign in "".join(repeated))
    least = _LEAST_UNSPACED_OVERLAP if all(map(_HAN_OR_KANA.match, repeated)) else _LEAST_OVERLAP_LETTERS
    return len(set(repeated)) == len(repeated) and letters >= least


def _beginning(rest: str) -> str:
    """Begin with a word, behind a space where its script has them; the signs behind the overlap belong to nothing."""
    stripped = rest.lstrip(_BEHIND_OVERLAP)
    return stripped if not stripped or UNSPACED.match(stripped) else f" {stripped}"
