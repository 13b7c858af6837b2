#!/usr/bin/env python3
"""Writes the WiX fragment of all files of a program folder: one component for each folder.

A component's GUID is the UUIDv5 of its folder's path, so the same folder is the same component in every version. Its
key path is a registry value and not a file: below a user's profile Windows Installer wants it so (ICE38), and during an
upgrade it would leave out a component whose key file is there in a higher version, although that file is just about to
be removed.
Usage: wix_files.py IMAGE FRAGMENT
"""

import hashlib
import sys
import uuid
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

NAMESPACE = uuid.UUID("8C5B2A6E-3D0B-4B8C-9A63-0E4B7B1E5C11")
KEY = r"Software\Faster-Vox\Installed"


def identifier(kind: str, path: str) -> str:
    """WiX identifiers take few characters and 72 of them; paths have more."""
    return f"{kind}_{hashlib.sha256(path.encode()).hexdigest()[:32]}"


def guid(text: str) -> str:
    return str(uuid.uuid5(NAMESPACE, text)).upper()


def files(image: Path) -> list[Path]:
    return sorted(path.relative_to(image) for path in image.rglob("*") if path.is_file())


def component(folder: Path, names: list[Path]) -> Element:
    path = folder.as_posix()
    made = Element("Component", Id=identifier("c", path), Guid=guid(path.lower()), Win64="yes")
    SubElement(made, "RegistryValue", Root="HKCU", Key=KEY, Name=path, Type="integer", Value="1", KeyPath="yes")
    for name in names:
        # Relative to the folder of the compiler's run: wixl fails on an absolute path.
        source = f"image/{name.as_posix()}"
        SubElement(made, "File", Id=identifier("f", name.as_posix()), Name=name.name, Source=source)
    SubElement(made, "RemoveFolder", Id=identifier("r", path), On="uninstall")
    return made


def fragment(image: Path) -> Element:
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    part = SubElement(wix, "Fragment")
    group = Element("ComponentGroup", Id="ProgramFiles")
    content: dict[Path, list[Path]] = {Path(): []}
    for name in files(image):
        for folder in name.parents:
            content.setdefault(folder, [])
        content[name.parent].append(name)
    directories = {Path(): SubElement(part, "DirectoryRef", Id="INSTALLFOLDER")}
    for folder in sorted(content):
        if folder not in directories:
            directory = SubElement(directories[folder.parent], "Directory")
            directory.attrib = {"Id": identifier("d", folder.as_posix()), "Name": folder.name}
            directories[folder] = directory
        directories[folder].append(component(folder, content[folder]))
        SubElement(group, "ComponentRef", Id=identifier("c", folder.as_posix()))
    part.append(group)
    return wix


def main() -> None:
    image, target = Path(sys.argv[1]), Path(sys.argv[2])
    tree = ElementTree(fragment(image))
    indent(tree)
    tree.write(target, encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    main()
