"""Every bench runs and tells what it measured. How quick anything is, no test says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import data, harness, texts
from benchmarks.__main__ import BENCHES, NOT_BUILT
from benchmarks.harness import Goal, Samples
from desktop_app.models import cipher, ledger
from desktop_app.models.database import Database
from desktop_app.services.practice.constants import STORE_KEY

ROOT = Path(__file__).resolve().parents[3]


def bench(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("bench-cache")


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_prints_one_line_with_its_goals_and_says_whether_they_hold(name, cache):
    done = bench(name, "--tiny", "--cache", str(cache))
    assert done.returncode in {0, 1}, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["bench"] == name
    assert told["n"] > 0
    assert told["ratio"] > 0
    assert told["machine"]["cpus"] > 0
    assert told["goals"]
    assert told["holds"] is all(goal["holds"] for goal in told["goals"])
    assert done.returncode == (0 if told["holds"] else 1)


@pytest.mark.parametrize("name", NOT_BUILT)
def test_a_bench_that_is_not_built_says_so(name):
    done = bench(name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"The bench {name} is not built yet.\n"


def test_an_unknown_bench_is_wrong_usage():
    done = bench("swich")
    assert done.returncode == 2
    assert "There is no bench swich" in done.stderr


def test_the_same_seed_makes_the_same_texts_and_another_makes_others():
    crowd = texts.Crowd(500)
    assert list(texts.texts(crowd)) == list(texts.texts(crowd))
    assert list(texts.texts(crowd)) != list(texts.texts(crowd, seed=1))


def test_everybody_has_a_text_and_the_last_conversation_holds_a_tenth():
    crowd = texts.Crowd(5_000)
    counts = [0] * crowd.people
    for text in texts.texts(crowd):
        counts[text.person] += 1
    assert sum(counts) == 5_000
    assert min(counts) > 0
    assert counts[-1] == 497


def test_a_made_store_is_whole_and_has_what_the_program_would_have_written(tmp_path):
    folder = data.store(1_000, tmp_path)
    connection = cipher.connect(folder / data.STORE, STORE_KEY)
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("messages", "message_statuses", "conversations", "channel_consents")
    ]
    stale = connection.execute(
        "SELECT count(*) FROM conversations AS c WHERE last_at <> "
        "(SELECT max(at) FROM messages WHERE conversation_id = c.id)"
    ).fetchone()[0]
    bad = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    assert counts == [1_000, 1_000, 20, 20]
    assert (stale, bad) == (0, [])
    database = Database(folder / data.STORE, STORE_KEY)
    with database.read() as reader:
        assert ledger.verify(reader).broken_at is None
    database.close()


def test_a_store_is_made_once(tmp_path):
    first = data.store(500, tmp_path)
    made_at = (first / data.STORE).stat().st_mtime_ns
    assert data.store(500, tmp_path) == first
    assert (first / data.STORE).stat().st_mtime_ns == made_at


def test_the_ratio_is_the_median_of_the_pairs_and_not_of_all_samples():
    samples = Samples()
    for ours, theirs in ((10.0, 10.0), (90.0, 30.0), (20.0, 10.0)):
        samples.add("app", [ours])
        samples.add("limit", [theirs])
    assert samples.ratio("app", "limit") == 2.0


def test_every_side_runs_once_a_pair_and_another_one_comes_first_each_time():
    order = []
    sides = {name: lambda name=name: order.append(name) or [1.0] for name in "abc"}
    harness.alternate(sides, 3)
    assert order == list("abcbcacab")


def test_a_percentile_is_a_sample_that_was_measured():
    samples = [float(number) for number in range(1, 101)]
    assert harness.percentile(samples, 0.95) == 95.0
    assert harness.percentile(samples, 0.99) == 99.0
    assert harness.percentile([7.0], 0.5) == 7.0


def test_a_goal_holds_up_to_its_bound_and_no_further():
    assert Goal("", 16.0, at_most=16.0).holds
    assert not Goal("", 16.1, at_most=16.0).holds
    assert Goal("", 0.12, at_least=0.12).holds
    assert not Goal("", 0.11, at_least=0.12).holds
