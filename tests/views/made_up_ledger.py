"""The ledger of the made-up firm: enough entries of Maria's to scroll through, one of hers told."""

from desktop_app.models.enums import LedgerKind
from desktop_app.services.consent.story import LedgerEntry, LedgerLine
from tests.views.made_up_firm import at

MARIA = "+18135550142"
HOSTILE_WORDS = "“<img src=x onerror=alert(1)> <b>I agree</b>”"


def made_up_ledger():
    """Entries 3, 7 and 8 are Maria's; the numbers between are other people's."""
    return [
        _entry(3, LedgerKind.CONSENT_RECORDED, "consent", "Agreed to texts", at(4, 14, 11)),
        _entry(
            7, LedgerKind.OPT_OUT_KEYWORD, "opt_out_client", "Opted out of texts", at(12, 10, 42)
        ),
        _entry(8, LedgerKind.OPT_IN_KEYWORD, "opt_in", "Opted in to texts", at(12, 10, 44)),
    ]


def _entry(seq, kind, icon, title, moment):
    by = "Dana Whitfield" if kind is LedgerKind.CONSENT_RECORDED else "Maria Delgado"
    detail = "On the intake form" if kind is LedgerKind.CONSENT_RECORDED else "Reply"
    return LedgerEntry(
        line=LedgerLine(seq, kind, icon, title, detail, moment, by),
        number=MARIA,
        recorded_at=moment + 5,
        facts=(("How", detail), ("Words", HOSTILE_WORDS), ("Twilio SID", "SM" + "c0ffee12" * 4)),
        fingerprint=f"{seq:064x}",
        follows=f"{seq - 1:064x}",
    )
