"""What there is to do about two clients of the made-up firm after what they wrote."""

from desktop_app.services.task_records import Task, TaskKind
from tests.views.made_up_firm import NOW

MARIA, TOMASZ = "+18135550142", "+13125550118"
CALL = Task(
    id=1,
    number=TOMASZ,
    kind=TaskKind.CALL,
    made_at=NOW,
    due="By Fri, Mar 13",
    words="Call Tomasz: he replied CANCEL after the appointment text of Mar 11. It stopped all "
    "texts; he may have meant the appointment. Only START from his phone turns texts on again.",
    quoted="Your appointment with Ms. Osei is Friday at 3. Reply C to confirm.",
    ledger_seq=1_300,
)
LOOK = Task(
    id=2,
    number=TOMASZ,
    kind=TaskKind.CONFIDENTIALITY,
    made_at=NOW,
    due="By Fri, Mar 13",
    words="For the responsible attorney: look at what was sent to (312) 555-0118. Whoever has it "
    "says it is the wrong number; 12 texts went there from Feb 2 to Mar 11.",
    quoted="\n".join(f"Mar {day}, 10:44 AM: The hearing is on day {day}." for day in range(1, 13)),
    ledger_seq=1_301,
)
