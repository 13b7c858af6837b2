"""R11: a program whose Python is missing or damaged fetches the pinned one, verifies it, and works."""

from __future__ import annotations

import json
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CHECKOUT, Fvox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEAD = "http://127.0.0.1:9"


class Publisher:
    """Serves the real archive as a publisher does, and counts who asks."""

    def __init__(self, folder: Path, pin: dict[str, Any]) -> None:
        self.asked: list[str] = []
        version = folder / pin["python"]
        version.mkdir(parents=True)
        (version / pin["file"]).symlink_to(CHECKOUT / "target/base-python" / pin["file"])
        asked = self.asked

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                super().do_GET()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def pin() -> dict[str, Any]:
    bases = json.loads((CHECKOUT / "python-embed/base-python.json").read_text())["bases"]
    return dict(next(base for base in bases if base["id"] == "linux"))


@pytest.fixture
def publisher(tmp_path: Path, pin: dict[str, Any]) -> Iterator[Publisher]:
    publisher = Publisher(tmp_path / "published", pin)
    yield publisher
    publisher.server.shutdown()
    publisher.server.server_close()


def lost(folder: Path, pin: dict[str, Any], sources: list[str]) -> Path:
    """The program without its Python, which these sources publish."""
    (folder / "target/base-python").mkdir(parents=True)
    for name in ("src", "runner"):
        (folder / name).symlink_to(CHECKOUT / name)
    for part in (CHECKOUT / "target").iterdir():
        if part.name != "base-python":
            (folder / "target" / part.name).symlink_to(part)
    for name in ("fvox", "pom.xml"):
        shutil.copy2(CHECKOUT / name, folder)  # with its time: a newer pom.xml would build the checkout again
    embed = folder / "python-embed"
    shutil.copytree(CHECKOUT / "python-embed", embed)
    (embed / "base-python.json").write_text(json.dumps({"about": [], "bases": [pin | {"sources": "python"}]}))
    offered = json.loads((embed / "sources.json").read_text())
    offered["python"] = [{"id": url, "title": "sources.named", "url": url, "region": None} for url in sources]
    (embed / "sources.json").write_text(json.dumps(offered))
    return folder


@pytest.mark.parametrize("flaw", ["missing", "damaged"])
def test_it_is_fetched_once_from_the_first_source_that_lives(
    ready_home: Path, tmp_path: Path, pin: dict[str, Any], publisher: Publisher, flaw: str
) -> None:
    program = lost(tmp_path / "program", pin, [DEAD, publisher.url])
    if flaw == "damaged":
        (program / "target/base-python" / pin["file"]).write_bytes(b"half of it")
    home = tmp_path / "home"
    shutil.copytree(ready_home / "cache/wheels", home / "cache/wheels")
    fvox = Fvox(home, program / "fvox")

    built = fvox("env", "setup")
    shutil.rmtree(home / "python_embed")
    again = fvox("env", "setup", offline=True)

    said = [
        built.err.find(text)
        for text in (f"program is {flaw} (", "Downloading Python", "127.0.0.1:9 does not serve", "Unpacking Python")
    ]
    assert (built.code, -1 in said, said == sorted(said)) == (0, False, True), built.err
    assert (again.code, "Downloading" in again.err) == (0, False), again.err
    assert publisher.asked == [f"/{pin['python']}/{pin['file']}"]
    assert (home / "cache/python" / pin["file"]).stat().st_size == pin["bytes"]
    assert fvox.left_over() == []


@pytest.mark.parametrize(
    ("language", "advice"),
    [("en_GB.UTF-8", "Without a network put the file "), ("zh_CN.UTF-8", "请将文件 ")],
)
def test_where_no_source_answers_it_tells_which_file_to_put_where(
    tmp_path: Path, pin: dict[str, Any], language: str, advice: str
) -> None:
    fvox = Fvox(tmp_path / "home", lost(tmp_path / "program", pin, [DEAD]) / "fvox")

    done = fvox("env", "setup", LANG=language, LC_ALL="")

    told = done.err[done.err.find(advice) :]
    wanted = [f"{DEAD}/{pin['python']}/{pin['file']}", str(tmp_path / "home/cache/python" / pin["file"])]
    assert (done.code, "[FV410]" in done.err, [part in told for part in wanted]) == (3, True, [True, True]), done.err
