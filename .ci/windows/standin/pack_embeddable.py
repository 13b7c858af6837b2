"""Packs an unpacked Windows Python into the layout of the official embeddable zip, as base-python.json says.

Run by that very Python (`-I -S`): the library is stored as byte code only, as the official zip has it, and byte code
fits one Python version. Usage: pack_embeddable.py PINS SOURCE ZIP
"""

import io
import json
import py_compile
import sys
import tempfile
import zipfile
from pathlib import Path

# One time for every entry, so that the same sources give the same zip.
TIME = (2024, 1, 1, 0, 0, 0)


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, TIME), content, zipfile.ZIP_DEFLATED)


def library(lib: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive, tempfile.TemporaryDirectory() as scratch:
        compiled = str(Path(scratch, "module.pyc"))
        for source in sorted(lib.rglob("*.py")):
            relative = source.relative_to(lib)
            py_compile.compile(
                str(source), compiled, relative.as_posix(), doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )  # fmt: skip
            add(archive, relative.with_suffix(".pyc").as_posix(), Path(compiled).read_bytes())
    return packed.getvalue()


def main(pins: Path, source: Path, target: Path) -> None:
    bases = json.loads(pins.read_text(encoding="utf-8"))["bases"]
    (base,) = (base for base in bases if base["id"] == "windows-stand-in")
    rules = base["assemble"]
    top = [path for path in source.iterdir() if path.is_file()]
    flat = [path for pattern in rules["flat"] for path in source.glob(pattern)]
    files = {path.name: path.read_bytes() for path in (*top, *flat)}
    files[rules["standard_library"]["to"]] = library(source / rules["standard_library"]["from"])
    files[base["path_file"]] = "".join(f"{line}\r\n" for line in rules["path_file_lines"]).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            add(archive, name, files[name])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
