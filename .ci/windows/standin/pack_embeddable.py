"""Packs an installed-style Windows Python into the layout of the official embeddable zip.

Run by that very Python (`-I -S`): the library is stored as byte code only, as the official zip has it, and byte code
fits one Python version. Usage: pack_embeddable.py SOURCE ZIP
"""

import io
import py_compile
import sys
import tempfile
import zipfile
from pathlib import Path

# What the official zip leaves out: it has no pip, no venv, no Tk, no tests.
OMITTED = {
    "__pycache__", "ensurepip", "idlelib", "lib2to3", "pip", "site-packages", "test", "tests", "tkinter", "turtledemo",
    "turtle.py", "venv",
}  # fmt: skip
OMITTED_BINARIES = ("_test", "_ctypes_test", "_tkinter", "pyshellext", "tcl", "tk8", "xxlimited", "zlib1")
PTH = "python{v}.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"
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
            if OMITTED.isdisjoint(relative.parts):
                py_compile.compile(
                    str(source), compiled, relative.as_posix(), doraise=True,
                    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
                )  # fmt: skip
                add(archive, relative.with_suffix(".pyc").as_posix(), Path(compiled).read_bytes())
    return packed.getvalue()


def main(source: Path, target: Path) -> None:
    v = f"{sys.version_info.major}{sys.version_info.minor}"
    lib = source / "lib"
    files = {name: source / name for name in ("python.exe", f"python{v}.dll", "python3.dll", "LICENSE.txt")}
    files["pythonw.exe"] = source / "bin" / "pythonw.exe"
    files |= {
        path.name: path
        for path in lib.iterdir()
        if path.suffix in (".pyd", ".dll") and not path.name.startswith(OMITTED_BINARIES)
    }
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            add(archive, name, files[name].read_bytes())
        add(archive, f"python{v}.zip", library(lib))
        add(archive, f"python{v}._pth", PTH.format(v=v).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
