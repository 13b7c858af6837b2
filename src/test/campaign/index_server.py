"""A package index on loopback that serves real wheels, counts every byte of them, and misbehaves on demand."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import ssl
import struct
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faults import Fault

CHUNK = 1 << 14
JSON_PAGE = "application/vnd.pypi.simple.v1+json"


class Answer:
    """One request for a file and the means to answer it, well or badly."""

    def __init__(self, handler: _Handler, name: str, content: bytes) -> None:
        self.handler = handler
        self.name = name
        self.content = content
        self.etag = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", handler.headers.get("Range", ""))
        self.start = int(asked[1]) if asked else 0
        self.end = min(int(asked[2]) + 1, len(content)) if asked and asked[2] else len(content)

    @property
    def resumed(self) -> bool:
        """Whether the client goes on with a part."""
        return self.start > 0

    def status(self, code: int, **headers: str) -> None:
        self.handler.send_response(code)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Content-Length", "0")
        self.handler.end_headers()

    def head(self, *, ranges: bool = True) -> None:
        """Sends the headers of the whole file, or of the range that was asked for."""
        condition = self.handler.headers.get("If-Range")
        if not ranges or (condition is not None and condition != self.etag):
            self.start, self.end = 0, len(self.content)
        part = self.end - self.start < len(self.content)
        self.handler.send_response(206 if part else 200)
        if part:
            self.handler.send_header("Content-Range", f"bytes {self.start}-{self.end - 1}/{len(self.content)}")
        self.handler.send_header("Content-Type", "application/octet-stream")
        self.handler.send_header("Content-Length", str(self.end - self.start))
        self.handler.send_header("ETag", self.etag)
        self.handler.send_header("Accept-Ranges", "bytes" if ranges else "none")
        self.handler.end_headers()

    def body(self, until: int | None = None, rate: float | None = None) -> None:
        """Sends content from where the client wants it up to a position, at a number of bytes per second."""
        server, end = self.handler.index, self.end if until is None else min(until, self.end)
        while self.start < end:
            piece = self.content[self.start : min(end, self.start + CHUNK)]
            limit = rate or server.rate
            if limit is not None:
                server.pace(len(piece), limit)
            self.handler.wfile.write(piece)
            server.sent[self.name] += len(piece)
            self.start += len(piece)
            server.heard()

    def reset(self) -> None:
        """Ends the connection as a router does that has forgotten it."""
        self.handler.wfile.flush()
        self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        """Ends the connection, whatever was promised."""
        self.handler.close_connection = True
        with suppress(OSError):
            self.handler.connection.close()

    def wait(self, seconds: float) -> None:
        """Keeps silent until the time is over or the server ends."""
        self.handler.index.ending.wait(seconds)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: IndexServer

    @property
    def index(self) -> IndexServer:
        return self.server

    def do_GET(self) -> None:
        path = re.sub(r"^https?://[^/]+", "", self.path)  # as a proxy gets it
        self.index.requests.append(path)
        if not self.index.admits(self):
            return
        page, file = re.fullmatch(r"/simple/([^/]+)/", path), re.fullmatch(r"/files/([^/]+)", path)
        if page:
            self.page(page[1])
        elif file and file[1] in self.index.files:
            answer = Answer(self, file[1], self.index.files[file[1]])
            with suppress(OSError):
                self.index.fault_of(file[1])(answer)
        elif path in self.index.hub:
            with suppress(OSError):
                whole(Answer(self, path, self.index.hub[path]))
        else:
            self.send_error(404)

    def page(self, project: str) -> None:
        names = [name for name in self.index.files if normal(name.split("-")[0]) == project]
        if not names:
            self.send_error(404)
            return
        base = f"{self.index.advertised}/files/"
        digest = {name: self.index.digests[name] for name in names}
        if self.index.html_only:
            links = "".join(f'<a href="{base}{name}#sha256={digest[name]}">{name}</a><br/>' for name in names)
            kind, text = "text/html", f"<!DOCTYPE html><html><body>{links}</body></html>"
        else:
            files = [{"filename": name, "url": base + name, "hashes": {"sha256": digest[name]}} for name in names]
            kind, text = JSON_PAGE, json.dumps({"meta": {"api-version": "1.0"}, "name": project, "files": files})
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing: what was asked for is in the list of requests."""


class IndexServer(ThreadingHTTPServer):
    """Serves the wheels of some folders; what it does with a file is decided by its fault.

    Whoever gives it paths of a model hub with their content has them served well.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(  # noqa: PLR0913 what it does wrong is said here and nowhere else
        self,
        wheels: Iterator[Path] | list[Path],
        *,
        fault: Fault | None = None,
        only: str = "",
        rate: float | None = None,
        html_only: bool = False,
        tls: Path | None = None,
        account: str | None = None,
        hub: dict[str, bytes] | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = {wheel.name: wheel.read_bytes() for wheel in wheels}
        self.digests = {name: hashlib.sha256(content).hexdigest() for name, content in self.files.items()}
        self.hub = hub or {}
        self.fault = fault
        self.only = only
        self.rate = rate
        self.html_only = html_only
        self.account = account
        self.secured = tls is not None
        self.host = "localhost" if self.secured else "127.0.0.1"
        self.advertised = self.origin
        self.sent: Counter[str] = Counter()
        self.requests: list[str] = []
        self.ending = threading.Event()
        self.on_bytes: Callable[[int], None] | None = None
        self._pace = threading.Lock()
        self._free_at = 0.0
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, CHUNK)  # what is counted is all but read
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def origin(self) -> str:
        return f"{'https' if self.secured else 'http'}://{self.host}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        return f"{self.origin}/simple"

    @property
    def bytes_sent(self) -> int:
        """Bytes of wheels that went out, in all requests."""
        return sum(self.sent.values())

    def admits(self, handler: _Handler) -> bool:
        """Whether the client may use this as its proxy."""
        if self.account is None or handler.headers.get("Proxy-Authorization") == self.account:
            return True
        handler.send_response(407)
        handler.send_header("Proxy-Authenticate", 'Basic realm="office"')
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return False

    def fault_of(self, name: str) -> Fault:
        if self.fault is not None and name.startswith(self.only):
            return self.fault
        return whole

    def pace(self, count: int, rate: float) -> None:
        """Waits for this connection's turn on a line that all share."""
        with self._pace:
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + count / rate
            pause = self._free_at - now
        self.ending.wait(pause)

    def heard(self) -> None:
        if self.on_bytes is not None:
            self.on_bytes(self.bytes_sent)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is what this is for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self.shutdown()
        self.server_close()
        self._thread.join(5)


def whole(answer: Answer) -> None:
    """Serves the file as it is."""
    answer.head()
    answer.body()


def normal(name: str) -> str:
    """Gives the name of a project as it stands in addresses (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Serve the wheels of a folder at some bytes per second (0: no limit); address and bytes sent are in a file.

    A further folder is a model hub.
    """
    rate, state = float(sys.argv[2]), Path(sys.argv[3])
    aside = state.with_suffix(".new")
    files = [(top, path) for top in map(Path, sys.argv[4:]) for path in top.rglob("*") if path.is_file()]
    hub = {f"/{path.relative_to(top).as_posix()}": path.read_bytes() for top, path in files}
    with IndexServer(sorted(Path(sys.argv[1]).glob("*.whl")), rate=rate or None, hub=hub) as server:
        while True:
            aside.write_text(f"{server.url}\n{server.bytes_sent}\n", encoding="utf-8")
            aside.replace(state)
            server.ending.wait(0.05)


if __name__ == "__main__":
    main()
