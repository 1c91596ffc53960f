"""What the made-up store says of Gordon, whom the firm opted out, and of Tomasz, who said STOP."""

from desktop_app.services.consent.records import Channel, OverrideOffer, WhyCheck, WhyReport

GORDON, TOMASZ = 10, 6
GORDONS, TOMASZS = "+13125550163", "+13125550118"
CHOICES = (
    ("asked", "Gordon asked for this text"),
    ("deadline", "Court date or filing deadline"),
    ("mistake", "The opt-out was a mistake"),
    ("other", "Something else"),
)
OFFER = OverrideOffer(
    address=GORDONS,
    channel=Channel.TEXTS,
    lead="Dana Whitfield opted him out of messages on Mar 3, 2026. He has not replied STOP, so "
    "the firm may override its own choice.",
    choices=CHOICES,
    seen_seq=1_190,
    next_entry=1_284,
)
WHY_TOMASZ = WhyReport(
    may_text=False,
    icon="ban",
    tone="danger",
    title="He replied STOP",
    when="Today, 3:15 PM, to (312) 555-0100",
    who_lifts="Only Tomasz, by texting START to (312) 555-0100 from this phone. No one at the firm "
    "can.",
    still_works="Calls and email. Both opted in on his intake form, Feb 2.",
    script="Tomasz, our texts to you are off because your phone sent us the word STOP today at "
    "3:15. If you want them back, text START to 312-555-0100 from the same phone. I can’t turn "
    "them on from here.",
    script_es="Tomasz, nuestros mensajes de texto están desactivados porque su teléfono nos envió "
    "la palabra STOP. Si los quiere de nuevo, envíe START al 312-555-0100.",
    checks=(
        WhyCheck("His own choice", ok=False, words="STOP, today", ledger_seq=7),
        WhyCheck("The firm’s choice", ok=True, words="No opt-out by us"),
        WhyCheck("Consent on file", ok=True, words="Case updates, Feb 2"),
        WhyCheck("His number", ok=True, words="Mobile, right person"),
        WhyCheck("Our number", ok=True, words="Registered until Mar 15"),
    ),
    rules_as_of="2026-03-01",
    rule="A-03",
)
MAY_TEXT = WhyReport(
    may_text=True,
    icon="circle-check",
    tone="ok",
    title="You can text Tomasz",
    when="",
    who_lifts="",
    still_works="Calls and email. Nothing on record is against either.",
    script="",
    script_es="",
    checks=(WhyCheck("His own choice", ok=True, words="No opt-out"),),
    rules_as_of="2026-03-01",
)
