#!/usr/bin/env python3
"""Write the software bill of materials: the Java part that Maven made, every Python that a
program may carry, and the wheels of every lock (CycloneDX 1.6).

sbom.py JAVA_SBOM OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LOCKS = FOLDER / "locks"


def wheels() -> list[dict[str, Any]]:
    """Every locked wheel as a component; the locks it belongs to are a property."""
    licences = json.loads((FOLDER / "licences.json").read_text(encoding="utf-8"))["wheels"]
    components: dict[str, dict[str, Any]] = {}
    for path in sorted(LOCKS.glob("*.json")):
        lock = json.loads(path.read_text(encoding="utf-8"))
        for wheel in [*lock["wheels"], *lock.get("published", [])]:
            purl = f"pkg:pypi/{wheel['name']}@{wheel['version']}?file_name={wheel['file']}"
            component = components.setdefault(
                purl,
                {
                    "type": "library",
                    "bom-ref": purl,
                    "name": wheel["name"],
                    "version": wheel["version"],
                    "purl": purl,
                    "hashes": [{"alg": "SHA-256", "content": wheel["sha256"]}] if "sha256" in wheel else [],
                    "licenses": [{"expression": licences[wheel["name"]]["licence"]}],
                    "properties": [],
                },
            )
            component["properties"].append({"name": "faster-vox:lock", "value": lock["lock"]})
    return [components[purl] for purl in sorted(components)]


def interpreters() -> list[dict[str, Any]]:
    """Every base Python as a component; one that serves tests alone says so."""
    components = []
    for base in json.loads((FOLDER / "base-python.json").read_text(encoding="utf-8"))["bases"]:
        purl = f"pkg:generic/cpython@{base['python']}?file_name={base['file']}"
        components.append(
            {
                "type": "platform",
                "bom-ref": purl,
                "name": "cpython",
                "version": base["python"],
                "purl": purl,
                "cpe": f"cpe:2.3:a:python:python:{base['python']}:*:*:*:*:*:*:*",
                "hashes": [{"alg": "SHA-256", "content": base["sha256"]}],
                "licenses": [{"expression": "PSF-2.0"}],
                "properties": [
                    {"name": "faster-vox:base", "value": base["id"]},
                    {"name": "faster-vox:test-only", "value": str(base["test_only"]).lower()},
                ],
            }
        )
    return components


def merged(java: dict[str, Any]) -> dict[str, Any]:
    """The Java bill with the interpreters and the wheels added."""
    return java | {"components": [*java.get("components", []), *interpreters(), *wheels()]}


def main() -> None:
    source, target = map(Path, sys.argv[1:])
    bill = merged(json.loads(source.read_text(encoding="utf-8")))
    target.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
    print(f"{target}: {len(bill['components'])} components")


if __name__ == "__main__":
    main()
