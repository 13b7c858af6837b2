#!/usr/bin/env python3
"""Check this folder: locks, profiles, sources, pins. Prints each fault; exit 1 if there is one.

Needs nothing but Python 3.11 or newer and no network: `relock.py --check` is the one that asks the package index.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import wave
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lockfile

SHA256 = re.compile(r"[0-9a-f]{64}")
ADDRESS = re.compile(r"https?:|www\.|\b[a-z0-9-]+\.(?:org|com|io|net|cn|dev)\b")
UNPACKED = (1.2, 2.2)  # times its packed size is what a wheel of PyTorch takes that no index has (1.4 to 1.9)
TOLERANCE = (
    0.03  # of what an environment takes: bytecode comes on top, and what replaces a wheel of the CPU's has its place
)
STATES = {"required", "not_needed"}
COMPONENTS = {"embeddable_python", "virtual_environment", "pytorch", "whisper"}


def main() -> int:
    faults = list(faults_in(lockfile.FOLDER))
    for fault in faults:
        print(fault, file=sys.stderr)
    print("python-embed: " + (f"{len(faults)} faults" if faults else "in order"))
    return 1 if faults else 0


def faults_in(folder: Path) -> Iterator[str]:
    locks = {}
    for name in lockfile.names():
        try:
            locks[name] = lockfile.read(name, folder / "locks")
        except (OSError, ValueError, KeyError, TypeError) as error:
            yield f"locks/{name}.json: cannot be read: {error!r}"
        else:
            yield from (f"locks/{name}.json: {fault}" for fault in faults_in_lock(name, locks[name]))
            yield from (f"locks/{name}.json: {fault}" for fault in addresses_in(folder / "locks" / f"{name}.json"))
    stray = {path.stem for path in (folder / "locks").glob("*")} - set(lockfile.names())
    yield from (f"locks/{name}: belongs to no profile and platform" for name in sorted(stray))
    sizes = json.loads((folder / "unpacked.json").read_text(encoding="utf-8"))
    for name, check in (
        ("profiles.json", lambda content: faults_in_profiles(content, locks, sizes)),
        ("sources.json", lambda content: faults_in_sources(content, locks)),
        ("base-python.json", faults_in_bases),
        ("selftest.json", lambda content: faults_in_selftest(content, folder)),
        ("licences.json", lambda content: faults_in_licences(content, locks)),
    ):
        try:
            content = json.loads((folder / name).read_text(encoding="utf-8"))
            yield from (f"{name}: {fault}" for fault in check(content))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            yield f"{name}: cannot be read: {error!r}"


def faults_in_lock(name: str, lock: lockfile.Lock) -> Iterator[str]:
    _, _, system = name.rpartition("-")
    if lock.name != name:
        yield f"calls itself {lock.name}"
    if lock.platform != lockfile.PLATFORMS[system]:
        yield f"is for {lock.platform}"
    if lock.stated_id != lock.id:
        yield f"states the id {lock.stated_id}, its wheels give {lock.id}"
    if list(lock.wheels) != sorted(lock.wheels):
        yield "wheels are not sorted"
    if not lock.wheels:
        yield "has no wheels"
    for package, count in Counter(wheel.name for wheel in lock.all).items():
        if count > 1:
            yield f"{package}: {count} wheels"
    if lock.published != lockfile.published(name):
        yield "what is published elsewhere is not what requirements/published.json says"
    for wheel in lock.all:
        if isinstance(wheel, lockfile.Wheel) and not SHA256.fullmatch(wheel.sha256):
            yield f"{wheel.name}: '{wheel.sha256}' is no SHA-256"
        if wheel.bytes <= 0:
            yield f"{wheel.name}: {wheel.bytes} bytes"
        if not wheel.file.startswith(f"{wheel.name.replace('-', '_')}-{wheel.version}-"):
            yield f"{wheel.name}: {wheel.file} is not version {wheel.version} of it"
        if wheel.rank(lock.platform) is None:
            yield f"{wheel.name}: {wheel.file} does not fit Python {lockfile.PYTHON} on {lock.platform}"


def addresses_in(path: Path) -> Iterator[str]:
    for address in sorted(set(ADDRESS.findall(path.read_text(encoding="utf-8")))):
        yield f"contains an address: {address}"


def faults_in_profiles(
    content: dict[str, Any], locks: dict[str, lockfile.Lock], sizes: dict[str, int]
) -> Iterator[str]:
    profiles = {profile["id"]: profile for profile in content["profiles"]}
    if len(profiles) != len(content["profiles"]):
        yield "an id is used twice"
    for id, profile in profiles.items():
        for platform, place in profile["platforms"].items():
            lock = locks.get(place["lock"])
            if lock is None:
                yield f"{id}: there is no lock {place['lock']}"
                continue
            if lock.platform != platform:
                yield f"{id}: {place['lock']} is for {lock.platform}, not {platform}"
            if place["download_bytes"] != lock.bytes:
                yield f"{id}: {place['lock']} has {lock.bytes} bytes to download, not {place['download_bytes']}"
            if place["disk_bytes"] <= lock.bytes:
                yield f"{id}: on {platform} it takes no more disk than its packed wheels"
            least = profiles.get(profile["fallback"], {}).get("platforms", {}).get(platform)
            if least is not None and least["lock"] in locks:
                yield from (
                    f"{id}: on {platform} {fault}" for fault in faults_in_size(place, least, lock, locks, sizes)
                )
        if set(profile["platforms"]) != set(lockfile.PLATFORMS.values()):
            yield f"{id}: platforms are {sorted(profile['platforms'])}"
        if set(profile["components"]) != COMPONENTS or not set(profile["components"].values()) <= STATES:
            yield f"{id}: components are {profile['components']}"
        if profile["fallback"] is not None and profile["fallback"] not in profiles:
            yield f"{id}: falls back to the unknown profile {profile['fallback']}"
        types = [rule["compute_types"] for rule in profile["rules"]] or [profile["compute_types"]]
        if not all(types):
            yield f"{id}: a rule has no compute type"
        for rule in profile["rules"]:
            capability = rule["compute_capability"]
            if version(capability["from"]) > version(capability["to"]):
                yield f"{id}: compute capability {capability['from']} to {capability['to']} is empty"
            if set(rule["driver"]) != set(profile["platforms"]):
                yield f"{id}: rule for {rule['gpu']}: a platform has no driver floor"


def faults_in_size(
    place: dict[str, Any],
    least: dict[str, Any],
    lock: lockfile.Lock,
    locks: dict[str, lockfile.Lock],
    sizes: dict[str, int],
) -> Iterator[str]:
    """Whether what a profile takes is that of its fallback and of the wheels beyond it."""
    there = {wheel.file for wheel in locks[least["lock"]].all}
    beyond = [wheel for wheel in lock.wheels if wheel.file not in there]
    unknown = [wheel.file for wheel in beyond if wheel.file not in sizes]
    if unknown:
        yield f"unpacked.json does not know {', '.join(unknown)}; run unpacked.py"
        return
    measured = least["disk_bytes"] + sum(sizes[wheel.file] for wheel in beyond)
    elsewhere = sum(wheel.bytes for wheel in lock.published)
    low, high = ((measured + factor * elsewhere) for factor in UNPACKED)
    if not (1 - TOLERANCE) * low < place["disk_bytes"] < (1 + TOLERANCE) * high:
        yield f"{low:.0f} to {high:.0f} bytes are taken on the disk, not {place['disk_bytes']}"


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def faults_in_sources(content: dict[str, Any], locks: dict[str, lockfile.Lock]) -> Iterator[str]:
    publishers = {publisher["id"]: publisher for publisher in content["publishers"]}
    needed = {wheel.publisher for lock in locks.values() for wheel in lock.published}
    if set(publishers) != needed:
        yield f"publishers: {sorted(publishers)} are named, {sorted(needed)} are needed"
    for publisher in publishers.values():
        for url in (publisher["index"], *publisher["files"]):
            if not url.startswith("https://") or url.endswith("/"):
                yield f"publishers: {url} must begin with https:// and not end with a slash"
    for kind in ("indexes", "hubs", "python"):
        sources = content[kind]
        if len({source["id"] for source in sources}) != len(sources):
            yield f"{kind}: an id is used twice"
        for source in sources:
            url = source["url"]
            if url is None:
                if (kind, source["id"]) != ("indexes", "default"):
                    yield f"{kind}: {source['id']} has no URL"
            elif not url.startswith("https://") or url.endswith("/"):
                yield f"{kind}: {url} must begin with https:// and not end with a slash"


def faults_in_bases(content: dict[str, Any]) -> Iterator[str]:
    for base in content["bases"]:
        if not SHA256.fullmatch(base["sha256"]):
            yield f"{base['id']}: '{base['sha256']}' is no SHA-256"
        if base["platform"] not in lockfile.PLATFORMS.values():
            yield f"{base['id']}: unknown platform {base['platform']}"
        if not base["python"].startswith(f"{lockfile.PYTHON}."):
            yield f"{base['id']}: Python {base['python']} does not fit the locks"
        unpack = base["unpack"]
        paths = [*unpack["leave_out"], *unpack["executable"], *(entry["to"] for entry in unpack["also"])]
        for path in paths:
            if path.startswith("/") or "\\" in path or ".." in path.split("/"):
                yield f"{base['id']}: {path} leaves the folder"
    missing = set(lockfile.PLATFORMS.values()) - {base["platform"] for base in content["bases"]}
    yield from (f"no base for {platform}" for platform in sorted(missing))


def faults_in_licences(content: dict[str, Any], locks: dict[str, lockfile.Lock]) -> Iterator[str]:
    known = content["wheels"]
    shipped = set(content["accepted"]["shipped"])
    locked = {wheel.name: set[str]() for lock in locks.values() for wheel in lock.all}
    for name, lock in locks.items():
        for wheel in lock.all:
            locked[wheel.name].add(name)
    for name in sorted(locked.keys() - known.keys()):
        yield f"{name} has no licence; read it in the wheel and add it"
    for name in sorted(known.keys() - locked.keys()):
        yield f"{name} is in no lock"
    for name in sorted(locked.keys() & known.keys()):
        in_package = any(lock.startswith("boot-") for lock in locked[name])
        accepted = shipped if in_package else shipped | set(content["accepted"]["fetched"])
        for licence in sorted(set(re.split(r" AND | OR ", known[name]["licence"])) - accepted):
            yield f"{name}: the licence {licence} is not accepted for what is {'shipped' if in_package else 'fetched'}"


def faults_in_selftest(content: dict[str, Any], folder: Path) -> Iterator[str]:
    path = folder / content["file"]
    if hashlib.sha256(path.read_bytes()).hexdigest() != content["sha256"]:
        yield f"{content['file']} has another SHA-256"
    with wave.open(str(path)) as clip:
        if (clip.getframerate(), clip.getnchannels(), clip.getsampwidth()) != (16000, 1, 2):
            yield f"{content['file']} is not 16 kHz mono with 16 bits"
        seconds = clip.getnframes() / clip.getframerate()
        if not 3 <= seconds <= 7:
            yield f"{content['file']} lasts {seconds:.1f} s"
    if not content["transcript"].strip() or not content["language"] or not content["licence"]:
        yield "transcript, language or licence is missing"


if __name__ == "__main__":
    sys.exit(main())
