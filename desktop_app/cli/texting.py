"""The verbs that work on a store: connect, sync, send, status, outbox, contacts."""

import getpass
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from desktop_app.cli.media import attach, detach
from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show, show_line
from desktop_app.cli.profiles import profile_for
from desktop_app.composition.opened import Opened
from desktop_app.models.errors import DiskFull
from desktop_app.models.values import new_uuid
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.consent.standings import ChannelStanding
from desktop_app.services.errors import StoreProblem
from desktop_app.services.numbers import format_number
from desktop_app.services.records import (
    OutboxRow,
    OutboxState,
    Problem,
    QueueOutcome,
    TextRequest,
    TextState,
)
from desktop_app.services.rules.consent import CLIENT_OUT
from desktop_app.services.rules.gate import decide
from desktop_app.services.rules.recipients import parse_recipient

WAIT_S = 400
"""How long --wait waits: longer than the five minutes a lost answer is looked for."""
LOOK_S = 2.0
"""So long between two looks at the text, pictures are gone on with."""

_SETTLED = frozenset(OutboxState) - {
    OutboxState.QUEUED,
    OutboxState.POSTING,
    OutboxState.UNKNOWN,
}
_DONE = frozenset({OutboxState.ACCEPTED, OutboxState.QUEUED})


@contextmanager
def _open(options: Options) -> Iterator[Opened]:
    opened = profile_for(options).open_parts()
    try:
        yield opened
    finally:
        opened.reading.close()
        opened.workspace.running.close()


def connect(options: Options) -> int:
    """Check the key and keep it; the secret comes from standard input or a prompt."""
    secret = getpass.getpass("API key secret: ") if sys.stdin.isatty() else sys.stdin.readline()
    profile = profile_for(options)
    opened = profile.connect_parts(
        options.account_sid, options.key_sid, secret.strip(), options.firm, options.name
    )
    try:
        numbers = opened.reading.firm_numbers()
        facts = {
            "account_sid": options.account_sid,
            "firm": options.firm,
            "numbers": [
                {
                    "number": number.number,
                    "type": str(number.sender_type),
                    "sms": number.sms,
                    "mms": number.mms,
                    "voice": number.voice,
                }
                for number in numbers
            ],
        }
        shown = ", ".join(format_number(number.number) for number in numbers) or "none"
        show(facts, as_json=options.json, words=f"Connected. Numbers found: {shown}.")
    finally:
        opened.reading.close()
        opened.workspace.running.close()
    return 0


def sync(options: Options) -> int:
    """One whole round: read what is new, settle what is unknown, send what is due."""
    with _open(options) as opened:
        if options.deep:
            report = opened.room().reread(options.days)
        else:
            report = opened.workspace.sync.run_round()
    words = f"Read {report.fetched} texts, {report.new} new, {report.updated} updated."
    show(asdict(report), as_json=options.json, words=words)
    return 0


def send(options: Options) -> int:
    """One text through the gate and the outbox, like every other."""
    body = options.body if options.body is not None else sys.stdin.read().rstrip("\n")
    with _open(options) as opened:
        own = {number.number for number in opened.reading.firm_numbers()}
        found = parse_recipient(
            options.to, own_numbers=own, fictional_allowed=opened.workspace.practice
        )
        if found.problem:
            return _say(options, "blocked", "", found.problem, "C-14")
        pictures = attach(opened, found.number, options.media)
        queued = opened.workspace.messaging.queue_text(
            TextRequest(
                to=found.number,
                body=body,
                client_key=new_uuid(),
                actor=opened.workspace.actor or getpass.getuser(),
                pictures=pictures,
                keeps_draft=True,
            )
        )
        if queued.outbox_id is None:
            detach(opened, pictures)
            return _say(options, "blocked", "", queued.reason, queued.rule)
        if pictures:
            opened.room().put_pictures_up()
        _send_due(opened)
        row = _row(opened, queued)
        deadline = time.monotonic() + (WAIT_S if options.wait else 0)
        while row.state not in _SETTLED and not _held(opened) and time.monotonic() < deadline:
            time.sleep(0.5)
            if pictures:
                opened.room().put_pictures_up(LOOK_S)
            _send_due(opened)
            row = _row(opened, queued)
        held = _held(opened) if row.state is OutboxState.QUEUED else ""
        return _say(options, str(row.state), row.sid, held or row.reason, row.rule)


def _send_due(opened: Opened) -> None:
    """Send; a store that fails only now must not make anybody type the text again."""
    try:
        opened.workspace.messaging.send_due()
    except StoreProblem as error:
        full = isinstance(error.__cause__, DiskFull)
        why = "The disk is full." if full else error.problem.why
        kept = "Your text is kept, but it is not known yet whether it went out."
        do = "Don’t send it again: run brieftext sync, which finds out."
        raise StoreProblem(Problem(kept, why, do)) from error


