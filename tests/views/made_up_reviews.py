"""What two clients of the made-up firm wrote that is, or may be, a request to stop."""

from dataclasses import replace

from desktop_app.services.consent.records import ReviewCard

DAN, ROSA = "+13125550184", "+17735550168"
CLEAR = ReviewCard(
    clear=True,
    title="Dan asked to stop, so texts to him are off",
    deadline="Until Thu, Mar 26",
    quoted="please stop texting me, my phone’s full",
    marked=("please stop texting me",),
    explanation="That counts as opting out, even without the word STOP. If he meant something "
    "else, say how you know. Your reason is kept with his words.",
    foot="Recorded 3:41 PM. If no one explains by Thu, Mar 26, it stays off.",
    ledger_seq=1_290,
)
UNCLEAR = ReviewCard(
    clear=False,
    title="Did Rosa ask to stop?",
    deadline="Decide by Thu, Mar 26",
    quoted="leave me alone",
    marked=("leave me alone",),
    explanation="This may be a request to stop, or about the mediation. Automatic texts are "
    "paused. Calling her is the surest way to find out.",
    foot="Recorded 4:21 PM. If no one decides by Thu, Mar 26, her texts go off.",
    ledger_seq=1_291,
)
TOO_LATE = replace(CLEAR, can_restore=False)
UNPLACED = ReviewCard(
    clear=False,
    title="Does Rosa want texts again?",
    deadline="Needs a decision",
    quoted="YES",
    marked=(),
    explanation="Rosa replied YES after opting out. It may answer an earlier question. Calling her "
    "is the surest way to find out.",
    foot="Recorded 4:21 PM. Texts stay off until somebody decides.",
    ledger_seq=1_292,
    asks_yes=True,
)
