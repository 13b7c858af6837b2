"""Makes the next of some things in a thread of its own while one of them is used."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context


def ahead[T](things: Iterator[T]) -> Iterator[T]:
    """Give what `things` gives; an error comes where the thing would have come."""
    thread = ThreadPoolExecutor(1, "ahead")

    def make() -> Future[T | None]:
        context = copy_context()
        return thread.submit(lambda: context.run(next, things, None))

    try:
        coming = make()
        while (thing := coming.result()) is not None:
            coming = make()
            yield thing
    finally:
        thread.shutdown(wait=False, cancel_futures=True)
