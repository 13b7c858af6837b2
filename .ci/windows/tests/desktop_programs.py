"""A desktop with two programs in it: the adapters (`DesktopDriver`), and another one that is pasted into."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT, TIER, Windows, succeed, windows_path
from lines import Lines
from scene import desktop

LIBRARIES = ROOT / "target/test-lib"
DRIVER = "io.fastervox.desktop.windows.DesktopDriver"


@dataclass(frozen=True)
class Programs:
    driver: Lines
    other: Lines
    environment: dict[str, str]

    def keys(self, *actions: str) -> None:
        """Keys of the keyboard: xdotool's keydown, keyup, key, each with its argument."""
        succeed("xdotool", *actions, env=self.environment)


@contextmanager
def programs(windows: Windows) -> Iterator[Programs]:
    folder = ROOT / "target/desktop-probe"
    succeed(ROOT / "src/test/native/build.sh", "windows", folder)
    java = Path(succeed(TIER / "java.sh")) / "bin/java.exe"
    jars = [windows_path(jar) for jar in LIBRARIES.glob("*.jar") if "console-standalone" not in jar.name]
    classes = [windows_path(ROOT / "target" / name) for name in ("test-classes", "classes")]
    with desktop(windows, "eng") as screen:
        environment = os.environ | {
            "WINEPREFIX": str(windows.prefix), "WINEDEBUG": "-all", "USER": windows.user, "DISPLAY": screen.display,
            "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
        }  # fmt: skip
        driver = Lines(
            ["wine", java, "-Xmx256m", "-Dfile.encoding=UTF-8", "-Djna.nounpack=true",
             f"-Djna.boot.library.path={windows_path(LIBRARIES / 'native')}",
             "-cp", ";".join([*classes, *jars]), DRIVER],
            environment,
        )  # fmt: skip
        other = Lines(["wine", folder / "desktop-probe.exe"], environment)
        try:
            driver.hear("driving", 180)
            yield Programs(driver, other, environment)
        finally:
            driver.close()
            other.close()
