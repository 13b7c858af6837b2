"""Strict reading of a JSON object: each field once, with its type and range, and nothing left over."""

import math
from collections.abc import Mapping, Sequence

from fastervox_worker.errors import ErrorCode, WorkerError

_MISSING = object()


class Fields:
    """Hands out the fields of one object; `finish` refuses those that nobody asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """Start with every field unread."""
        self._unread = dict(values)

    def text(self, name: str, default: str | None = None) -> str:
        """Read a string; it is required, and not empty, unless there is a default."""
        value = self._take(name, _MISSING if default is None else default)
        if not isinstance(value, str) or (default is None and not value):
            raise _refused(name, "must be a non-empty string" if default is None else "must be a string")
        return value

    def optional_text(self, name: str) -> str | None:
        """Read a string or null; absent is null."""
        value = self._take(name, None)
        if value is not None and not isinstance(value, str):
            raise _refused(name, "must be a string or null")
        return value

    def choice(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Read one of the allowed strings."""
        value = self._take(name, _MISSING if default is None else default)
        if not isinstance(value, str) or value not in allowed:
            raise _refused(name, f"must be one of {', '.join(allowed)}")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Read true or false."""
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise _refused(name, "must be true or false")
        return value

    def whole(self, name: str, default: int | None = None, *, least: int = 0, most: int = 2**31 - 1) -> int:
        """Read a whole number in a range."""
        value = self._take(name, _MISSING if default is None else default)
        number = _number(value)
        if number is None or number != math.floor(number) or not least <= number <= most:
            raise _refused(name, f"must be a whole number from {least} to {most}")
        return int(number)

    def optional_whole(self, name: str) -> int | None:
        """Read a whole number from 0, or null; absent is null."""
        if self._unread.get(name) is None:
            self._unread.pop(name, None)
            return None
        return self.whole(name)

    def optional_object(self, name: str) -> "Fields | None":
        """Read an object or null; absent is null. Whoever gets it finishes it."""
        value = self._take(name, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise _refused(name, "must be an object or null")
        return Fields(value)

    def wholes(self, name: str, *, most_of_them: int) -> tuple[int, ...]:
        """Read a list of whole numbers from 0."""
        value = self._take(name, _MISSING)
        if not isinstance(value, list) or len(value) > most_of_them:
            raise _refused(name, f"must be a list of up to {most_of_them} whole numbers")
        return tuple(Fields({name: number}).whole(name) for number in value)

    def seconds(self, name: str, default: float) -> float:
        """Read a number of seconds from 0."""
        number = _number(self._take(name, default))
        if number is None or number < 0:
            raise _refused(name, "must be a number from 0")
        return float(number)

    def finish(self) -> None:
        """Refuse the fields that were not read."""
        if self._unread:
            raise WorkerError(ErrorCode.INVALID_REQUEST, f"unknown field: {', '.join(sorted(self._unread))}")

    def _take(self, name: str, default: object) -> object:
        value = self._unread.pop(name, default)
        if value is _MISSING:
            raise _refused(name, "is missing")
        return value


def _number(value: object) -> int | float | None:
    """Give a finite number (true and false are none), else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


def _refused(name: str, reason: str) -> WorkerError:
    return WorkerError(ErrorCode.INVALID_REQUEST, f"field {name} {reason}", {"field": name})
