"""The next thing is made while one is used."""

import threading
from collections.abc import Iterator
from contextvars import ContextVar

import pytest

from fastervox_worker.ahead import ahead

WHO: ContextVar[str] = ContextVar("who", default="nobody")


def test_while_one_is_used_the_next_is_made() -> None:
    made = threading.Event()

    def things() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    found = ahead(things())

    assert next(found) == 1
    assert made.wait(10)
    assert list(found) == [2]


def test_what_is_made_ahead_has_the_context_of_who_uses_it() -> None:
    def things() -> Iterator[str]:
        while True:
            yield WHO.get()

    WHO.set("a transcription")
    assert next(ahead(things())) == "a transcription"


def test_an_error_comes_where_the_thing_would_have_come() -> None:
    def things() -> Iterator[int]:
        yield 1
        raise MemoryError("no room for 2")

    found = ahead(things())

    assert next(found) == 1
    with pytest.raises(MemoryError, match="no room for 2"):
        next(found)
