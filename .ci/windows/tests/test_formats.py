"""R28: what the Windows wheels decode, with a decoder of their own."""

import json
from pathlib import Path

from conftest import ROOT, RealProgram, succeed, windows_path

MEDIA = ROOT / "src/test/media"
PATIENCE = 300  # seconds, for all of them


def test_every_format_becomes_text(real_program: RealProgram, tmp_path: Path) -> None:
    """Without a network, in one call: the words that the table has for Linux."""
    media = tmp_path / "录音"
    succeed(MEDIA / "make-media.sh", media)
    rows = json.loads((MEDIA / "expectations.json").read_text("utf-8"))["files"]
    keywords = {
        row["file"]: row["keywords"] for row in rows if row["file"].startswith(("speech.", "stereo-", "phone-"))
    }
    real_program.install()
    real_program.set_up()

    out = tmp_path / "transcripts"
    words = ("transcribe", "--model", "base", "--language", "en", "--format", "json", "--output-dir", windows_path(out))
    recordings = (windows_path(media / name) for name in keywords)
    done = real_program.fvox(*words, *recordings, timeout=PATIENCE, offline=True)

    assert done.returncode == 0, done.stderr
    told = [json.loads(path.read_text("utf-8")) for path in out.iterdir()]
    texts = {one["file"]: "".join(segment["text"] for segment in one["segments"]).lower() for one in told}
    missing = {name: [word for word in keywords[name] if word not in text] for name, text in texts.items()}
    assert missing == {name: [] for name in keywords}
    assert len(keywords) == 15
