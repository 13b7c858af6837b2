#!/usr/bin/env python3
"""Write the licences and the bill of materials of a program folder, or say what is missing and end with 1.

Everything that is shipped must stand in the bill (a jar or wheel by its digest), have a licence that
python-embed/licences.json accepts, and bring the licence's text. What the program fetches for the user later stands
in the list too.
Usage: licences.py --bill SBOM --app FOLDER --main-jar NAME --runtime FOLDER --target windows|linux
           [--python ZIP] [--launcher TEXT]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# Licences whose text is the same for everyone: for jars that bring none.
TEXTS = {
    "Apache-2.0": ROOT / "LICENSE",
    "EPL-2.0": ROOT / "installer/texts/EPL-2.0.txt",
    "Go License": ROOT / "installer/texts/RE2J.txt",
}
TEXT_OF_A_LICENCE = re.compile(r"META-INF/([\w.-]*(LICENSE|LGPL|AL2)[\w.-]*)")
TEXT_OF_A_NOTICE = re.compile(r"META-INF/(NOTICE[\w.-]*)")
LICENCE_IN_A_WHEEL = re.compile(r"[^/]+\.dist-info/(licenses/)?[^/]*(LICEN[CS]E|COPYING)[^/]*", re.IGNORECASE)
LOCK = "faster-vox:lock"


class LicenceError(Exception):
    """What is missing, and what to do."""


@dataclass(frozen=True)
class Part:
    """Something in the program folder, or something it fetches."""

    name: str
    version: str
    licence: str
    text: str
    component: dict[str, Any] = field(repr=False)


def main() -> int:
    """Check, then write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bill", type=Path, required=True, help="as python-embed/sbom.py writes it")
    parser.add_argument("--app", type=Path, required=True, help="the folder of jars, runner and python-embed")
    parser.add_argument("--main-jar", required=True, help="our own jar")
    parser.add_argument("--runtime", type=Path, required=True, help="the Java runtime")
    parser.add_argument("--target", choices=("windows", "linux"), required=True)
    parser.add_argument("--python", type=Path, help="the embeddable Python")
    parser.add_argument("--launcher", type=Path, help="the licences of what is linked into the launchers")
    arguments = parser.parse_args()
    try:
        write(arguments)
    except LicenceError as error:
        print(f"licences.py: {error}", file=sys.stderr)
        return 1
    return 0


