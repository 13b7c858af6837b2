"""Judges texts: can this have been said in that time? Pure, and never logs what it reads."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_RATIO = 2.0
"""Compression ratio. facts: a loop came with 2.3, just under the 2.4 that Whisper itself takes for one."""
MOST_WORDS_PER_SECOND = 5.0
"""Fast English has 4."""
MOST_LETTERS_PER_SECOND = 10.0
"""Of scripts without spaces between words; fast Chinese has 7."""
LEAST_LOGPROB = -1.0
"""Whisper's own limit, below which it tries other temperatures."""
MOST_TOKENS = 200
"""Of Whisper's 224 for a window: whoever comes near them is in a loop."""
MOST_REPEATS = 4
"""One word that often in a row is a loop ("no no no" is not)."""
MOST_PHRASE_REPEATS = 3
LONGEST_PHRASE = 8
SPARE_WORDS = 2
"""Allowed beyond what the time allows: a piece of half a second holds a word or two."""

LEAST_LIKENESS = 0.5
"""Of letters: a misheard name keeps most of them, and a cough has none of them. Without spaces, of length."""

SPEECH_TO_JUDGE_SECONDS = 2.0
LEAST_LETTERS_PER_SECOND = 1.5
LEAST_UNSPACED_PER_SECOND = 0.7
"""Of speech. Slow dictation has 5 letters (1.5 in Chinese) a second; less means that something was not heard."""

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""A letter of a script that has no spaces between words."""
WORD = re.compile(rf"(?={UNSPACED.pattern})\w|(?:(?!{UNSPACED.pattern})[\w'])+")
"""Such a letter, or a word with spaces around it."""


def words(text: str) -> list[str]:
    """Give the words without case, punctuation and marks; each letter of a script without spaces is one."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True)
class Facts:
    """How a text was found. Holds text of the user (prompt): never log it."""

    seconds: float
    ratio: float
    logprob: float
    tokens: int
    prompt: str | None
    most_tokens: int = MOST_TOKENS
    most_ratio: float = MOST_RATIO


def obstacle(text: str, facts: Facts) -> str | None:
    """Say why a text that was found in a shortened window is not to be trusted; None if nothing speaks against it."""
    found = words(text)
    reasons = {
        "compression ratio": facts.ratio > facts.most_ratio,
        "improbable": facts.logprob < LEAST_LOGPROB,
        "token limit": facts.tokens >= facts.most_tokens,
        "too fast": _too_fast(found, facts.seconds),
        "repetition": repeats(found),
        "prompt": echoes(found, facts.prompt),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def repeats(found: list[str]) -> bool:
    """Tell whether a word or a phrase comes too often in a row."""
    for length in range(1, LONGEST_PHRASE + 1):
        most = MOST_REPEATS if length == 1 else MOST_PHRASE_REPEATS
        run = 0
        for at in range(length, len(found)):
            run = run + 1 if found[at] == found[at - length] else 0
            if run >= length * most:
                return True
    return False


def echoes(found: list[str], prompt: str | None) -> bool:
    """Tell whether the text is the end of the prompt, or all of it."""
    before = words(prompt) if prompt else []
    return len(found) > 1 and before[-len(found) :] == found


def hotwords_in(text: str, hotwords: str) -> int:
    """Count the hotwords of a text that is nothing else, and has them in their order; 0 for any other text."""
    left, count = words(text), 0
    for term in (words(hotword) for hotword in hotwords.split(",")):
        if term and left[: len(term)] == term:
            left, count = left[len(term) :], count + 1
    return 0 if left else count


def sounds_like(text: str, other: str) -> bool:
    """Tell whether two texts may be spellings of the same sounds; of those in Chinese no letter need be the same."""
    letters, others = "".join(words(text)), "".join(words(other))
    if UNSPACED.search(letters + others):
        fewer, more = sorted((len(letters), len(others)))
        return fewer > 0 and fewer / more >= LEAST_LIKENESS
    return SequenceMatcher(None, letters, others, autojunk=False).ratio() >= LEAST_LIKENESS


def too_little(text: str, speech_seconds: float) -> bool:
    """Tell whether a text is too short for the time that somebody spoke."""
    if speech_seconds < SPEECH_TO_JUDGE_SECONDS:
        return False
    unspaced = len(UNSPACED.findall(text))
    letters = sum(letter.isalnum() for letter in text) - unspaced
    return letters / LEAST_LETTERS_PER_SECOND + unspaced / LEAST_UNSPACED_PER_SECOND < speech_seconds


def says_more(text: str, other: str) -> bool:
    """Tell whether a text has more words than another one, and is no loop."""
    found = words(text)
    return len(found) > len(words(other)) and not repeats(found)


def _too_fast(found: list[str], seconds: float) -> bool:
    unspaced = sum(1 for word in found if UNSPACED.fullmatch(word))
    spaced = len(found) - unspaced
    return (
        spaced / MOST_WORDS_PER_SECOND + unspaced / MOST_LETTERS_PER_SECOND
        > seconds + SPARE_WORDS / MOST_WORDS_PER_SECOND
    )
