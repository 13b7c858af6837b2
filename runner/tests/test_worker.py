"""The real worker process, as far as it goes without a model."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import ctranslate2

from tests.worker_process import COMMAND, RUNNER, WorkerProcess


def cpu_compute_types() -> list[str]:
    """What the engine's library can do on this processor: Intel's adds int16."""
    return sorted(ctranslate2.get_supported_compute_types("cpu"))


def test_the_handshake_tells_versions_and_devices(worker: WorkerProcess) -> None:
    greeting = worker.hello()
    assert (greeting["protocol"], greeting["pid"], greeting["python"]) == (
        1,
        worker.process.pid,
        sys.version.split()[0],
    )
    assert greeting["devices"][0] == {"device": "cpu", "index": 0, "compute_types": cpu_compute_types()}


def test_another_protocol_is_refused_and_leaves_the_worker_ungreeted(worker: WorkerProcess) -> None:
    answers = [worker.call("hello", protocol=2, agent="9.0.0"), worker.call("shutdown"), worker.hello()]
    assert [answer.get("code") for answer in answers] == ["protocol_mismatch", "invalid_request", None]


def test_hello_has_to_come_first(worker: WorkerProcess) -> None:
    requests = [
        worker.send("load", model_path="/none", device="cpu", compute_type="int8"),
        worker.send("transcribe_file", path="/none.wav"),
        worker.send("cancel", target="1"),
        worker.send("shutdown"),
    ]
    assert [worker.finish(request)[-1]["code"] for request in requests] == ["invalid_request"] * 4


def test_the_worker_survives_lines_it_cannot_read(worker: WorkerProcess) -> None:
    garbage = [b"garbage", b"", b"\xff", b"[]", b'{"op":"hello"}', b"x" * 2_000_000, b"[" * 100_000]
    worker.send_line(b"\n".join(garbage) + b"\n")
    worker.hello()
    assert [(event["id"], event["code"]) for event in worker.order[:-1]] == [(None, "invalid_request")] * len(garbage)


def test_an_unknown_field_is_refused_by_its_name(worker: WorkerProcess) -> None:
    worker.hello()
    answer = worker.call("transcribe_file", path="/none.wav", langauge="en")
    assert (answer["code"], answer["message"]) == ("invalid_request", "unknown field: langauge")


def test_a_transcription_without_a_model_is_refused(worker: WorkerProcess) -> None:
    worker.hello()
    assert worker.call("transcribe_file", path="/none.wav")["code"] == "model_not_loaded"


def test_folders_that_hold_no_whole_model_are_refused(worker: WorkerProcess, tmp_path: Path) -> None:
    empty, partial, damaged = (tmp_path / name for name in ("empty", "partial 模型", "damaged"))
    for folder in (empty, partial, damaged):
        folder.mkdir()
    for folder in (partial, damaged):
        (folder / "model.bin").write_bytes(b"\x06\0\0\0")
    for name in ("config.json", "tokenizer.json"):
        (damaged / name).write_text("{}")
    worker.hello()
    answers = [
        worker.call("load", model_path=path, device="cpu", compute_type="int8")
        for path in (str(tmp_path / "none"), "nul\0", str(empty), str(partial), str(damaged))
    ]
    assert [answer["code"] for answer in answers] == [
        "model_missing",
        "model_missing",
        "model_missing",
        "model_invalid",
        "model_invalid",
    ]
    assert not any(str(tmp_path) in answer["message"] for answer in answers)


def test_a_compute_type_that_the_cpu_cannot_run_is_refused(worker: WorkerProcess, tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).touch()
    worker.hello()
    answer = worker.call("load", model_path=str(tmp_path), device="cpu", compute_type="float16")
    assert (answer["code"], answer["detail"]["supported"]) == (
        "compute_type_unsupported",
        " ".join(cpu_compute_types()),
    )


def test_cancelling_what_is_not_there_answers_false(worker: WorkerProcess) -> None:
    worker.hello()
    assert worker.call("cancel", target="nothing")["cancelled"] is False


def test_shutdown_is_answered_last_and_the_process_ends(worker: WorkerProcess) -> None:
    worker.hello()
    assert worker.call("shutdown") == {"event": "result", "id": "shutdown-1"}
    assert worker.ended(5)[0] == 0


def test_the_end_of_stdin_ends_the_process(worker: WorkerProcess) -> None:
    worker.hello()
    assert worker.process.stdin
    worker.process.stdin.close()
    assert worker.ended(2)[0] == 0


def test_a_lost_reader_ends_the_process() -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        os.close(reading)
        assert process.stdin
        process.stdin.write(b'{"id": "1", "op": "hello", "protocol": 1, "agent": "test"}\n')
        process.stdin.flush()
        assert process.wait(10) == 1


def test_an_interrupt_is_left_to_the_agent(worker: WorkerProcess) -> None:
    worker.hello()
    worker.process.send_signal(signal.SIGINT)
    assert worker.call("shutdown")["event"] == "result"


def test_heartbeats_come_while_nothing_runs(worker: WorkerProcess) -> None:
    worker.hello()
    (heartbeat,) = worker.wait_for(None, ("heartbeat",))
    assert (heartbeat["busy"], heartbeat["rss_bytes"] > 10_000_000) == (None, True)


def test_a_library_that_cannot_be_imported_is_told_by_the_first_answer(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.modules['ctranslate2'] = None\n"
        "from fastervox_worker.start import start_worker; start_worker()"
    )
    command = [sys.executable, "-I", "-X", "utf8", "-c", program, str(RUNNER)]
    with WorkerProcess(tmp_path / "worker.log", command) as worker:
        worker.send_line(b"garbage\n")
        answer = worker.hello()
        assert (answer["code"], "ctranslate2" in answer["message"], worker.ended(5)[0]) == (
            "environment_damaged",
            True,
            1,
        )


def test_a_damaged_voice_detection_is_no_damaged_model(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).touch()
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.modules['onnxruntime'] = None\n"
        "from fastervox_worker.start import start_worker; start_worker()"
    )
    command = [sys.executable, "-I", "-X", "utf8", "-c", program, str(RUNNER)]
    with WorkerProcess(tmp_path / "worker.log", command) as worker:
        worker.hello()
        answer = worker.call("load", model_path=str(tmp_path), device="cpu", compute_type="int8")
        assert (answer["code"], "onnxruntime" in answer["message"]) == ("environment_damaged", True)
