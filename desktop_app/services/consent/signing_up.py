"""Sign-ups that did not come from the phone itself: recorded, asked for a YES once, then settled.

The request goes out only because the sign-up is on record; nothing else does until the YES is there
(rules.md B-05, B-06, B-10).
"""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import sign_up as store
from desktop_app.models.conversation import ensure_conversation
from desktop_app.models.enums import ConsentLevel, MessageKind, Origin, SignUpState, TextState
from desktop_app.models.values import new_uuid
from desktop_app.services.consent import programs
from desktop_app.services.consent.acts import Act, Done, carry_out
from desktop_app.services.consent.facts import Known
from desktop_app.services.consent.records import SignUp
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem, TextRequest
from desktop_app.services.rules.call_to_action import texts_problem
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.consent_record import ip_problem, medium_of, optin_path
from desktop_app.services.rules.optin import ASK_AGAIN_DAYS, REQUEST_DAYS, program_problems
from desktop_app.services.rules.optin_texts import Program, request_text, welcome_text
from desktop_app.services.rules.ways import reach_problem

DAY = 86_400
LANGUAGE_AT_LEAST = 20
KEYWORD_MEDIUM = "sms_keyword"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sign-up on record: what it changed, and the one text that asks for the YES."""

    sign_up_id: int
    done: Done
    request: TextRequest


def record(
    connection: Connection, sign_up: SignUp, known: Known, firm: str, actor: str, now: int
) -> Recorded:
    """Check and record it. Raises InvalidInput, BrieftextError; the caller queues the request."""
    program = Program(sign_up.name, sign_up.description, sign_up.frequency)
    name, word = " ".join(sign_up.name.split()), sign_up.description.strip()
    campaign = store.campaign_named(connection, name, word)
    promotes = campaign is not None and campaign.kind is MessageKind.PROMOTIONAL
    problems = (
        *_problems(sign_up, now, promotes=promotes),
        *program_problems(program, firm),
    )
    if problems:
        raise InvalidInput(problems)
    _may_ask(connection, sign_up, known, now)
    ensure_conversation(connection, sign_up.number, now)
    campaign_id = (
        int(campaign.id)
        if campaign is not None
        else store.add_campaign(connection, name, word, sign_up.frequency.strip(), now)
    )
    who = known.gate.person
    done = carry_out(
        connection,
        Act(
            number=sign_up.number,
            event=ConsentEvent.SIGNED_UP,
            happened_at=min(sign_up.agreed_at, now),
            line_at=now,
            by=actor,
            how=sign_up.medium,
            line=f"{actor} recorded {who.possessive} sign-up — waiting for YES",
            evidence=_evidence(sign_up, f"{name} {word}", actor),
        ),
        now,
    )
    sign_up_id = store.add(
        connection,
        number=sign_up.number,
        campaign_id=campaign_id,
        medium=sign_up.medium,
        identity=sign_up.identity.strip(),
        recorded_at=now,
        recorded_by=actor,
        expires_at=now + REQUEST_DAYS * DAY,
        welcome=sign_up.welcome,
        ledger_seq=done.ledger_seq,
    )
    request = _text(sign_up.number, request_text(program), actor, Origin.MANUAL)
    return Recorded(sign_up_id, done, request)


def join(
    connection: Connection, act: Act, program: Program, now: int, *, ask_yes: bool = False
) -> Done | None:
    """A sign-up by keyword from the phone itself: in at once, no YES needed (B-05).

    `ask_yes`: the firm asks for one all the same. Whoever agreed before is not asked, and a word
    read a day late neither. None where the person is in by such a word already, or opted out: then
    only START helps.
    """
    held = consents.texts_of(connection, act.number)
    last = store.newest_for(connection, act.number)
    joined = last is not None and last.state is SignUpState.CONFIRMED
    if held.state not in {TextState.NONE, TextState.IN} or (joined and held.state is TextState.IN):
        return None
    agreed = held.level not in {ConsentLevel.NONE, ConsentLevel.IMPLIED}
    asks = ask_yes and not agreed and act.happened_at > now - DAY
    if asks:
        act = replace(
            act,
            event=ConsentEvent.JOINED,
            kind=None,
            level=ConsentLevel.NONE,
            line=act.line.replace("signed up for texts", "signed up, waiting for YES"),
            evidence={**act.evidence, "medium": KEYWORD_MEDIUM},
        )
    done = carry_out(connection, act, now)
    campaign = store.campaign_named(connection, program.name, program.description)
    campaign_id = (
        int(campaign.id)
        if campaign is not None
        else store.add_campaign(
            connection, program.name, program.description, program.frequency, now
        )
    )
    sign_up_id = store.add(
        connection,
        number=act.number,
        campaign_id=campaign_id,
        medium=KEYWORD_MEDIUM,
        identity=act.by,
        recorded_at=now,
        recorded_by=act.by,
        expires_at=now + REQUEST_DAYS * DAY if asks else now,
        welcome=True,
        ledger_seq=done.ledger_seq,
    )
    if asks:
        return done
    store.settle(connection, sign_up_id, SignUpState.CONFIRMED)
    programs.agree(connection, act.number, campaign_id, ConsentLevel.EXPRESS, now, done.ledger_seq)
    return done


def confirm(connection: Connection, number: str, act: Act, now: int) -> Done | None:
    """A YES to the request: the person is in. None where no request waits for it."""
    row = store.newest_for(connection, number)
    if row is None or row.state is not SignUpState.WAITING or act.happened_at < row.recorded_at:
        return None
    done = carry_out(connection, act, now)
    store.settle(connection, row.id, SignUpState.CONFIRMED)
    programs.agree(connection, number, row.campaign_id, ConsentLevel.EXPRESS, now, done.ledger_seq)
    return done


def refuse(connection: Connection, number: str, act: Act, now: int) -> Done | None:
    """A no to the request: it counts as an opt-out. None where no request waits for it."""
    row = store.newest_for(connection, number)
    if row is None or row.state is not SignUpState.WAITING:
        return None
    store.settle(connection, row.id, SignUpState.REFUSED)
    return carry_out(connection, act, now)


def yes_request(connection: Connection, number: str, actor: str) -> TextRequest | None:
    """The one text that asks for a YES after a keyword, where it did not go out yet."""
    row = store.newest_for(connection, number)
    by_keyword = row is not None and row.medium == KEYWORD_MEDIUM and row.outbox_id is None
    if row is None or not by_keyword or row.state is not SignUpState.WAITING:
        return None
    program = store.campaign_by_id(connection, row.campaign_id)
    words = request_text(Program(program.name, program.description, program.frequency))
    return _text(number, words, actor, Origin.AUTOMATED, key=f"yes-request-{row.id}")


def request_queued(connection: Connection, number: str, outbox_id: int) -> None:
    """The request for the YES is in the queue: there is no second one."""
    row = store.newest_for(connection, number)
    if row is not None and row.state is SignUpState.WAITING:
        store.tie_request(connection, row.id, outbox_id)


def welcome_request(connection: Connection, number: str, actor: str) -> TextRequest | None:
    """The one text that welcomes whoever confirmed."""
    row = store.newest_for(connection, number)
    if row is None or row.state is not SignUpState.CONFIRMED or not row.welcome:
        return None
    program = store.campaign_by_id(connection, row.campaign_id)
    words = welcome_text(Program(program.name, program.description, program.frequency))
    return _text(number, words, actor, Origin.AUTOMATED, key=f"welcome-{row.id}")


def _text(
    number: str, words: str, actor: str, origin: Origin, key: str | None = None
) -> TextRequest:
    return TextRequest(
        to=number,
        body=words,
        client_key=key or f"sign-up-{new_uuid()}",
        actor=actor,
        kind=MessageKind.SYSTEM,
        origin=origin,
    )


def _problems(sign_up: SignUp, now: int, *, promotes: bool) -> tuple[FieldProblem, ...]:
    medium = medium_of(sign_up.medium)
    reach = ConsentLevel.EXPRESS_WRITTEN if promotes else ConsentLevel.EXPRESS
    said = {
        "medium": reach_problem(sign_up.medium, reach)
        if medium is not None
        else "Choose how the person agreed.",
        "agreed_at": "That moment has not come yet. Check the date."
        if sign_up.agreed_at > now + 300
        else "",
        "identity": "" if len(sign_up.identity.strip()) > 1 else "Say who agreed.",
        "language": texts_problem(sign_up.language)
        if len(sign_up.language.strip()) >= LANGUAGE_AT_LEAST
        else "Write what was shown or said, word for word.",
        "action": "" if len(sign_up.action.strip()) > 1 else "Say what the person did.",
        "ip_address": ip_problem(sign_up.medium, sign_up.ip_address) if medium is not None else "",
    }
    return tuple(FieldProblem(field, words) for field, words in said.items() if words)


def _may_ask(connection: Connection, sign_up: SignUp, known: Known, now: int) -> None:
    who = known.gate.person
    if optin_path(sign_up.medium) == "single":
        raise BrieftextError(
            Problem(
                f"{who.first} agreed from the phone, so no YES is needed.",
                do="Record the consent instead.",
            )
        )
    if known.gate.state is not TextState.NONE:
        raise BrieftextError(
            Problem(
                f"{who.first} can’t be asked for a YES now.",
                "There is a word on texts on record already.",
                "Look at the consent in the panel.",
            )
        )
    last = store.newest_for(connection, sign_up.number)
    if last is not None and now < last.recorded_at + ASK_AGAIN_DAYS * DAY:
        raise BrieftextError(
            Problem(
                f"{who.first} was asked less than 30 days ago and did not answer.",
                do="Ask by phone, or wait.",
            )
        )


def _evidence(sign_up: SignUp, campaign: str, actor: str) -> dict[str, str | int | None]:
    return {
        "captured_at": sign_up.agreed_at,
        "medium": sign_up.medium,
        "language": sign_up.language.strip(),
        "action": sign_up.action.strip(),
        "campaign": campaign,
        "ip_address": sign_up.ip_address.strip(),
        "phone": sign_up.number,
        "identity": sign_up.identity.strip(),
        "evidence": " ".join(sign_up.evidence),
        "welcome": int(sign_up.welcome),
        "recorded_by": actor,
        "rule": "B-06",
    }
