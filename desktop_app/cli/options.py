"""What may be typed: the verbs, their options, and the three that go with every verb."""

import argparse
from collections.abc import Sequence
from pathlib import Path

Options = argparse.Namespace
"""`verb`, `data` (a folder or None), `practice`, `json` and the verb's own."""


def parse(arguments: Sequence[str]) -> Options:
    """The options; wrong usage ends the program with status 2."""
    common = _common()
    parser = argparse.ArgumentParser(
        prog="brieftext",
        description="Text clients from the firm's own Twilio number. Without a verb: the window.",
        parents=[common],
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for add in (_add_texting, _add_lines, _add_programs):
        add(verbs, common)
    options = parser.parse_args(list(arguments))
    for name, default in (("data", None), ("practice", False), ("json", False)):
        if not hasattr(options, name):
            setattr(options, name, default)
    options.verb = options.verb or "window"
    return options


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, metavar="DIR", help="the profile folder")
    common.add_argument("--practice", action="store_true", help="made-up clients, nothing is sent")
    common.add_argument("--json", action="store_true", help="JSON on standard output")
    return common


def _add_texting(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    connect = verbs.add_parser("connect", parents=[common], help="connect the Twilio account")
    connect.add_argument("--account-sid", required=True)
    connect.add_argument("--key-sid", required=True)
    connect.add_argument("--firm", required=True, metavar="NAME", help="the name clients know")
    connect.add_argument("--name", default="", help="your own name, for the record")
    sync = verbs.add_parser("sync", parents=[common], help="one whole round with Twilio")
    sync.add_argument(
        "--deep", action="store_true", help="read the last days again and compare, text by text"
    )
    sync.add_argument(
        "--days", type=int, default=None, metavar="N", help="with --deep: how many; 0 for all"
    )
    verbs.add_parser("gaps", parents=[common], help="what is here and what Twilio has, compared")
    send = verbs.add_parser("send", parents=[common], help="send one text")
    send.add_argument("--to", required=True)
    send.add_argument("--body", help="the text; without it, standard input")
    send.add_argument(
        "--media", type=Path, nargs="+", default=[], metavar="FILE", help="pictures to go with it"
    )
    send.add_argument("--wait", action="store_true", help="wait until Twilio answered")
    status = verbs.add_parser("status", parents=[common], help="may this number be texted?")
    status.add_argument("number")
    outbox = verbs.add_parser("outbox", parents=[common], help="texts on their way out")
    outbox.add_argument("--all", action="store_true", help="every row, not only the open ones")
    contacts = verbs.add_parser("contacts", parents=[common], help="import or export people")
    contacts.add_argument("act", choices=("import", "export"))
    contacts.add_argument("file", type=Path)


def _add_lines(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    verbs.add_parser("classify", parents=[common], help="what inbound texts mean, JSON lines")
    verbs.add_parser("check", parents=[common], help="what is wrong with texts, JSON lines")


def _add_programs(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    verify = verbs.add_parser("verify", parents=[common], help="does the consent ledger hold?")
    verify.add_argument("target", type=Path, nargs="?", help="an export, or a copy of the store")
    rules = verbs.add_parser("rules", parents=[common], help="the rules of use, to read or accept")
    rules.add_argument("--accept", action="store_true", help="accept them, by your own name")
    registration = verbs.add_parser(
        "registration", parents=[common], help="would this registration draft be rejected?"
    )
    registration.add_argument("act", choices=("check",))
    registration.add_argument("file", type=Path, metavar="FILE")
    verbs.add_parser("doctor", parents=[common], help="is this computer in order?")
    smoke = verbs.add_parser("smoke", parents=[common], help="drive the window through its job")
    smoke.add_argument("--out", type=Path, required=True, metavar="DIR")
    server = verbs.add_parser("practice-server", help="run the loopback Twilio alone")
    server.add_argument("--port", type=int, default=0)
    server.add_argument("--dir", type=Path)
    server.add_argument("--fast", action="store_true")
    server.add_argument("--empty", action="store_true")
    server.add_argument("--until-stdin-closes", action="store_true")
    verbs.add_parser("sync-process")
    verbs.add_parser("picture-process")
