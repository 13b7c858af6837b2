"""Every fault that check.py looks for is really found: each test breaks a copy of the folder in one place."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(FOLDER))

import check  # noqa: E402


class CheckTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        shutil.copytree(FOLDER, self.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("tests", "__pycache__"))

    def faults(self) -> list[str]:
        return list(check.faults_in(self.folder))

    def change(self, name: str, change: Callable[[Any], object]) -> None:
        path = self.folder / name
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    def test_the_folder_itself_is_in_order(self) -> None:
        self.assertEqual([], self.faults())

    def test_a_changed_digest_no_longer_gives_the_stated_id(self) -> None:
        def change(lock: dict[str, Any]) -> None:
            lock["wheels"][0]["sha256"] = "0" * 64

        self.change("locks/cpu-linux.json", change)
        self.assertRegex(self.faults()[0], r"locks/cpu-linux.json: states the id \w+, its wheels give \w+")

    def test_a_package_has_one_wheel(self) -> None:
        self.change("locks/boot-linux.json", lambda lock: lock["wheels"].append(lock["wheels"][-1]))
        self.assertIn("locks/boot-linux.json: wheel: 2 wheels", self.faults())

    def test_a_wheel_of_another_platform_is_found(self) -> None:
        def change(lock: dict[str, Any]) -> None:
            lock["wheels"] = json.loads((FOLDER / "locks/cpu-linux.json").read_text(encoding="utf-8"))["wheels"]

        self.change("locks/cpu-windows.json", change)
        faults = [fault for fault in self.faults() if "does not fit" in fault]
        natives = ["av", "ctranslate2", "hf-xet", "numpy", "onnxruntime", "protobuf", "pyyaml", "tokenizers"]
        self.assertEqual(natives, [fault.split(": ")[1] for fault in faults])

    def test_a_wheel_of_another_version_is_found(self) -> None:
        def change(lock: dict[str, Any]) -> None:
            lock["wheels"][0]["version"] = "1"

        self.change("locks/boot-windows.json", change)
        self.assertTrue(any("is not version 1 of it" in fault for fault in self.faults()))

    def test_a_lock_names_no_address(self) -> None:
        self.change("locks/cpu-linux.json", lambda lock: lock["made"].update(index="https://example.org/simple"))
        self.assertEqual(
            [
                "locks/cpu-linux.json: contains an address: example.org",
                "locks/cpu-linux.json: contains an address: https:",
            ],
            self.faults(),
        )

    def test_a_publisher_that_is_needed_is_named_in_the_sources(self) -> None:
        self.change("sources.json", lambda sources: sources["publishers"].clear())
        self.assertEqual(
            ["sources.json: publishers: [] are named, ['pytorch-cu121'] are needed"],
            self.faults(),
        )

    def test_a_published_wheel_is_the_one_of_the_requirements(self) -> None:
        self.change("locks/torch-cu121-windows.json", lambda lock: lock["published"][0].update(bytes=1))
        self.assertIn(
            "locks/torch-cu121-windows.json: what is published elsewhere is not what requirements/published.json says",
            self.faults(),
        )

    def test_a_missing_lock_is_found(self) -> None:
        (self.folder / "locks/cuda-windows.json").unlink()
        faults = self.faults()
        self.assertIn("profiles.json: cuda: there is no lock cuda-windows", faults)

    def test_a_stray_lock_is_found(self) -> None:
        shutil.copy(self.folder / "locks/cpu-linux.json", self.folder / "locks/cpu-mac.json")
        self.assertEqual(["locks/cpu-mac: belongs to no profile and platform"], self.faults())

    def test_the_download_size_of_a_profile_is_that_of_its_lock(self) -> None:
        def change(profiles: dict[str, Any]) -> None:
            profiles["profiles"][0]["platforms"]["linux-x86_64"]["download_bytes"] += 1

        self.change("profiles.json", change)
        self.assertEqual(
            ["profiles.json: cpu: cpu-linux has 134178881 bytes to download, not 134178882"], self.faults()
        )

    def test_the_disk_size_of_a_gpus_profile_follows_its_lock(self) -> None:
        def change(profiles: dict[str, Any]) -> None:
            cpu, cuda, _ = (profile["platforms"]["windows-x86_64"] for profile in profiles["profiles"])
            cuda["disk_bytes"] = cpu["disk_bytes"] + 700_000_000

        self.change("profiles.json", change)
        self.assertEqual(
            [
                (
                    "profiles.json: cuda: on windows-x86_64 "
                    "1102194124 to 1102194124 bytes are taken on the disk, not 1030000000"
                )
            ],
            self.faults(),
        )

    def test_a_wheel_of_a_gpus_profile_has_its_size_on_the_disk(self) -> None:
        self.change("unpacked.json", lambda sizes: sizes.pop("nvidia_cublas_cu12-12.9.1.4-py3-none-win_amd64.whl"))
        self.assertEqual(
            [
                (
                    "profiles.json: cuda: on windows-x86_64 unpacked.json does not know "
                    "nvidia_cublas_cu12-12.9.1.4-py3-none-win_amd64.whl; run unpacked.py"
                )
            ],
            self.faults(),
        )

    def test_a_profile_falls_back_to_one_that_exists(self) -> None:
        self.change("profiles.json", lambda profiles: profiles["profiles"].pop(0))
        self.assertEqual(
            [f"profiles.json: {id}: falls back to the unknown profile cpu" for id in ("cuda", "torch-cu121")],
            self.faults(),
        )

    def test_a_source_is_reached_over_tls(self) -> None:
        self.change("sources.json", lambda sources: sources["hubs"][1].update(url="http://example.org"))
        self.assertEqual(
            ["sources.json: hubs: http://example.org must begin with https:// and not end with a slash"], self.faults()
        )

    def test_a_base_python_stays_in_its_folder(self) -> None:
        def change(pins: dict[str, Any]) -> None:
            pins["bases"][2]["unpack"]["also"][0]["to"] = "../outside"

        self.change("base-python.json", change)
        self.assertEqual(["base-python.json: linux: ../outside leaves the folder"], self.faults())

    def test_another_self_test_clip_is_found(self) -> None:
        clip = self.folder / "selftest.wav"
        clip.write_bytes(clip.read_bytes() + b"\0\0")
        self.assertEqual(["selftest.json: selftest.wav has another SHA-256"], self.faults())

    def test_a_file_that_is_no_json_is_a_fault_and_not_a_crash(self) -> None:
        (self.folder / "sources.json").write_text("{", encoding="utf-8")
        self.assertRegex(self.faults()[0], r"^sources.json: cannot be read: JSONDecodeError")

    def test_a_wheel_without_a_licence_is_found(self) -> None:
        self.change("licences.json", lambda content: content["wheels"].pop("h11"))
        self.assertEqual(["licences.json: h11 has no licence; read it in the wheel and add it"], self.faults())

    def test_a_licence_that_nobody_needs_any_more_is_found(self) -> None:
        self.change("licences.json", lambda content: content["wheels"].update(left_pad={"licence": "MIT"}))
        self.assertEqual(["licences.json: left_pad is in no lock"], self.faults())

    def test_a_licence_that_is_not_accepted_is_found(self) -> None:
        self.change("licences.json", lambda content: content["wheels"]["h11"].update(licence="MIT AND SSPL-1.0"))
        self.assertEqual(
            ["licences.json: h11: the licence SSPL-1.0 is not accepted for what is fetched"], self.faults()
        )

    def test_what_is_shipped_has_fewer_licences_to_choose_from_than_what_the_user_fetches(self) -> None:
        self.change("licences.json", lambda content: content["wheels"]["virtualenv"].update(licence="MPL-2.0"))
        self.assertEqual(
            ["licences.json: virtualenv: the licence MPL-2.0 is not accepted for what is shipped"], self.faults()
        )


if __name__ == "__main__":
    unittest.main()
