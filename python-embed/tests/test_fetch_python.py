import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EMBED = Path(__file__).parents[1]
sys.path.insert(0, str(EMBED))

import fetch_python  # noqa: E402

CONTENT = b"the official zip" * 10_000
PIN = fetch_python.Pin("python-3.12.10-embed-amd64.zip", "3.12.10", hashlib.sha256(CONTENT).hexdigest())
PATH = f"/3.12.10/{PIN.file}"
DEAD = "http://127.0.0.1:9"  # the discard port: nobody listens


class Mirror:
    """A server in this process whose first folder of the path says how it behaves."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                behaviour = self.path.split("/")[1]
                if behaviour == "absent":
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(CONTENT)))
                self.end_headers()
                self.wfile.write(
                    {"right": CONTENT, "wrong": CONTENT[::-1], "truncated": CONTENT[: len(CONTENT) // 2]}[behaviour]
                )

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class TheEmbeddablePython(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name) / "new" / "folder"
        self.mirror = Mirror()
        self.addCleanup(self.mirror.close)
        self.said: list[str] = []

    def fetch(self, *behaviours: str) -> Path:
        return fetch_python.fetch(PIN, [self.source(name) for name in behaviours], self.folder, self.said.append)

    def source(self, behaviour: str) -> str:
        return DEAD if behaviour == "dead" else f"{self.mirror.url}/{behaviour}"

    def there(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def test_is_fetched_from_the_first_mirror_and_no_other(self) -> None:
        self.assertEqual(self.fetch("right", "wrong"), self.folder / PIN.file)
        self.assertEqual(self.there(), {PIN.file: CONTENT})
        self.assertEqual(self.mirror.asked, ["/right" + PATH])

    def test_comes_from_the_next_mirror_when_one_is_dead_lacks_it_or_breaks_off(self) -> None:
        self.fetch("dead", "absent", "truncated", "right")
        self.assertEqual(self.there(), {PIN.file: CONTENT})
        self.assertEqual(self.mirror.asked, [f"/{name}{PATH}" for name in ("absent", "truncated", "right")])
        self.assertIn(f"broke off after {len(CONTENT) // 2} of {len(CONTENT)} bytes", self.said[-2])

    def test_with_another_digest_stops_without_asking_the_next_mirror(self) -> None:
        with self.assertRaises(fetch_python.FetchError) as raised:
            self.fetch("wrong", "right")
        self.assertEqual((self.there(), self.mirror.asked), ({}, ["/wrong" + PATH]))
        got = hashlib.sha256(CONTENT[::-1]).hexdigest()
        self.assertIn(f"has the SHA-256 {got}, and {PIN.sha256} is pinned", str(raised.exception))
        self.assertIn("Take another mirror with --source", str(raised.exception))

    def test_that_no_mirror_has_names_every_cause_and_what_to_do(self) -> None:
        with self.assertRaises(fetch_python.FetchError) as raised:
            self.fetch("dead", "absent", "truncated")
        text = str(raised.exception)
        for cause in (f"{DEAD}{PATH}: ", "HTTP Error 404", "broke off", f"into {self.folder} by hand"):
            self.assertIn(cause, text)
        self.assertEqual(self.there(), {})

    def test_that_is_there_is_kept_without_a_network(self) -> None:
        self.folder.mkdir(parents=True)
        (self.folder / PIN.file).write_bytes(CONTENT)
        self.assertEqual(self.fetch("wrong"), self.folder / PIN.file)
        self.assertEqual(self.mirror.asked, [])

    def test_replaces_a_file_that_is_not_it_only_when_it_is_right(self) -> None:
        self.folder.mkdir(parents=True)
        (self.folder / PIN.file).write_bytes(b"old")
        with self.assertRaises(fetch_python.FetchError):
            self.fetch("wrong")
        self.assertEqual(self.there(), {PIN.file: b"old"})
        self.fetch("right")
        self.assertEqual(self.there(), {PIN.file: CONTENT})

    def test_is_pinned_and_every_mirror_is_offered_over_tls(self) -> None:
        pin = fetch_python.Pin.read(EMBED)
        self.assertEqual(
            pin,
            fetch_python.Pin(
                "python-3.12.10-embed-amd64.zip",
                "3.12.10",
                "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3",
            ),
        )
        self.assertGreater(len(fetch_python.sources(EMBED)), 1)
        self.assertEqual([url for url in fetch_python.sources(EMBED) if not url.startswith("https://")], [])


class TheCommand(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        for name in ("fetch_python.py", "sources.json"):
            shutil.copy(EMBED / name, self.folder)
        content = json.loads((EMBED / "base-python.json").read_text(encoding="utf-8"))
        content["bases"][0]["sha256"] = PIN.sha256
        (self.folder / "base-python.json").write_text(json.dumps(content), encoding="utf-8")
        self.mirror = Mirror()
        self.addCleanup(self.mirror.close)

    def run_with(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.folder / "fetch_python.py"), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, text=True)

    def test_prints_where_the_zip_lies(self) -> None:
        result = self.run_with(self.folder / "out", "--source", DEAD, "--source", f"{self.mirror.url}/right/")
        self.assertEqual((result.returncode, result.stdout), (0, f"{self.folder / 'out' / PIN.file}\n"), result.stderr)

    def test_ends_with_1_and_prints_nothing_when_the_digest_is_wrong(self) -> None:
        result = self.run_with(self.folder / "out", "--source", f"{self.mirror.url}/wrong")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("is pinned in base-python.json", result.stderr)

    def test_ends_with_1_when_the_folder_cannot_be_made(self) -> None:
        result = self.run_with(self.folder / "sources.json" / "out", "--source", f"{self.mirror.url}/right")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("Name a folder that can be written", result.stderr)

    def test_takes_addresses_of_the_web_only(self) -> None:
        result = self.run_with(self.folder / "out", "--source", "file:///etc")
        self.assertEqual(result.returncode, 2)
        self.assertIn("does not begin with https://", result.stderr)


if __name__ == "__main__":
    unittest.main()
