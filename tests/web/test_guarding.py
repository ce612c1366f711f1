"""Who may ask, who may write, and what browsers are told."""

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.errors import InputError
from kg.graph import Graph
from kg.web.run import listening
from kg.web.settings import Settings
from tests.cli.conftest import Run, runner
from tests.web.serving import serving

TOKEN = "a-token-that-nobody-guesses"
NOTICE = {"id": "n", "text": "ChatGPT is not available in Hong Kong.", "published": "2024-07-01"}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with Graph(f"sqlite:///{tmp_path / 'graph.db'}") as opened:
        yield opened


@pytest.fixture
def reading(graph: Graph) -> Iterator[httpx.Client]:
    """A server without a token."""
    with serving(graph) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def writing(graph: Graph) -> Iterator[httpx.Client]:
    """A server with a token, on loopback."""
    settings = Settings(port=0, token=TOKEN)
    with serving(graph, settings) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


@pytest.fixture
def shared(graph: Graph) -> Iterator[httpx.Client]:
    """A server that other computers may reach."""
    settings = Settings(host="0.0.0.0", port=0, token=TOKEN)
    with serving(graph, settings) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("KG_STORE", f"sqlite:///{tmp_path / 'other.db'}")
    return runner(monkeypatch, capsys)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_other_hosts_need_a_token(run: Run) -> None:
    ran = run("web", "--host", "0.0.0.0")
    assert ran.code == 1
    assert "--token-file" in ran.err


def test_a_short_token_is_refused() -> None:
    with pytest.raises(InputError, match="16 characters"):
        Settings(token="secret").checked()


def test_a_port_that_is_taken_is_named(run: Run, reading: httpx.Client) -> None:
    port = str(reading.base_url.port)
    ran = run("web", "--port", port)
    assert ran.code == 1
    assert port in ran.err


def test_answers_do_not_wait_to_be_joined_with_others() -> None:
    async def accepted() -> int:
        delayed = asyncio.get_running_loop().create_future()

        async def met(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            told = writer.get_extra_info("socket")
            delayed.set_result(told.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        door = listening(Settings(port=0))
        async with await asyncio.start_server(met, sock=door):
            _, writer = await asyncio.open_connection(*door.getsockname())
            try:
                return int(await delayed)
            finally:
                writer.close()
                await writer.wait_closed()

    assert asyncio.run(accepted())


def test_without_a_token_nothing_is_written(reading: httpx.Client, graph: Graph) -> None:
    answer = reading.post("/api/documents", json=NOTICE)
    assert answer.status_code == 403
    assert "--token-file" in answer.json()["detail"]
    assert list(graph.documents()) == []


def test_documents_are_loaded_with_the_token_alone(writing: httpx.Client) -> None:
    assert writing.post("/api/documents", json=NOTICE).status_code == 401
    assert writing.post("/api/documents", json=NOTICE, headers=bearer("x")).status_code == 401
    answer = writing.post("/api/documents", json=NOTICE, headers=bearer(TOKEN))
    assert answer.json()["new"] == 1
    asked = {"subject": "ChatGPT", "region": "Hong Kong", "as_of": "2024-07-02"}
    assert writing.get("/api/status", params=asked).json()["status"] == "unavailable"


def test_a_text_is_loaded_under_the_name_that_is_given(writing: httpx.Client) -> None:
    answer = writing.post(
        "/api/documents?name=memo&published=2024-07-01",
        content="ChatGPT is not available in Hong Kong.",
        headers=bearer(TOKEN) | {"Content-Type": "text/plain"},
    )
    assert answer.json()["new"] == 1
    assert writing.get("/api/documents/memo").json()["published"] == "2024-07-01"


def test_what_is_no_document_is_a_problem(writing: httpx.Client) -> None:
    answer = writing.post("/api/documents", content=b"{]", headers=bearer(TOKEN) | JSON)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


JSON = {"Content-Type": "application/json"}


def test_a_body_beyond_the_limit_is_refused(graph: Graph) -> None:
    settings = Settings(port=0, token=TOKEN, body=1_000)
    with serving(graph, settings) as url:
        sent = json.dumps(NOTICE | {"text": "x" * 2_000}).encode()
        answer = httpx.post(f"{url}/api/documents", content=sent, headers=bearer(TOKEN) | JSON)
    assert answer.status_code == 413


def test_on_other_hosts_everything_that_tells_needs_the_token(shared: httpx.Client) -> None:
    for path in ("/api/about", "/api/documents", "/api/search?q=a", "/openapi.json"):
        refused = shared.get(path)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"] == "Bearer"
        assert shared.get(path, headers=bearer(TOKEN)).status_code == 200


def test_the_page_keeps_the_token_in_a_cookie_that_no_script_reads(shared: httpx.Client) -> None:
    assert shared.post("/api/session", json={"token": "wrong"}).status_code == 401
    answer = shared.post("/api/session", json={"token": TOKEN})
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert shared.get("/api/about").status_code == 200


def test_other_sites_cannot_ask_through_a_browser(reading: httpx.Client) -> None:
    strange = {"Host": "attacker.example"}
    assert reading.get("/api/about", headers=strange).status_code == 421
    for headers in ({"Origin": "http://attacker.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert reading.post("/api/examples", headers=headers).status_code == 403


def test_browsers_are_told_to_run_and_load_nothing_foreign(reading: httpx.Client) -> None:
    for path in ("/", "/api/about", "/api/nothing", "/assets/none.js"):
        headers = reading.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_what_takes_too_long_is_given_up(graph: Graph) -> None:
    with serving(graph, Settings(port=0, seconds=0.000_001)) as url:
        answer = httpx.get(f"{url}/api/about")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_only_an_empty_store_takes_the_examples(writing: httpx.Client) -> None:
    writing.post("/api/documents", json=NOTICE, headers=bearer(TOKEN))
    refused = writing.post("/api/examples")
    assert refused.status_code == 409
