import json
import sys
import unittest
from pathlib import Path

EMBED = Path(__file__).parents[1]
sys.path.insert(0, str(EMBED))

import sbom  # noqa: E402


class TheBillOfMaterials(unittest.TestCase):
    def test_names_every_wheel_of_every_lock_by_its_digest(self) -> None:
        locked = {
            wheel["sha256"]
            for path in (EMBED / "locks").glob("*.json")
            for wheel in json.loads(path.read_text(encoding="utf-8"))["wheels"]
        }
        self.assertEqual({hash["content"] for wheel in sbom.wheels() for hash in wheel["hashes"]}, locked)

    def test_names_a_wheel_that_only_its_publisher_has_without_a_digest(self) -> None:
        without = [(wheel["name"], wheel["version"]) for wheel in sbom.wheels() if not wheel["hashes"]]
        self.assertEqual([("torch", "2.3.1+cu121")], without)

    def test_names_every_base_python_by_version_and_digest(self) -> None:
        named = [(base["name"], base["version"], base["hashes"][0]["content"]) for base in sbom.interpreters()]
        bases = json.loads((EMBED / "base-python.json").read_text(encoding="utf-8"))["bases"]
        self.assertEqual([("cpython", base["python"], base["sha256"]) for base in bases], named)
        components = sbom.merged({"components": []})["components"]
        self.assertEqual(len(components), len(sbom.interpreters()) + len(sbom.wheels()))

    def test_keeps_the_java_part(self) -> None:
        java = {"bomFormat": "CycloneDX", "components": [{"name": "picocli"}]}
        self.assertEqual(sbom.merged(java)["components"][0], {"name": "picocli"})
        self.assertEqual(java, {"bomFormat": "CycloneDX", "components": [{"name": "picocli"}]})


if __name__ == "__main__":
    unittest.main()
