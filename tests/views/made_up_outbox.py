"""The texts of the design's Outbox picture."""

from desktop_app.services.messaging.outbox_records import OutboxLine
from desktop_app.services.records import Origin, OutboxState, Route, TextState
from tests.views.made_up_firm import NOW

WALTER, CLAIRE, PRIYA, JAMES, TOMASZ = 1042, 1043, 1044, 1045, 1048


def line(key, name, number, body, state, **more):
    """One line, as it stands unless said otherwise."""
    fields = {
        "id": key,
        "conversation_id": 8,
        "number": number,
        "name": name,
        "body": body,
        "state": state,
        "reason": "",
        "rule": "",
        "error_code": None,
        "actor": "Noor Haddad",
        "created_at": NOW - 60,
        "tried_at": None,
        "looks": 0,
        "clean_looks": 0,
        "next_try_at": 0,
        "origin": Origin.MANUAL,
        "send_at": None,
        "route": Route.HERE,
        "text_state": TextState.IN,
        "ledger_seq": 0,
    }
    return OutboxLine(**(fields | more))


def made_up_outbox():
    """Every state a text of the page can have, but for one for later."""
    return [
        line(
            WALTER,
            "Walter Brandt",
            "+13125550151",
            "Your hearing moved to Room 2204, same time.",
            OutboxState.UNRESOLVED,
            conversation_id=4,
            tried_at=NOW - 3600,
            looks=8,
            clean_looks=2,
            ledger_seq=1229,
        ),
        line(
            PRIYA,
            "Priya Raman",
            "+13125550127",
            "Monday after 3 works. Ask for Dana at the front desk.",
            OutboxState.UNKNOWN,
            conversation_id=3,
            tried_at=NOW - 22,
        ),
        line(
            JAMES,
            "James Okafor",
            "+18135550119",
            "Yes, it goes to your home address too.",
            OutboxState.QUEUED,
            conversation_id=2,
            next_try_at=NOW + 8,
        ),
        line(
            CLAIRE,
            "Claire Bouchard",
            "+14165550182",
            "The form you asked for is in the mail today.",
            OutboxState.REFUSED,
            error_code=21408,
        ),
        line(
            TOMASZ,
            "Tomasz Nowak",
            "+13125550118",
            "No problem, Tomasz. I’ll call you instead.",
            OutboxState.BLOCKED,
            conversation_id=6,
            rule="A-03",
            reason="Tomasz opted out by STOP at 3:15 PM. Only Tomasz can undo it.",
            text_state=TextState.OUT_CARRIER,
            ledger_seq=1230,
        ),
    ]
