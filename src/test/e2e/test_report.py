"""`fvox env report`: a zip that helps, with nothing in it that is nobody's business."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SAMPLES, Fvox

if TYPE_CHECKING:
    from pathlib import Path

NAME = "张 三"
PLANTED = {
    "the name": NAME,
    "in an address": "%E5%BC%A0%20%E4%B8%89",
    "in a form": "%E5%BC%A0+%E4%B8%89",
    "in JSON": r"\u5f20 \u4e09",
    "under its 8.3 name": "ZHANGS~1",
    "a proxy's password": "p%40ss-word",
    "the same as it is meant": "p@ss-word",
    "a token": "hf_AbCdEfGhIjKlMnOpQrSt",
    "an index's account": "li:geheim",
    "a signature": "c2lnbmF0dXJl",
    "a transcript": "ill-disposed",
    "in the vocabulary": "Hochgeheim",
    "in a replacement": "Nordlicht",
}


@pytest.fixture
def home_of_zhang(ready_home: Path, tmp_path: Path) -> Path:
    """A data folder below the home of 张 三, with secrets where they could come to lie."""
    data = tmp_path / "home" / NAME / ".local/share/faster-vox"
    (data / "logs").mkdir(parents=True)
    for part in ("python_embed", "pytorch_env", "models"):
        (data / part).symlink_to(ready_home / part)
    home = data.parents[2]
    (data / "logs/faster-vox.log").write_text(
        f"INFO cannot read {home}/a.wav\n"
        f"INFO file://{home.as_posix().replace(NAME, PLANTED['in an address'])}/a.wav?name={PLANTED['in a form']}\n"
        rf'INFO {{"path": "C:\\Users\\{PLANTED["in JSON"]}\\a.wav", "short": "C:\\Users\\ZHANGS~1\\AppData"}}' + "\n"
        r"INFO C:\Users\ZHANGS~1\AppData and C:\Users\张 三\AppData" + "\n"
        "WARN CONNECT http://zhang:p%40ss-word@proxy.example:3128 refused the password p@ss-word\n"
        "WARN https://li:geheim@packages.example.org/simple/av/\n"
        "WARN GET /model.bin?X-Amz-Signature=c2lnbmF0dXJl&part=1 with hf_AbCdEfGhIjKlMnOpQrSt\n",
        encoding="utf-8",
    )
    (data / "settings.json").write_text(
        json.dumps(
            {
                "version": 1,
                "index_url": "https://li:geheim@packages.example.org/simple",
                "vocabulary": [PLANTED["in the vocabulary"]],
                "replacements": [{"find": PLANTED["in a replacement"], "with": ""}],
            }
        ),
        encoding="utf-8",
    )
    return home


@pytest.mark.reaches("FV115")
def test_a_report_tells_the_state_and_no_secret(home_of_zhang: Path, tmp_path: Path) -> None:
    fvox = Fvox(home_of_zhang / ".local/share/faster-vox")
    person: dict[str, Any] = {
        "HOME": str(home_of_zhang),
        "USER": NAME,
        "JDK_JAVA_OPTIONS": f"-Duser.name='{NAME}' '-Duser.home={home_of_zhang}'",
        "HTTPS_PROXY": "http://zhang:p%40ss-word@proxy.example:3128",
        "HF_TOKEN": "hf_AbCdEfGhIjKlMnOpQrSt",
    }
    recording = home_of_zhang / "Recordings" / "ill.wav"
    recording.parent.mkdir()
    shutil.copy(SAMPLES / "ill-disposed.wav", recording)
    spoken = fvox("transcribe", "--model=base", "--verbose", recording)

    written = fvox("env", "report", tmp_path / "report.zip", **person)
    refused = fvox("env", "report", tmp_path / "report.zip", **person)
    with zipfile.ZipFile(tmp_path / "report.zip") as report:
        parts = {name: report.read(name).decode() for name in report.namelist()}

    assert (spoken.code, "ill-disposed" in spoken.out, written.code) == (0, True, 0), spoken.err + written.err
    assert {(part, what) for part, text in parts.items() for what, secret in PLANTED.items() if secret in text} == set()
    assert [part for part in parts if str(home_of_zhang) in part + parts[part]] == []
    assert "proxy.example:3128" in parts["logs/faster-vox.log"]
    assert "https://***@packages.example.org/simple" in parts["settings.json"]
    assert json.loads(parts["status.json"])["up_to_date"] is True
    assert json.loads(parts["check.json"]) == []
    assert json.loads(parts["versions.json"])["os.name"] == "Linux"
    assert set(parts) >= {"hardware.json", "decision.json", "models.json", "logs/worker.log"}
    assert (refused.code, "[FV115]" in refused.err) == (1, True), refused.err
