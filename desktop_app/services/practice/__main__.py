"""Runs the practice server alone: `python -m desktop_app.services.practice --port N`."""

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path

from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST, Settings


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM, Ctrl+C or, where asked, the end of standard input; 1 if it cannot."""
    options = _options(arguments)
    settings = FAST if options.fast else Settings()
    try:
        server = PracticeServer(
            options.dir, port=options.port, settings=settings, with_firm=not options.empty
        )
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"The practice server cannot listen on port {options.port}: {error}\n")
        return 1
    ended = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: ended.set())
    with server:
        sys.stdout.write(json.dumps(server.connection()) + "\n")
        sys.stdout.flush()
        if options.until_stdin_closes:
            threading.Thread(target=_watch_stdin, args=(ended,), daemon=True).start()
        ended.wait()
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="practice-server", description="A loopback Twilio with a made-up law firm behind it."
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--dir", type=Path, help="keep texts and clock in practice.db here")
    parser.add_argument("--fast", action="store_true", help="delivery and answers take no time")
    parser.add_argument("--empty", action="store_true", help="no history and no roster's past")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="end with whoever started this"
    )
    return parser.parse_args(arguments)


def _watch_stdin(ended: threading.Event) -> None:
    # Read past Python's own buffer: its lock would be held when the program ends.
    while os.read(0, 4096):
        pass
    ended.set()


if __name__ == "__main__":
    sys.exit(main())
