"""PyTorch comes before CTranslate2, and only where it is needed. The module here is a fake one."""

import subprocess
import sys
from pathlib import Path

import pytest

RUNNER = Path(__file__).resolve().parents[1]

ORDER = """
import sys
sys.path[:0] = sys.argv[1:]
from fastervox_worker.torch_first import import_torch_first
was = import_torch_first()
import os
print(was, "torch" in sys.modules, "ctranslate2" in sys.modules, os.environ.get("KMP_DUPLICATE_LIB_OK"))
"""


def order(folder: Path, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-B", "-c", ORDER, str(RUNNER), str(folder)],
        env={"PATH": "", **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, "True True False TRUE"), ({"FASTERVOX_GPU": "off"}, "False False False None")],
)
def test_torch_is_imported_first_where_a_gpu_may_compute(
    tmp_path: Path, variables: dict[str, str], expected: str
) -> None:
    (tmp_path / "torch.py").write_text("")
    assert order(tmp_path, **variables) == expected


def test_an_environment_without_torch_works_as_before(tmp_path: Path) -> None:
    assert order(tmp_path) == "False False False None"
