"""Lines in, events out."""

import io
import json
import os
import subprocess
import sys
import threading

import pytest

from fastervox_worker.channel import LONGEST_LINE, Channel
from fastervox_worker.events import Failed, Progress
from tests.worker_process import RUNNER


def lines_of(content: bytes) -> list[bytes | None]:
    return list(Channel(io.BytesIO(content), -1).lines())


def test_lines_end_with_the_stream_and_an_unfinished_one_is_dropped() -> None:
    assert lines_of(b"one\ntwo\nthr") == [b"one\n", b"two\n"]


@pytest.mark.parametrize("length", [LONGEST_LINE + 1, 3 * LONGEST_LINE])
def test_a_line_that_is_too_long_is_skipped_alone(length: int) -> None:
    assert lines_of(b"x" * length + b"\nnext\n") == [None, b"next\n"]


def test_the_longest_line_passes() -> None:
    longest = b"x" * LONGEST_LINE + b"\n"
    assert lines_of(longest) == [longest]


def test_events_of_many_threads_stay_whole() -> None:
    reading, writing = os.pipe()
    channel = Channel(io.BytesIO(), writing)
    failed = Failed("internal", "x" * 3000)

    def send(name: str) -> None:
        for _ in range(50):
            channel.send(name, failed)

    senders = [threading.Thread(target=send, args=name) for name in "abcd"]
    for sender in senders:
        sender.start()
    with os.fdopen(reading, "rb") as events:
        ids = [json.loads(events.readline())["id"] for _ in range(200)]
    for sender in senders:
        sender.join()
    os.close(writing)
    assert sorted(ids) == sorted("abcd" * 50)


@pytest.mark.parametrize("text", ["电脑 😀\n\u2028", "half a pair: \ud83d"])
def test_every_string_survives_the_line(text: str) -> None:
    reading, writing = os.pipe()
    Channel(io.BytesIO(), writing).send("1", Failed("internal", text))
    os.close(writing)
    with os.fdopen(reading, "rb") as events:
        line, rest = events.readline(), events.read()
    assert (json.loads(line)["message"], rest) == (text, b"")


def test_a_number_that_json_does_not_have_is_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        Channel(io.BytesIO(), -1).send("1", Progress(float("nan"), 1.0))


NOISE = """
import os, sys
sys.path.insert(0, sys.argv[1])
kept = sys.stdout
from fastervox_worker.channel import Channel
from fastervox_worker.events import Goodbye
channel = Channel.over_stdio()
print("noise 1", flush=True)
print("noise 2", file=kept, flush=True)
print("noise 3", file=sys.__stdout__, flush=True)
os.write(1, b"noise 4\\n")
os.system("echo noise 5")
channel.send("1", Goodbye())
for line in channel.lines():
    channel.send(line.decode().strip(), Goodbye())
print("stdin of others:", os.read(0, 10), flush=True)
"""


def test_no_print_of_any_kind_reaches_the_protocol_and_nobody_else_reads_it() -> None:
    run = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", NOISE, str(RUNNER)],
        input=b"2\n",
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert run.stdout == b'{"event":"result","id":"1"}\n{"event":"result","id":"2"}\n'
    noise = [f"noise {number}" for number in range(1, 6)]
    assert run.stderr.decode().splitlines() == [*noise, "stdin of others: b''"]