def _held(opened: Opened) -> str:
    """Why nothing is sent at all, where that is so: a broken ledger, or somebody’s pause."""
    paused = opened.workspace.sync.state.paused
    if paused is not None:
        return paused.sentence()
    if opened.reading.setting("sending_paused") != "on":
        return ""
    who = opened.reading.setting("sending_paused_by")
    return f"{who} paused sending." if who else "Sending is paused."


def _row(opened: Opened, queued: QueueOutcome) -> OutboxRow:
    assert queued.outbox_id is not None
    row = opened.reading.outbox_row(queued.outbox_id)
    assert row is not None
    return row


def _say(options: Options, state: str, sid: str, reason: str, rule: str) -> int:
    facts = {"state": state, "sid": sid or None, "reason": reason or None, "rule": rule or None}
    if state in _DONE:
        words = "Twilio took the text." if state == OutboxState.ACCEPTED else "The text waits."
        show(facts, as_json=options.json, words=f"{words} {reason}".strip())
        return 0
    if options.json:
        show_line(facts)
    return complain(reason or f"The text is {state}.")


def status(options: Options) -> int:
    """Per channel: the state, who set it, when, why, who can lift it, what may be sent."""
    with _open(options) as opened:
        found = parse_recipient(options.number, fictional_allowed=True)
        if found.problem:
            return complain(found.problem)
        known = opened.reading.known(found.number)
        standings = opened.reading.standings(found.number)
        report = opened.reading.why(found.number)
        reach = opened.reading.reach(found.number)
        tasks = opened.reading.tasks(found.number)
    gate, decision = known.gate, decide(known.gate)
    texts = {
        "state": str(gate.state),
        "level": str(gate.level),
        "set_by": gate.set_by or None,
        "since": known.since or None,
        "why": known.how or None,
        "who_can_lift": _who_can_lift(gate.state),
        "may_send": decision.lets_through,
        "outcome": str(decision.outcome),
        "rule": decision.rule or None,
        "reason": decision.reason or None,
        "say": report.script or None,
        "network_blocks": list(reach.blocked),
        "kept_off": list(reach.kept_off),
    }
    facts = {
        "number": found.number,
        "name": gate.person.name,
        "tasks": [
            {"kind": str(task.kind), "due": task.due, "words": task.words, "entry": task.ledger_seq}
            for task in tasks
        ],
        "channels": {
            "texts": texts,
            "calls": _channel(standings.calls),
            "calls_in": _channel(standings.calls_in),
            "email": _channel(standings.email),
        },
    }
    words = f"{gate.person.name}: {STATE_WORDS[gate.state]}. {decision.reason}".strip()
    if report.who_lifts:
        words += f" Who can lift it: {report.who_lifts} To say: “{report.script}”"
    to_do = "".join(f"\nTo do. {task.due}: {task.words}" for task in tasks)
    show(facts, as_json=options.json, words=f"{words} {report.reach}".strip() + to_do)
    return 0


def _channel(standing: ChannelStanding) -> dict[str, Any]:
    if not standing.address:
        return {"state": "no_address"}
    return {
        "state": str(standing.state),
        "address": standing.address,
        "set_by": standing.set_by or None,
        "since": standing.since or None,
        "why": standing.how or None,
        "who_can_lift": None if standing.open else "firm",
        "may_use": standing.open,
    }


def _who_can_lift(state: TextState) -> str | None:
    if state in CLIENT_OUT:
        return "client"
    return "firm" if state in {TextState.OUT_FIRM, TextState.REVIEW} else None


def outbox(options: Options) -> int:
    """Rows that are not final, or every row, one a line."""
    with _open(options) as opened:
        rows = opened.reading.outbox_rows(every=options.all)
    for row in rows:
        facts: dict[str, Any] = {
            "id": row.id,
            "to": row.to,
            "body": row.body,
            "state": str(row.state),
            "sid": row.sid or None,
            "reason": row.reason or None,
            "created_at": row.created_at,
        }
        if options.json:
            show_line(facts)
        else:
            sys.stdout.write(f"{row.id}  {format_number(row.to)}  {row.state}  {row.body}\n")
    return 0


def contacts(options: Options) -> int:
    """People in from a file, or out to one."""
    from desktop_app.services import exchange  # noqa: PLC0415  only this verb needs it

    with _open(options) as opened:
        work = opened.workspace
        if options.act == "export":
            count = exchange.export_people(opened.reading, options.file)
            show({"exported": count}, as_json=options.json, words=f"Wrote {count} people.")
            return 0
        report = exchange.import_people(work, options.file, opened.reading)
    words = f"Added {report.added}, merged {report.merged}, skipped {len(report.skipped)}."
    show(asdict(report), as_json=options.json, words=words)
    return 0
