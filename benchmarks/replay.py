"""A loopback Twilio that plays back answers recorded from the practice server.

The practice server puts its JSON together as it is asked and so is slower than the client it
would measure. What is played back was its answer, byte for byte; only the wait for it is gone.

`python -m benchmarks.replay DIR` prints the address and serves until its input closes.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from benchmarks import data
from benchmarks import texts as made
from desktop_app.services.practice import constants
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.practice.texts import PastText

PAGE = 1_000
QUICK = 50
LIST = (
    f"/{constants.API_HOST}/{constants.API_VERSION}/Accounts/{constants.ACCOUNT_SID}/Messages.json"
)
"""The message list below the base URL."""


def recording(texts: int, cache: Path = data.CACHE) -> Path:
    """The folder with every page of a history of this length, recorded where there is none."""
    folder = cache / f"pages-{texts}-{data.fingerprint()}"
    if not folder.exists():
        data.forget(cache, f"pages-{texts}-*")
        scratch = data.scratch_in(cache)
        with PracticeServer(settings=FAST, with_firm=False) as server:
            server.load(_past(made.Crowd(texts)))
            _record(server.base_url, scratch)
        scratch.rename(folder)
    return folder


def _past(crowd: made.Crowd) -> Iterator[PastText]:
    numbers = made.numbers(crowd)
    for text in made.texts(crowd):
        yield PastText(
            text.at,
            numbers[text.person],
            constants.LOCAL_NUMBER,
            text.inbound,
            text.body,
            status=text.status,
            error=text.error,
        )


def _record(base_url: str, folder: Path) -> None:
    with requests.Session() as session:
        session.auth = (constants.KEY_SID, constants.KEY_SECRET)
        for size in (QUICK, PAGE):
            _keep(session, f"{base_url}{LIST}?PageSize={size}", folder / f"only-{size}.json", {})
        url, page = f"{base_url}{LIST}?PageSize={PAGE}", 0
        while url:
            following = _keep(session, url, folder / f"{page:05}.json", None)
            url = f"{base_url}/{constants.API_HOST}{following}" if following else ""
            page += 1


def _keep(
    session: requests.Session, url: str, file: Path, instead: dict[str, Any] | None
) -> str | None:
    """Keep one answer; `instead` given, it is the only page there is. The address of the next."""
    answer = session.get(url, timeout=60)
    answer.raise_for_status()
    following: str | None = answer.json()["next_page_uri"]
    if instead is None:
        file.write_bytes(answer.content)
        return following
    file.write_text(json.dumps(answer.json() | {"next_page_uri": None}), "utf-8")
    return None


class _Handler(BaseHTTPRequestHandler):
    """Answers any list request with the page it asks for."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages: dict[str, bytes]

    def do_GET(self) -> None:
        """One page."""
        query = parse_qs(urlsplit(self.path).query)
        size = query.get("PageSize", [""])[0]
        if "From" in query or "To" in query:
            name = "nothing"
        elif "DateSent>" in query:
            name = f"only-{QUICK if size == str(QUICK) else PAGE}"
        else:
            name = f"{int(query.get('Page', ['0'])[0]):05}"
        self._send("200 OK", self.pages[name])

    def do_POST(self) -> None:
        """No text is taken: it stays queued, which is all that a bench of its bubble needs."""
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._send("429 Too Many Requests", b'{"code": 20429, "status": 429}')

    def _send(self, status: str, body: bytes) -> None:
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Date: {self.date_time_string()}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.wfile.write(head.encode() + body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def serve(folder: Path) -> int:
    """Serve until the input closes."""
    _Handler.pages = {file.stem: file.read_bytes() for file in folder.glob("*.json")}
    _Handler.pages["nothing"] = b'{"messages": [], "next_page_uri": null}'
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}{constants.BY_HOST.rstrip('/')}"
    sys.stdout.write(json.dumps({"base_url": base}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    return 0


@contextmanager
def served(command: list[str]) -> Iterator[str]:
    """A server of ours in a process of its own; its base URL."""
    process = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", *command],
        cwd=data.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield str(json.loads(process.stdout.readline())["base_url"])
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def replayed(texts: int, cache: Path = data.CACHE) -> Any:
    """A served recording."""
    return served(["benchmarks.replay", str(recording(texts, cache))])


def practised() -> Any:
    """An empty practice server."""
    arguments = ["--port", "0", "--fast", "--empty", "--until-stdin-closes"]
    return served(["desktop_app.services.practice", *arguments])


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1])))
