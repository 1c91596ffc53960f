"""A client as it is usually written is convicted by the same harness and the same checker.

Otherwise the acquittals of the other tests would prove nothing.
"""

from tests.faults.conftest import lots
from tests.faults.harness import MARIA
from tests.faults.trials import TEXTS, bad_afternoon, naive_afternoon


def test_a_client_that_posts_again_and_notes_down_after_is_convicted(office):
    wrong = naive_afternoon(office, lots("bad afternoon"))
    assert any("copies of" in each for each in wrong), wrong
    assert any("nobody knows" in each for each in wrong), wrong


def test_the_program_lives_through_the_same_afternoon_without_a_fault(office):
    def send(body, trace):
        office.send(body, trace=trace)
        office.until_quiet()

    assert bad_afternoon(office, lots("bad afternoon"), send) == []
    assert len(office.seen().rows) == TEXTS


def test_a_text_that_is_only_on_paper_is_convicted(office):
    office.send("Hartwell & Osei: Sent and kept.")
    office.promised.append("Said to be kept.")
    assert any("is gone" in each for each in office.verdict())


def test_a_text_after_a_stop_is_convicted(office):
    office.twilio.inbound(MARIA, "STOP")
    office.sync()
    office.twilio.set_block(MARIA, "+13125550100", blocked=False)
    office.run("--to", MARIA, "--body", "Just one more thing.", job="naive")
    assert f"{MARIA} had opted out and was texted" in office.verdict()
