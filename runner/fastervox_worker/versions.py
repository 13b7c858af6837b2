"""The versions that the handshake tells."""

from importlib.metadata import PackageNotFoundError, version

_NEEDED = ("faster-whisper", "ctranslate2", "av", "numpy", "onnxruntime")
_OPTIONAL = ("nvidia-cublas-cu12", "torch")


def package_versions() -> dict[str, str]:
    """Give the versions of the packages that decide what this environment can do."""
    versions = {name: version(name) for name in _NEEDED}
    for name in _OPTIONAL:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions
