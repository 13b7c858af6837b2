"""What servers do to files, and when a program is killed.

Each fault of a server is a function of one request; those with a number happen so often, then stop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from index_server import Answer, whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Final

Fault = Callable[[Answer], None]
ALWAYS: Final = 1 << 30


def halting_at(
    library: Path, done: Path, names: Iterable[str] = (), deleted: Iterable[str] = (".incomplete",)
) -> dict[str, str]:
    """The environment of a program that is killed once before and once after it moves each of these files into place.

    Likewise before and after it deletes each of the others. The moments that were used up stand in {done}; without
    names every file that is moved counts.
    """
    return {
        "LD_PRELOAD": str(library),
        "HALT_DONE": str(done),
        "HALT_NAMES": listed(names),
        "HALT_DELETED": listed(deleted),
    }


def listed(names: Iterable[str]) -> str:
    return "".join(f":{name}:" for name in names)


def times(count: int, fault: Fault) -> Fault:
    """Does something to the first requests and serves the others well."""
    left, lock = [count], threading.Lock()

    def some(answer: Answer) -> None:
        with lock:
            left[0] -= 1
            bad = left[0] >= 0
        (fault if bad else whole)(answer)

    return some


def status(code: int, **headers: str) -> Fault:
    return lambda answer: answer.status(code, **headers)


def reset(answer: Answer) -> None:
    answer.head()
    answer.body(until=middle(answer))
    answer.reset()


def truncated(answer: Answer) -> None:
    answer.head()
    answer.body(until=middle(answer))
    answer.close()


def wrong_bytes(answer: Answer) -> None:
    answer.content = bytes(byte ^ 0x20 for byte in answer.content[:4096]) + answer.content[4096:]
    whole(answer)


def no_ranges_and_a_cut(cuts: int) -> Fault:
    """Cuts at first, and never goes on where it was."""
    left = [cuts]

    def fault(answer: Answer) -> None:
        answer.head(ranges=False)
        left[0] -= 1
        if left[0] >= 0:
            answer.body(until=middle(answer))
            answer.reset()
        else:
            answer.body()

    return fault


def changed_etag() -> Fault:
    """Begins with an old version of the file, which is then replaced by the right one."""
    first = [True]

    def fault(answer: Answer) -> None:
        if first[0]:
            first[0] = False
            answer.etag = '"old"'
            answer.content = bytes(reversed(answer.content))
            reset(answer)
        else:
            whole(answer)

    return fault


def stall(seconds: float) -> Fault:
    def fault(answer: Answer) -> None:
        answer.head()
        answer.body(until=middle(answer))
        answer.wait(seconds)
        answer.close()

    return fault


def slow(rate: float) -> Fault:
    def fault(answer: Answer) -> None:
        answer.head()
        answer.body(rate=rate)

    return fault


def redirect_loop(answer: Answer) -> None:
    answer.status(302, Location=f"/files/{answer.name}")


def middle(answer: Answer) -> int:
    return answer.start + (answer.end - answer.start) // 2
