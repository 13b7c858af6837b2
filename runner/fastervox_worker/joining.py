"""Puts texts of pieces together where the cut fell into a sentence. Pure."""

import re

from fastervox_worker.plausibility import words

_SENTENCE_ENDS = ".!?…。!?"
_MOST_OVERLAP = 5
_KEEPS_CASE = re.compile(r"I\b|[^\W\d_]*[A-Z]\w*[A-Z]|\w\.")
"""I, abbreviations and what has capitals inside: whatever is written so in the middle of a sentence, too."""


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
    if not goes_on or language == "de" or _KEEPS_CASE.match(text[start:]):
        return text  # German nouns begin with a capital anywhere
    return text[:start] + text[start : start + 1].lower() + text[start + 1 :]


def _without_overlap(text: str, before: str) -> str:
    """Drop a beginning of two to five words that is the end of the text before."""
    ending, beginning = words(before), words(text)
    for count in range(min(_MOST_OVERLAP, len(ending), len(beginning)), 1, -1):
        if ending[-count:] == beginning[:count]:
            found = list(re.finditer(r"[\w']+", text))
            return text[found[count - 1].end() :] if len(found) == len(beginning) else text
    return text
