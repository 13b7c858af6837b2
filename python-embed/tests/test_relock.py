"""relock.py against a uv that answers what the test wants: no network."""

from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import lockfile
import relock
from lockfile import Lock, Wheel

LINUX, WINDOWS = lockfile.PLATFORMS["linux"], lockfile.PLATFORMS["windows"]


def wheel(file: str, name: str = "demo", version: str = "1.0") -> Wheel:
    return Wheel(name, version, file, "a" * 64, 1)


def package(*files: str) -> dict[str, Any]:
    wheels = [{"url": f"https://example.org/x/{file}", "size": 1, "hashes": {"sha256": "a" * 64}} for file in files]
    return {"name": "demo", "version": "1.0", "wheels": wheels}


class ChoiceTest(unittest.TestCase):
    def test_the_wheel_made_for_this_python_comes_before_stable_abi_and_pure_python(self) -> None:
        files = "demo-1.0-py3-none-any.whl", "demo-1.0-cp310-abi3-win_amd64.whl", "demo-1.0-cp312-cp312-win_amd64.whl"
        self.assertEqual(wheel(files[2]), relock.best_wheel(package(*files), WINDOWS, set()))

    def test_the_newest_c_library_that_is_allowed_wins(self) -> None:
        files = [
            f"demo-1.0-cp312-cp312-{tag}_x86_64.whl" for tag in ("manylinux2014", "manylinux_2_28", "manylinux_2_34")
        ]
        self.assertEqual(wheel(files[1]), relock.best_wheel(package(*files), LINUX, set()))

    def test_one_of_several_tags_is_enough(self) -> None:
        self.assertIsNotNone(wheel("demo-1.0-cp312-cp312-manylinux_2_5_x86_64.manylinux1_x86_64.whl").rank(LINUX))

    def test_what_this_python_or_platform_cannot_load_does_not_fit(self) -> None:
        for tags in (
            "cp311-cp311-win_amd64",
            "cp313-abi3-win_amd64",
            "cp312-cp312t-win_amd64",
            "cp312-cp312-win_arm64",
            "cp312-cp312-win32",
            "cp312-cp312-manylinux_2_28_x86_64",
            "py2-none-any",
        ):
            with self.subTest(tags):
                self.assertIsNone(wheel(f"demo-1.0-{tags}.whl").rank(WINDOWS))

    def test_a_package_without_a_fitting_wheel_is_refused(self) -> None:
        with self.assertRaisesRegex(relock.RelockError, "no wheel of demo 1.0 fits linux-x86_64"):
            relock.best_wheel(package("demo-1.0-cp312-cp312-win_amd64.whl"), LINUX, set())

    def test_a_locked_wheel_stays_though_a_better_one_has_appeared(self) -> None:
        files = "demo-1.0-py3-none-any.whl", "demo-1.0-cp312-cp312-win_amd64.whl"
        self.assertEqual(wheel(files[0]), relock.best_wheel(package(*files), WINDOWS, {wheel(files[0])}))


class LockTest(unittest.TestCase):
    def test_the_id_depends_on_the_wheels_alone(self) -> None:
        one, two = wheel("one-1.0-py3-none-any.whl", "one"), wheel("two-1.0-py3-none-any.whl", "two")
        lock = Lock("cpu-linux", LINUX, {"uv": "1"}, (one, two))
        self.assertEqual(lock.id, Lock("cpu-linux", LINUX, {"uv": "2"}, (two, one)).id)
        self.assertNotEqual(lock.id, Lock("cpu-linux", LINUX, {"uv": "1"}, (one,)).id)

    def test_changes_are_named(self) -> None:
        before = Lock(
            "x", LINUX, {}, (wheel("f", "gone"), wheel("f", "moved", "1"), wheel("f", "same"), wheel("f", "swapped"))
        )
        after = Lock(
            "x", LINUX, {}, (wheel("f", "moved", "2"), wheel("f", "new"), wheel("f", "same"), wheel("g", "swapped"))
        )
        self.assertEqual(
            ["-gone 1.0", "moved 1 -> 2", "+new 1.0", "swapped: other file"], relock.describe_changes(before, after)
        )


class UvTest(unittest.TestCase):
    def uv(self, script: str) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        fake = Path(folder.name, "uv")
        fake.write_text(f"#!{sys.executable}\nimport sys\n{script}\n", encoding="utf-8")
        fake.chmod(0o755)
        self.enterContext(mock.patch.object(relock, "UV", str(fake)))

    def test_a_missing_uv_is_named(self) -> None:
        self.enterContext(mock.patch.object(relock, "UV", "no-such-uv"))
        with self.assertRaisesRegex(relock.RelockError, "'no-such-uv' was not found"):
            relock.uv_version()

    def test_what_a_failing_uv_says_is_passed_on(self) -> None:
        self.uv("print('no solution', file=sys.stderr); sys.exit(1)")
        with self.assertRaisesRegex(relock.RelockError, "no solution"):
            relock.resolve("cpu-linux", {}, None)

    def test_locked_versions_are_offered_to_uv_and_its_answer_becomes_the_lock(self) -> None:
        self.uv(
            """
target = sys.argv[sys.argv.index('--output-file') + 1]
offered = open(target).read()
assert 'name = "demo"' in offered and 'version = "1.0"' in offered, offered
assert sys.argv[sys.argv.index('--python-platform') + 1] == 'x86_64-pc-windows-msvc', sys.argv
open(target, 'w').write('[[packages]]\\nname = "demo"\\nversion = "1.0"\\nwheels = [{ url = "https://example.org/'
    'demo-1.0-py3-none-any.whl", size = 1, hashes = { sha256 = "' + 'a' * 64 + '" } }]\\n')
"""
        )
        current = Lock("cpu-windows", WINDOWS, {}, (wheel("demo-1.0-py3-none-any.whl"),))
        self.assertEqual(current, relock.resolve("cpu-windows", {}, current))

    def test_a_published_wheel_takes_the_place_of_the_one_of_the_index(self) -> None:
        self.uv(
            """
target = sys.argv[sys.argv.index('--output-file') + 1]
entry = ('[[packages]]\\nname = "{0}"\\nversion = "1.0"\\nwheels = [{{ url = "https://example.org/'
    '{0}-1.0-py3-none-any.whl", size = 1, hashes = {{ sha256 = "' + 'a' * 64 + '" }} }}]\\n')
open(target, 'w').write(entry.format('demo') + entry.format('torch'))
"""
        )
        lock = relock.resolve("torch-cu121-windows", {}, None)
        self.assertEqual(
            ["demo", "torch 2.3.1+cu121 pytorch-cu121"],
            [
                wheel.name if isinstance(wheel, Wheel) else f"{wheel.name} {wheel.version} {wheel.publisher}"
                for wheel in lock.all
            ],
        )
        self.assertEqual(1 + 2423500000, lock.bytes)
        self.assertEqual(["demo", "torch"], [wheel.name for wheel in relock.resolve("torch-cu121-linux", {}, None).all])


if __name__ == "__main__":
    unittest.main()
