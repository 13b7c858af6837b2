"""Servers that misbehave. What is fetched are real wheels.

The environment in which it ends is a small one where the network is all that matters, and the real one, which must go
on transcribing, where nothing can be fetched.
"""

from __future__ import annotations

import base64
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import SMALL, TARGET, Case, Stage, installed, transcribed
from faults import (
    changed_etag,
    no_ranges_and_a_cut,
    redirect_loop,
    reset,
    slow,
    stall,
    status,
    times,
    truncated,
    wrong_bytes,
)
from program import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from faults import Fault
    from index_server import IndexServer

BUFFER = 1 << 16

# Title, what happens to the file, how many times its length may go over the line.
PASSING: dict[str, tuple[Callable[[], Fault], float]] = {
    "429 with Retry-After, twice": (lambda: times(2, status(429, Retry_After="1")), 1),
    "500, three times": (lambda: times(3, status(500)), 1),
    "503 with Retry-After, once": (lambda: times(1, status(503, Retry_After="1")), 1),
    "reset in the middle, twice": (lambda: times(2, reset), 1),
    "truncated, twice": (lambda: times(2, truncated), 1),
    "no Range, and a cut": (lambda: no_ranges_and_a_cut(1), 1.5),
    "changed ETag behind a cut": (changed_etag, 1.5),
    "a stall in the middle (short patience)": (lambda: times(1, stall(60)), 1),
    "50 kB/s": (lambda: slow(50_000), 1),
}

# Title, what happens to the file at the only source, the code.
HOPELESS: dict[str, tuple[Fault, str]] = {
    "403 everywhere": (status(403), "FV305"),
    "404 everywhere": (status(404), "FV304"),
    "429 with an hour's Retry-After everywhere": (status(429, Retry_After="3600"), "FV302"),
    "500 everywhere": (status(500), "FV302"),
    "reset before each byte": (lambda answer: answer.reset(), "FV302"),
    "wrong bytes everywhere": (wrong_bytes, "FV303"),
    "redirect loop": (redirect_loop, "FV302"),
    "stalls everywhere (short patience)": (lambda answer: answer.wait(60), "FV302"),
    "stalls in the middle everywhere (short patience)": (stall(60), "FV302"),
}

# These are shown with the real environment in the short form too.
SHOWN = ("reset in the middle, twice", "403 everywhere", "404 everywhere", "wrong bytes everywhere")


def ends_real(stage: Stage, home: Path, case: Case, *arguments: str) -> None:
    """The whole set is there, all but one of its packages from the cache, and it transcribes."""
    stage.give_wheels(home)
    next(home.glob(f"cache/wheels/{TARGET}-*.whl")).unlink()
    stage.give_model(home)
    done = stage.real(home, "env", "setup", *arguments)
    assert done.code == 0, done.err
    heard = stage.real.transcribes(home)
    assert transcribed(heard), heard.err
    case.ended("ready, transcribes")


def ends_small(stage: Stage, home: Path, case: Case, *arguments: str, **env: str) -> None:
    done = stage.small(home, "env", "setup", *arguments, **env)
    assert done.code == 0, done.err
    assert installed(home) == sorted(SMALL)
    case.ended("ready")


def stays(stage: Stage, case: Case, code: str, *arguments: str, real: bool, **env: str) -> str:
    """A newer program that cannot have what it needs says why, and the environment of the older one goes on.

    Nothing that is in the cache is fetched again meanwhile.
    """
    home = stage.copy_of("real" if real else "small")
    missing = next(home.glob("cache/wheels/setuptools-*.whl"))
    missing.unlink()  # what the newer one has to fetch
    failed = (stage.newer if real else stage.newer_small)(home, "env", "setup", *arguments, **env)
    assert (failed.code, failed.errors) == (3, [code]), failed.err
    assert {name for server in case.servers for name in server.sent} <= {missing.name}
    if real:
        done = stage.real.transcribes(home)
        assert transcribed(done), done.err
        case.ended(f"{code}, the old environment transcribes")
    else:
        checked = stage.small(home, "env", "check")
        assert checked.code == 0, checked.out + checked.err
        case.ended(f"{code}, the old environment is whole to the last byte")
    return failed.err


def in_long_form(request: pytest.FixtureRequest) -> bool:
    """Whether every case is shown with the real environment."""
    return bool(request.config.getoption("-m") != "not long")


def of_small(stage: Stage) -> int:
    return next(wheel.stat().st_size for wheel in stage.wheels if wheel.name.startswith(TARGET))


@pytest.mark.parametrize("title", PASSING, ids=PASSING)
def test_a_fault_that_passes_ends_ready(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], title: str
) -> None:
    fault, most = PASSING[title]
    target = "fsspec" if title.startswith("50 kB/s") else TARGET
    server = serve(fault(), target)
    home = stage.copy_of("bare")

    (ends_real if title in SHOWN else ends_small)(stage, home, case, "--index", server.url)

    sent_no_more_than_needed(server, {target: most})


