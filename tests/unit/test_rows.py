"""The list of promised capabilities, and the report that joins it with the tests."""

import json
from collections import Counter

from tests.rows_report import Row, main, read_claims, read_rows, results

SIZES = {"S0": 67, "S1": 25, "S2": 37, "S3": 26, "S4": 31}


def test_every_row_of_the_five_sources_is_there_once():
    expected = [f"{source}-{n:02d}" for source, size in SIZES.items() for n in range(1, size + 1)]
    assert [row.id for row in read_rows()] == expected
    assert len(expected) == 186


def test_every_row_has_a_line_of_its_own_and_a_reason_where_it_is_left_out():
    rows = read_rows()
    assert [row.id for row in rows if not row.text.strip()] == []
    assert [text for text, count in Counter(row.text for row in rows).items() if count > 1] == []
    assert [row.id for row in rows if row.in_scope == bool(row.why)] == []


def test_a_row_passes_only_if_every_test_that_claims_it_did():
    rows = [Row(name, name, in_scope=True, why="") for name in ("S0-01", "S0-02", "S0-03")]
    claims = {
        "a": {"rows": ["S0-01", "S0-02"], "outcome": "passed"},
        "b": {"rows": ["S0-02"], "outcome": "failed"},
    }
    assert [(row.tests, row.passed) for row in results(rows, claims)] == [
        (("a",), True),
        (("a", "b"), False),
        ((), None),
    ]


def test_a_spoiled_store_of_results_counts_as_none(tmp_path):
    stored = tmp_path / "rows.json"
    stored.write_text("{", "utf-8")
    assert read_claims(stored) == {}
    assert read_claims(tmp_path / "absent.json") == {}


def test_the_json_report_holds_the_agreed_fields(monkeypatch, tmp_path, capsys):
    stored = tmp_path / "rows.json"
    stored.write_text("{}", "utf-8")
    monkeypatch.setattr("tests.rows_report.STORED", stored)
    assert main(["--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert len(rows) == 186
    assert set(rows[0]) == {"id", "text", "in_scope", "why", "tests", "passed"}


def test_a_claim_on_a_row_that_does_not_exist_stops_the_run(pytester_run):
    outcome = pytester_run(
        """
        import pytest

        @pytest.mark.row("S9-99")
        def test_something():
            assert True
        """
    )
    assert "claims S9-99" in outcome.output
    assert outcome.status != 0


def test_claims_are_stored_with_their_worst_outcome(pytester_run):
    outcome = pytester_run(
        """
        import pytest

        @pytest.fixture
        def breaks_afterwards():
            yield
            raise ValueError

        @pytest.mark.row("S0-01", "S0-02")
        def test_good():
            assert True

        @pytest.mark.row("S0-03")
        def test_bad(breaks_afterwards):
            assert True
        """
    )
    claims = {test.split("::")[1]: claim for test, claim in outcome.claims.items()}
    assert claims["test_good"] == {"rows": ["S0-01", "S0-02"], "outcome": "passed"}
    assert claims["test_bad"] == {"rows": ["S0-03"], "outcome": "failed"}


def test_a_thread_left_behind_fails_the_test_that_started_it(pytester_run):
    outcome = pytester_run(
        """
        import threading
        import tests.conftest

        def test_forgetful(monkeypatch):
            monkeypatch.setattr(tests.conftest, "THREAD_GRACE_S", 0.1)
            threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
        """
    )
    assert "threads left behind: forgotten (started at" in outcome.output
    assert outcome.status != 0


def test_an_unannounced_warning_in_the_log_fails_the_test(pytester_run):
    outcome = pytester_run(
        """
        import logging
        import pytest

        def test_surprise():
            logging.getLogger("x").warning("the disk is nearly full")

        @pytest.mark.expected_log("nearly full")
        def test_announced():
            logging.getLogger("x").warning("the disk is nearly full")
        """
    )
    assert "unexpected log records: WARNING x: the disk is nearly full" in outcome.output
    assert "2 passed, 1 error" in outcome.output


def test_the_network_beyond_this_computer_is_refused(pytester_run):
    outcome = pytester_run(
        """
        import socket
        import pytest
        from tests.conftest import NetworkForbidden

        def test_guard():
            with socket.socket() as sock, pytest.raises(NetworkForbidden):
                sock.connect(("192.0.2.1", 80))
            with pytest.raises(NetworkForbidden):
                socket.getaddrinfo("example.com", 80)
            with pytest.raises(socket.gaierror):
                socket.getaddrinfo("nowhere.invalid", 80)
            assert socket.getaddrinfo("localhost", 80)
        """
    )
    assert "1 passed" in outcome.output
