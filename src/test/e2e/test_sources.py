"""R14, R17: what `fvox env sources test` says of sources that serve and of dead ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CHECKOUT, Fvox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVER = CHECKOUT / "src/test/campaign/index_server.py"
DEAD = "http://127.0.0.1:9/simple"
DEAD_HUB = "http://127.0.0.1:9"
RATE = 8_000_000  # bytes per second
REFUSED = "Connect to http://127.0.0.1:9 failed: Connection refused"

CATALOGUE = CHECKOUT / "src/main/resources/io/fastervox/models/catalogue.json"

SHOWN = """\
Package indexes, in the order in which they are asked:
1. Named by you  {alive}
   stands here because you named it; no other is asked
   first byte after N ms, then N MB/s
2. Named by you  http://127.0.0.1:9/simple
   stands here because you named it; no other is asked
   There is no connection to http://127.0.0.1:9/simple. [FV301] \u2013 {refused}
   Check the network and the proxy settings; fvox env sources test shows which sources answer. {advice}
Model hubs, in the order in which they are asked:
1. Named by you  http://127.0.0.1:9
   stands here because you named it; no other is asked
   There is no connection to http://127.0.0.1:9. [FV301] \u2013 {refused}
   Check the network and the proxy settings; fvox env sources test shows which sources answer. {advice}
"""
ADVICE = "What is already on this computer works without a network."


@pytest.fixture
def alive(ready_home: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the real wheels at a known rate; gives the address."""
    with serving(ready_home, tmp_path) as address:
        yield address


@pytest.fixture
def alive_hub(ready_home: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the beginning of the smallest model, as a hub does, at a known rate; gives the address."""
    model = json.loads(CATALOGUE.read_text(encoding="utf-8"))["models"][0]["sources"][0]
    folder = tmp_path / "hub" / model["repo"] / "resolve" / model["revision"]
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "model.bin").write_bytes(bytes(1 << 20))
    with serving(ready_home, tmp_path, tmp_path / "hub") as address:
        yield address.removesuffix("/simple")


@contextmanager
def serving(ready_home: Path, tmp_path: Path, *hub: Path) -> Iterator[str]:
    state = tmp_path / "index"
    server = subprocess.Popen([sys.executable, SERVER, ready_home / "cache/wheels", str(RATE), state, *hub])
    try:
        while not state.exists():
            try:
                pytest.fail(f"the server ended with {server.wait(0.02)}")
            except subprocess.TimeoutExpired:
                continue
        yield state.read_text(encoding="utf-8").splitlines()[0]
    finally:
        server.kill()
        server.wait(10)


def row(place: int, kind: str, address: str, **found: Any) -> dict[str, Any]:
    return {"place": place, "kind": kind, "title": "Named by you", "address": address, "why": "named"} | found


def test_r14_on_a_chinese_computer_the_near_mirrors_come_first(fresh_fvox: Fvox) -> None:
    listed = json.loads((CHECKOUT / "python-embed/sources.json").read_text(encoding="utf-8"))
    addresses = {"index": listed["indexes"], "hub": listed["hubs"]}
    near = {kind: [one["url"] for one in rows if one["region"] == "cn"] for kind, rows in addresses.items()}

    def shown(lang: str, lc_all: str) -> dict[str, list[tuple[str, str]]]:
        done = fresh_fvox("env", "sources", "--json", LANG=lang, LC_ALL=lc_all)
        assert done.code == 0, done.err
        rows = json.loads(done.out)
        return {kind: [(row["address"], row["why"]) for row in rows if row["kind"] == kind] for kind in near}

    chinese, other = shown("zh_CN.UTF-8", ""), shown("zh_CN.UTF-8", "C")

    for kind, mirrors in near.items():
        *first, last = chinese[kind]
        assert (first, last[1]) == ([(mirror, "near") for mirror in mirrors], "for_all")
        assert other[kind] == [last, *((mirror, "far") for mirror in mirrors)]


def test_r14_each_source_is_tried_and_the_one_that_serves_comes_first(fresh_fvox: Fvox, alive: str) -> None:
    call = ("env", "sources", "test", "--index", DEAD, "--index", alive)
    done = fresh_fvox(*call, "--json", FASTERVOX_HUB_URL=DEAD_HUB)
    shown = fresh_fvox(*call, FASTERVOX_HUB_URL=DEAD_HUB)

    rows = json.loads(done.out)
    millis, speed = rows[0].pop("first_byte_ms", 0), rows[0].pop("megabytes_per_second", 0)
    assert (done.code, rows) == (
        0,
        [
            row(1, "index", alive),
            row(2, "index", DEAD, error="OFFLINE", reason=REFUSED),
            row(1, "hub", DEAD_HUB, error="OFFLINE", reason=REFUSED),
        ],
    ), done.err
    assert millis > 0
    assert 0.01 < speed < 100  # megabytes, however busy the machine is
    said = re.sub(r"after \d+ ms, then \d+\.\d+ MB/s", "after N ms, then N MB/s", shown.out)
    assert (shown.code, said) == (0, SHOWN.format(alive=alive, refused=REFUSED, advice=ADVICE)), shown.err


def test_r17_a_model_hub_that_serves_is_shown_with_its_speed(fresh_fvox: Fvox, alive_hub: str) -> None:
    call = ("env", "sources", "test", "--index", DEAD)
    done = fresh_fvox(*call, "--json", FASTERVOX_HUB_URL=alive_hub)
    shown = fresh_fvox(*call, FASTERVOX_HUB_URL=alive_hub)

    hub = json.loads(done.out)[1]
    millis, speed = hub.pop("first_byte_ms", 0), hub.pop("megabytes_per_second", 0)
    assert (done.code, hub) == (3, row(1, "hub", alive_hub)), done.err  # no package index answers
    assert millis > 0
    assert 0.01 < speed < 100  # megabytes, however busy the machine is
    assert re.search(
        rf"^1\. Named by you  {alive_hub}\n.*\n   first byte after \d+ ms, then \d+\.\d+ MB/s$", shown.out, re.MULTILINE
    ), shown.out