def sent_no_more_than_needed(server: IndexServer, most: dict[str, float]) -> None:
    """Each file at most once; one whose name begins with one of these so many times its length.

    A connection that is reset takes along what its reader has not read yet: at most two are in one case.
    """
    over = {
        name: sent / len(server.files[name])
        for name, sent in server.sent.items()
        if sent
        > max([1.0, *(most[part] for part in most if name.startswith(part))]) * len(server.files[name]) + 2 * BUFFER
    }
    assert over == {}


def sent_once(*servers: IndexServer, but: str = " ") -> None:
    """Every file that went out, but for this one, went out whole and once, from whomever."""
    sent = sum((server.sent for server in servers), Counter[str]())
    others = {name: count for name, count in sent.items() if not name.startswith(but)}
    assert others == {name: len(servers[0].files[name]) for name in others}
    assert others != {}


@pytest.mark.parametrize("title", HOPELESS, ids=HOPELESS)
def test_a_fault_that_stays_is_named_and_the_old_environment_goes_on(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], title: str, request: pytest.FixtureRequest
) -> None:
    fault, code = HOPELESS[title]
    server = serve(fault, "setuptools")

    stays(stage, case, code, "--index", server.url, real=title in SHOWN or in_long_form(request))


def test_mirror_a_is_dead_and_b_serves(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    server = serve()
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", NOWHERE, "--index", server.url)

    sent_once(server)


def test_mirror_a_forbids_every_file_and_b_serves(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    dead, server = serve(status(403), ""), serve()
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", dead.url, "--index", server.url)

    assert dead.bytes_sent == 0
    sent_once(server)


def test_mirror_a_has_wrong_bytes_of_the_right_length_and_b_serves(
    stage: Stage, case: Case, serve: Callable[..., IndexServer]
) -> None:
    wrong, server = serve(wrong_bytes), serve()
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", wrong.url, "--index", server.url)

    (name,) = [name for name in server.files if name.startswith(TARGET)]
    assert (wrong.sent[name], server.sent[name]) == (len(server.files[name]), len(server.files[name]))
    sent_once(wrong, server, but=TARGET)


def test_mirror_a_breaks_off_and_b_goes_on_where_it_was(
    stage: Stage, case: Case, serve: Callable[..., IndexServer]
) -> None:
    broken, server = serve(times(1, reset), TARGET), serve()
    broken.fault = lambda answer: (reset if not answer.resumed else status(500))(answer)
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", broken.url, "--index", server.url)

    (name,) = [name for name in server.files if name.startswith(TARGET)]
    assert broken.sent[name] + server.sent[name] <= len(server.files[name]) + BUFFER
    assert broken.sent[name] > 0
    sent_once(broken, server, but=TARGET)


def test_an_index_that_is_html_only(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    server = serve(html_only=True)
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", server.url)

    sent_once(server)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost that nobody trusts, with its key."""
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", file, "-out", file.with_suffix(".crt")),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    with file.open("ab") as whole:
        whole.write(file.with_suffix(".crt").read_bytes())
    return file


def test_an_untrusted_certificate(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], certificate: Path
) -> None:
    server = serve(tls=certificate)

    stays(stage, case, "FV306", "--index", server.url, real=True)

    assert server.bytes_sent == 0


def test_a_certificate_that_the_person_trusts(
    stage: Stage, case: Case, serve: Callable[..., IndexServer], certificate: Path
) -> None:
    server = serve(tls=certificate)
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", server.url, SSL_CERT_FILE=str(certificate.with_suffix(".crt")))


INSIDE = "http://packages.inside.example/simple"  # a name that only the proxy knows


def test_a_proxy_is_needed_and_not_set(stage: Stage, case: Case, request: pytest.FixtureRequest) -> None:

    stays(stage, case, "FV301", "--index", INSIDE, real=in_long_form(request))


def test_a_proxy_wants_another_password(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    proxy = serve(account="Basic " + base64.b64encode(b"li:right").decode())

    said = stays(
        stage, case, "FV307", "--index", INSIDE, real=True,
        FASTERVOX_PROXY=proxy.origin.replace("//", "//li:wrong-one@"),
    )  # fmt: skip

    assert "wrong-one" not in said


def test_a_proxy_with_name_and_password(stage: Stage, case: Case, serve: Callable[..., IndexServer]) -> None:
    proxy = serve(account="Basic " + base64.b64encode(b"li:right").decode())
    proxy.advertised = INSIDE.removesuffix("/simple")
    home = stage.copy_of("bare")

    ends_small(stage, home, case, "--index", INSIDE, FASTERVOX_PROXY=proxy.origin.replace("//", "//li:right@"))


@pytest.mark.long
def test_a_stall_of_thirty_seconds_with_the_real_patience(
    stage: Stage, case: Case, serve: Callable[..., IndexServer]
) -> None:
    server = serve(times(1, stall(120)), TARGET)
    home = stage.copy_of("bare")
    stage.small.patience = 1
    try:
        ends_small(stage, home, case, "--index", server.url)
    finally:
        stage.small.patience = 0.1

    assert server.sent[next(name for name in server.files if name.startswith(TARGET))] <= of_small(stage) + BUFFER
