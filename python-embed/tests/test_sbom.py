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
        self.assertEqual({wheel["hashes"][0]["content"] for wheel in sbom.wheels()}, locked)

    def test_keeps_the_java_part(self) -> None:
        java = {"bomFormat": "CycloneDX", "components": [{"name": "picocli"}]}
        self.assertEqual(sbom.merged(java)["components"][0], {"name": "picocli"})
        self.assertEqual(java, {"bomFormat": "CycloneDX", "components": [{"name": "picocli"}]})


if __name__ == "__main__":
    unittest.main()
