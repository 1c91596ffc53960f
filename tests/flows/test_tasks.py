"""What there is to do after a client's word, from the real program: opened, told, listed."""

from tests.flows.test_command_line import number_of


def test_a_cancel_after_an_appointment_text_is_told_with_the_status(office, practice_process):
    assert office.connect().status == 0
    assert office("sync").status == 0
    maria = number_of(office, "Maria")
    words = "Your appointment with Ms. Osei is Friday at 3 PM. Reply C to confirm."
    assert office("send", "--to", maria, "--body", words).status == 0
    practice_process.inbound(maria, "CANCEL")
    office("sync")
    told = office("status", maria).json
    assert told["channels"]["texts"]["state"] == "out_carrier"
    (task,) = told["tasks"]
    assert task["kind"] == "call"
    assert task["words"].startswith("Call (813) 555-0142: CANCEL came after the appointment text")
    assert office("status", number_of(office, "Walter")).json["tasks"] == []
