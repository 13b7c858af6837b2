#!/usr/bin/env python3
"""List the sizes of a program folder and its installer by part; end with 1 when one is over its budget.

Usage: sizes.py IMAGE MSI [BUDGETS]
"""

import json
import sys
from fnmatch import fnmatch
from pathlib import Path

BUDGETS = Path(__file__).parent / "budgets.json"


def measured(image: Path, patterns: list[str]) -> list[int]:
    """Return the bytes of the files that each pattern is the first to match."""
    totals = [0] * len(patterns)
    for path in image.rglob("*"):
        if path.is_file():
            name = path.relative_to(image).as_posix()
            first = next(number for number, pattern in enumerate(patterns) if fnmatch(name, pattern))
            totals[first] += path.stat().st_size
    return totals


def main(image: Path, msi: Path, budgets: Path = BUDGETS) -> int:
    """Print the table."""
    content = json.loads(budgets.read_text(encoding="utf-8"))
    parts = content["parts"]
    rows = [
        (part["part"], size, part["bytes"])
        for part, size in zip(parts, measured(image, [part["files"] for part in parts]), strict=True)
    ]
    installer = "TEST installer" if "-TEST." in msi.name else "installer"
    rows.append((installer, msi.stat().st_size, content[installer]))
    for name, size, budget in rows:
        print(f"{name:24}{size / 1e6:8.1f} MB of {budget / 1e6:6.1f}{'  TOO MUCH' if size > budget else ''}")
    over = [name for name, size, budget in rows if size > budget]
    if over:
        print(
            f"sizes.py: over budget: {', '.join(over)}. Make it smaller, or raise {budgets} and say why.",
            file=sys.stderr,
        )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
