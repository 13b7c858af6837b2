#!/usr/bin/env python3
"""Writes the pins of base Pythons for a program that carries one embeddable zip: its pin and no other.

The zip must be the one that is pinned. A stand-in, for tests, is described by its own digest and marked test_only.
Usage: base_python.py PINS ZIP TARGET [--stand-in]
"""

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any


def pin_of(bases: list[dict[str, Any]], zip_file: Path, *, stand_in: bool) -> dict[str, Any]:
    """Return what base-python.json says of this zip."""
    content = zip_file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    (embeddable,) = (base for base in bases if base["id"] == "windows-embeddable")
    if not stand_in:
        if embeddable["sha256"] != digest:
            sys.exit(f"{zip_file} has the SHA-256 {digest}, which python-embed/base-python.json does not name")
        return embeddable | {"file": zip_file.name, "bytes": len(content)}
    version = re.match(r"python-(\d+\.\d+\.\d+)-", zip_file.name)
    if version is None:
        sys.exit(f"{zip_file.name} names no version")
    return embeddable | {
        "id": "windows-stand-in",
        "python": version[1],
        "test_only": True,
        "file": zip_file.name,
        "sha256": digest,
        "bytes": len(content),
        "sources": None,  # nobody publishes it
    }


def main() -> None:
    """Write the pins."""
    pins, zip_file, target = (Path(name) for name in sys.argv[1:4])
    content = json.loads(pins.read_text(encoding="utf-8"))
    content["bases"] = [pin_of(content["bases"], zip_file, stand_in=sys.argv[4:] == ["--stand-in"])]
    target.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
