"""A desktop with two programs in it: the adapters (`DesktopDriver`), and another one that is pasted into."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import FEW_COMPILATIONS, ROOT, TIER, Windows, native, succeed, windows_path
from lines import PATIENCE, Lines
from scene import desktop

LIBRARIES = ROOT / "target/test-lib"
DRIVER = "io.fastervox.desktop.windows.DesktopDriver"


@dataclass(frozen=True)
class Programs:
    driver: Lines
    other: Lines
    watcher: Lines  # a second one of its kind, without a window in front
    environment: dict[str, str]

    def window(self, kind: str, delay: int) -> None:
        """A window of the other program in front, of this class, which pastes so many milliseconds after its chord."""
        self.other.tell(f"target {kind} {delay}")
        number = self.other.hear("ready")
        deadline = time.monotonic() + PATIENCE
        while f"window={number}," not in self.driver.ask("target"):
            assert time.monotonic() < deadline, "the window does not come to the front"
            self.other.tell("focus")
            self.other.hear("focused")
            time.sleep(0.1)

    def keys(self, *actions: str) -> None:
        """Keys of the keyboard: xdotool's keydown, keyup, key, each with its argument."""
        succeed("xdotool", *actions, env=self.environment)


@contextmanager
def programs(windows: Windows) -> Iterator[Programs]:
    java = Path(succeed(TIER / "java.sh")) / "bin/java.exe"
    jars = [windows_path(jar) for jar in LIBRARIES.glob("*.jar") if "console-standalone" not in jar.name]
    classes = [windows_path(ROOT / "target" / name) for name in ("test-classes", "classes")]
    with desktop(windows, "eng", repeat=True) as screen:
        environment = os.environ | {
            "WINEPREFIX": str(windows.prefix), "WINEDEBUG": "-all", "USER": windows.user, "DISPLAY": screen.display,
            "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
        }  # fmt: skip
        driver = Lines(
            ["wine", java, FEW_COMPILATIONS, "-Xmx256m", "-Dfile.encoding=UTF-8", "-Djna.nounpack=true",
             f"-Djna.boot.library.path={windows_path(LIBRARIES / 'native')}",
             "-cp", ";".join([*classes, *jars]), DRIVER],
            environment,
        )  # fmt: skip
        other, watcher = (Lines(["wine", native() / "desktop-probe.exe"], environment) for _ in range(2))
        try:
            driver.hear("driving", 180)
            watcher.tell("hidden")
            watcher.hear("hidden")
            yield Programs(driver, other, watcher, environment)
        finally:
            driver.close()
            other.close()
            watcher.close()
