"""Texts that are the same but for the person, and groups of texts that are nearly the same."""

import random

import pytest

from desktop_app.services.rules.volume.clusters import alike, clusters, largest_cluster
from desktop_app.services.rules.volume.fingerprint import body_fp, shape
from desktop_app.services.rules.volume.gauges import Sent, most_recipients, scale

NAMES = ("Maria", "James", "Nadia", "Viktor", "Hannah", "George", "Priya", "Walter", "Sofia")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hi Maria, please call us.", "Hello Mr. Okafor, please call us."),
        ("Hi Maria please call us.", "Hi James please call us."),
        ("Good morning Ms. Kim: please call us.", "Good afternoon Nadia! Please call us"),
        ("Hearing Monday, Mar 16 at 9:00 AM.", "Hearing 3/17 at 10:30 am."),
        ("Hearing on December 5th, 2026.", "Hearing on 12/06/2026."),
        ("Your invoice is $4,500.00.", "Your invoice is $20."),
        ("Call (312) 555-0100 today.", "Call +13125550199 today."),
        ("Pay at https://pay.ho.law/x/1", "Pay at www.ho.law/pay"),
        ("Docket 2:24-cv-01234 moved.", "Docket 1:25-cv-00999 moved."),
        ("We filed in 26-0187.", "We filed in 26-0102."),
        (
            "Hola Luis, su cita es el lunes 5 de enero.",
            "Hola Rosa, su cita es el martes 6 de mayo.",
        ),
        ("We\u2019ll call you.", "We'll call you."),
        ("Please  CALL us!", "please call us"),
    ],
)
def test_what_varies_from_person_to_person_does_not_count(one, other):
    assert shape(one)
    assert body_fp(one) == body_fp(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hi Maria, please call us.", "Hi Maria, please write to us."),
        ("Court is at 9:00 AM, room 402.", "Mediation is at 9:00 AM, room 402."),
        ("You may come.", "You must come."),
    ],
)
def test_other_words_are_another_text(one, other):
    assert body_fp(one) != body_fp(other)


def test_known_names_count_as_nothing_wherever_they_stand():
    one = shape("Elena, your mother Maria sees Dr. Desai.", frozenset({"elena", "maria"}))
    other = shape("Rosa, your mother Carmen sees Dr. Desai.", frozenset({"rosa", "carmen"}))
    assert one == other == "your mother {x} sees dr desai"


@pytest.mark.parametrize("body", ["", "   ", "👍", "\u200b", "...", "Hi Maria,"])
def test_a_text_without_words_of_its_own_has_no_fingerprint(body):
    assert body_fp(body) == ""


@pytest.mark.parametrize(
    "body", ["9" * 20_000, "a" * 20_000, "1:" * 9_000, "{x}" * 5_000, "\ud800"]
)
def test_any_text_has_a_shape(body):
    assert isinstance(body_fp(body), str)


def test_the_same_reminder_to_26_clients_is_one_text_for_26_people():
    texts = [
        f"Hi {NAMES[n % 9]}, your hearing is Mar {n + 1} at {n % 12 + 1}:00 AM. Reply YES."
        for n in range(26)
    ]
    shapes = [shape(text) for text in texts]
    assert scale("repetition").band(len(largest_cluster(shapes))) == "red"
    sent = [Sent(0, "+1", f"+1{n}", said) for n, said in enumerate(shapes)]
    count, _ = most_recipients(sent)
    assert (count, scale("recipients").band(count)) == (26, "amber")


def test_26_answers_written_by_hand_are_26_texts():
    words = ("court", "letter", "came", "yes", "insurer", "asked", "form", "office", "bill")
    chosen = random.Random(7)
    shapes = [" ".join(chosen.sample(words, 8)) + f" word{n} more{n}" for n in range(26)]
    assert scale("repetition").band(len(largest_cluster(shapes))) == "green"


def test_one_word_of_twenty_swapped_is_nearly_the_same_text():
    words = [f"w{n}" for n in range(20)]
    shapes = [" ".join([*words[:-1], last]) for last in ("a", "b", "c")]
    assert largest_cluster(shapes) == [0, 1, 2]


def test_four_words_of_twenty_swapped_are_another_text():
    words = [f"w{n}" for n in range(20)]
    assert len(clusters([" ".join(words), " ".join([*words[4:], "a", "b", "c", "d"])])) == 2


def test_texts_without_words_belong_to_no_group():
    assert largest_cluster(["", "", "call us", ""]) == [2]
    assert largest_cluster([]) == []


def test_the_groups_are_those_of_comparing_everything_with_everything():
    chosen = random.Random(11)
    words = [f"w{n}" for n in range(12)]
    shapes = [" ".join(chosen.sample(words, chosen.randint(5, 9))) for _ in range(120)]
    sets = [frozenset(said.split()) for said in shapes]
    above = list(range(len(sets)))
    for one, first in enumerate(sets):
        for other, second in enumerate(sets[:one]):
            if alike(first, second):
                old, new = above[one], above[other]
                above = [new if each == old else each for each in above]
    wanted = sorted(sorted(n for n, a in enumerate(above) if a == each) for each in set(above))
    assert sorted(clusters(shapes)) == wanted
