#!/usr/bin/env python3
"""Writes the WiX fragment of the entry in Explorer's menu, from the file that the program reads too.

Usage: wix_verbs.py FRAGMENT
"""

import sys
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from wix_files import KEY, guid

ENTRY = Path(__file__).parents[1] / "src/main/resources/io/fastervox/desktop/windows/explorer-verb.properties"
NAME = "ExplorerVerbs"


def values(text: str) -> list[tuple[str, str, str]]:
    """Return key, name and data of every value; the name of a key's default value is empty."""
    entry = dict(line.split(" = ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    named = [(name.removeprefix("value."), data) for name, data in entry.items() if name.startswith("value.")]
    found = []
    for kind in entry["of"].split():
        key = rf"Software\Classes\SystemFileAssociations\{kind}\shell\{entry['verb']}"
        found += [(key, name, data) for name, data in named]
        found.append((rf"{key}\command", "", entry["command"]))
    return found


def fragment(text: str) -> Element:
    """Return the fragment with one component."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    part = SubElement(wix, "Fragment")
    folder = SubElement(part, "DirectoryRef", Id="INSTALLFOLDER")
    component = SubElement(folder, "Component", Id=NAME, Guid=guid(NAME), Win64="yes")
    SubElement(component, "RegistryValue", Root="HKCU", Key=KEY, Name=NAME, Type="integer", Value="1", KeyPath="yes")
    for key, name, data in values(text):
        value = SubElement(component, "RegistryValue", Root="HKCU", Key=key, Type="string")
        if name:
            value.set("Name", name)
        value.set("Value", data.replace("{folder}", "[INSTALLFOLDER]"))
    return wix


def main() -> None:
    tree = ElementTree(fragment(ENTRY.read_text(encoding="utf-8")))
    indent(tree)
    tree.write(sys.argv[1], encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    main()