def write(arguments: argparse.Namespace) -> None:
    """Write sbom.json and the folder licenses below the program's folder."""
    app: Path = arguments.app
    bill = json.loads(arguments.bill.read_text(encoding="utf-8"))
    folder = app / "licenses"
    folder.mkdir()
    shutil.copyfile(ROOT / "LICENSE", folder / "Faster-Vox.txt")
    components = {digest: component for component in bill["components"] for digest in digests(component)}
    shipped = [
        *(jar(path, components, folder) for path in sorted(app.glob("*.jar")) if path.name != arguments.main_jar),
        java_runtime(arguments.runtime),
        *([python(arguments.python, folder)] if arguments.python else []),
        *(boot_wheel(path, components) for path in sorted(app.glob("python-embed/wheels/*.whl"))),
        *([self_test(app / "python-embed/selftest.wav", folder)] if (app / "python-embed").is_dir() else []),
        *([launcher(arguments.launcher, folder)] if arguments.launcher else []),
    ]
    here = {part.component["bom-ref"] for part in shipped}
    fetched = [
        Part(component["name"], component["version"], expression(component), "in the package itself", component)
        for component in bill["components"]
        if component["bom-ref"] not in here
        and any(lock.endswith(f"-{arguments.target}") for lock in values(component, LOCK))
    ]
    accepted = json.loads((ROOT / "python-embed/licences.json").read_text(encoding="utf-8"))["accepted"]
    require_accepted(shipped, set(accepted["shipped"]))
    require_accepted(fetched, {*accepted["shipped"], *accepted["fetched"]})
    (folder / "README.txt").write_text(listing(shipped, fetched), encoding="utf-8")
    content = bill | {"components": [part.component for part in (*shipped, *fetched)]}
    content["dependencies"] = [
        dependency
        for dependency in bill.get("dependencies", [])
        if dependency["ref"] in here
        or dependency["ref"] == bill.get("metadata", {}).get("component", {}).get("bom-ref")
    ]
    (app / "sbom.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def digests(component: dict[str, Any]) -> list[str]:
    """Its SHA-256, where the bill has it."""
    return [digest["content"] for digest in component.get("hashes", []) if digest["alg"] == "SHA-256"]


def values(component: dict[str, Any], name: str) -> list[str]:
    """Return the values of a property."""
    return [entry["value"] for entry in component.get("properties", []) if entry["name"] == name]


def expression(component: dict[str, Any]) -> str:
    """Its licence; several ones in Maven's half of the bill are a choice."""
    found = [
        entry["expression"] if "expression" in entry else entry["license"].get("id") or entry["license"]["name"]
        for entry in component.get("licenses", [])
    ]
    if not found:
        raise LicenceError(
            f"{component['name']} {component['version']} has no licence in the bill of materials."
            " Find out under which one it may be used before it is shipped."
        )
    return " OR ".join(found)


def require_accepted(parts: list[Part], accepted: set[str]) -> None:
    """Stop at a licence that nobody has agreed to."""
    for part in parts:
        for licence in re.split(r" AND | OR ", part.licence.replace("(", "").replace(")", "")):
            if licence not in accepted:
                raise LicenceError(
                    f"{part.name} {part.version}: the licence '{licence}' is not accepted."
                    " Use another library, or accept it in python-embed/licences.json."
                )


def listed(path: Path, components: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Find a file in the bill by its digest."""
    component = components.get(hashlib.sha256(path.read_bytes()).hexdigest())
    if component is None:
        raise LicenceError(
            f"{path.name} is not in the bill of materials, so its licence is unknown."
            " Make the bill anew: mvn -Pverify package, then python-embed/sbom.py."
        )
    return component


def jar(path: Path, components: dict[str, dict[str, Any]], folder: Path) -> Part:
    """A library: its own texts are copied out; a general text serves one that has none."""
    component = listed(path, components)
    licence = expression(component)
    own = folder / path.stem
    found = False
    with zipfile.ZipFile(path) as archive:
        for entry in archive.namelist():
            name = TEXT_OF_A_LICENCE.fullmatch(entry) or TEXT_OF_A_NOTICE.fullmatch(entry)
            if name:
                own.mkdir(exist_ok=True)
                (own / name[1]).write_bytes(archive.read(entry))
                found |= TEXT_OF_A_LICENCE.fullmatch(entry) is not None
    text = f"{path.stem}/"
    if not found:
        general = next((name for name in licence.split(" OR ") if name in TEXTS), None)
        if general is None:
            raise LicenceError(f"{path.name} brings no text of its licence {licence}. Put one into installer/texts.")
        text = "Faster-Vox.txt" if general == "Apache-2.0" else f"{general}.txt"
        shutil.copyfile(TEXTS[general], folder / text)
    return Part(component["name"], component["version"], licence, text, component)


def java_runtime(runtime: Path) -> Part:
    """The Java runtime: its folder legal names what is in each module."""
    facts = dict(re.findall(r'^(\w+)="(.*)"$', (runtime / "release").read_text(encoding="utf-8"), re.MULTILINE))
    if not (runtime / "legal/java.base/LICENSE").is_file():
        raise LicenceError(f"{runtime} has no legal/java.base/LICENSE. Take a runtime that brings its licences.")
    return own_part(
        "java-runtime",
        facts["JAVA_VERSION"],
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "../../runtime/legal/",
        supplier={"name": facts.get("IMPLEMENTOR", "OpenJDK")},
    )


def python(archive: Path, folder: Path) -> Part:
    """The embeddable Python: its LICENSE.txt names its parts too."""
    content = archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        if "LICENSE.txt" not in opened.namelist():
            raise LicenceError(f"{archive.name} has no LICENSE.txt. Take the official zip.")
        (folder / "Python.txt").write_bytes(opened.read("LICENSE.txt"))
    version = re.match(r"python-(\d+\.\d+\.\d+)-", archive.name)
    digest = {"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}
    return own_part("python", version[1] if version else "", "PSF-2.0", "Python.txt", hashes=[digest])


def boot_wheel(path: Path, components: dict[str, dict[str, Any]]) -> Part:
    """One of pip and its companions, shipped as a wheel."""
    component = listed(path, components)
    with zipfile.ZipFile(path) as archive:
        if not any(LICENCE_IN_A_WHEEL.fullmatch(name) for name in archive.namelist()):
            raise LicenceError(f"{path.name} brings no text of its licence. Take a version that does.")
    text = f"in ../python-embed/wheels/{path.name}"
    return Part(component["name"], component["version"], expression(component), text, component)


def self_test(clip: Path, folder: Path) -> Part:
    """The recording that an environment must transcribe."""
    shutil.copyfile(ROOT / "installer/texts/PocketSphinx.txt", folder / "PocketSphinx.txt")
    digest = {"alg": "SHA-256", "content": hashlib.sha256(clip.read_bytes()).hexdigest()}
    return own_part(clip.name, "1", "BSD-2-Clause", "PocketSphinx.txt", type="file", hashes=[digest])


def launcher(text: Path, folder: Path) -> Part:
    """What mingw-w64 links into the launchers of a Windows folder."""
    if not text.is_file():
        raise LicenceError(f"there is no {text}. Install mingw-w64 with its copyright file.")
    shutil.copyfile(text, folder / "mingw-w64.txt")
    return own_part("mingw-w64-runtime", "", "ZPL-2.1", "mingw-w64.txt")


def own_part(name: str, version: str, licence: str, text: str, **more: object) -> Part:
    """A part that neither Maven nor a lock knows."""
    component = {"type": "library", "bom-ref": f"faster-vox:{name}", "name": name, "version": version}
    return Part(name, version, licence, text, component | {"licenses": [{"expression": licence}]} | more)


def listing(shipped: list[Part], fetched: list[Part]) -> str:
    """Return the list for people."""
    lines = [
        "Licences of what Faster-Vox is made of. Faster-Vox itself: Apache-2.0, Faster-Vox.txt.",
        "The same for programs, with digests: ../sbom.json. Models have licences of their own (fvox models list).",
        "",
        "In this folder",
        *(f"  {part.name} {part.version}: {part.licence}; text: {part.text}" for part in shipped),
        "",
        "Fetched from the package index when it is needed; each package brings its text",
        *(f"  {part.name} {part.version}: {part.licence}" for part in fetched),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
