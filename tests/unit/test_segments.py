"""How many billed texts a message takes, against Twilio's own calculator and by its laws."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.messaging.segments import _graphemes, count

CASES = json.loads(Path(__file__).with_name("segments_cases.json").read_text("utf-8"))
GSM = "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€"
ODD = st.sampled_from(["’", "ж", "😀", "👨‍👩‍👧‍👦", "🇺🇸", "e\u0301", "\r\n", "€", "a", " "])


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_agrees_with_twilios_calculator(case):
    found = count(case["text"])
    assert (found.encoding, found.segments, found.characters) == (
        case["encoding"],
        case["segments"],
        case["characters"],
    )


def test_indic_conjuncts_are_one_character_and_cost_what_the_calculator_says():
    """Unicode 15.1 joins them; the calculator's older tables see two. The bill is the same."""
    found = count("क्षि" * 17)
    assert (found.characters, found.segments) == (17, 1)
    assert count("क्षि" * 18).segments == 2


def test_the_costly_characters_are_named_by_their_place():
    assert count("it’s ready – now").costly == (2, 11)
    assert count("😀 ok ’").costly == (0, 5)
    assert count("plain €").costly == ()


def test_half_of_a_surrogate_pair_is_counted_not_refused():
    assert count("a\ud83d").encoding == "UCS-2"


def test_a_pile_of_marks_too_long_for_one_segment_is_billed_by_its_length():
    assert count("e" + "\u0301" * 133).segments == 2


@given(st.text(alphabet=GSM, max_size=700))
def test_gsm_text_never_costs_more_than_its_septets_with_one_lost_a_segment(text):
    found = count(text)
    assert found.encoding == "GSM-7"
    if found.characters <= 160:
        assert found.segments == 1
    else:
        assert -(-found.characters // 153) <= found.segments <= -(-found.characters // 152)


@given(st.lists(ODD, max_size=120).map("".join))
def test_every_text_fits_the_segments_it_is_said_to_take(text):
    found = count(text)
    room = {"GSM-7": (160, 153), "UCS-2": (70, 67)}[found.encoding]
    units = found.characters if found.encoding == "GSM-7" else len(text.encode("utf-16-le")) // 2
    assert units <= (room[0] if found.segments == 1 else room[1] * found.segments)
    assert (found.encoding == "UCS-2") == bool(found.costly)


@given(st.lists(ODD, max_size=60).map("".join), ODD)
def test_more_text_never_costs_less(text, more):
    assert count(text + more).segments >= count(text).segments


@given(st.text(max_size=200))
def test_graphemes_put_together_are_the_text_again(text):
    assert "".join(_graphemes(text)) == text


def test_the_grapheme_tables_are_loaded_for_texts_that_need_them_only():
    script = (
        "import sys; from desktop_app.services.messaging.segments import count;"
        "count('caf\\u00e9 \\u00e7 ' * 40); assert 'regex' not in sys.modules;"
        "count('\\U0001f600'); assert 'regex' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
