"""The real program on a real store against a real loopback Twilio, killed at will.

An `Office` is one profile, copied from a template, beside a practice Twilio of its own that lives
in the harness and so survives every kill. Time is the harness's: both clocks move together.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import ConsentEntry, ConsentLevel, TextRequest
from tests.faults import checker

ROOT = Path(__file__).resolve().parents[2]
MARIA, TOMASZ = "+18135550142", "+13125550118"
DANA = "Dana Whitfield"
HORIZON_S = 8
PATIENCE_S = 60
MOST_IDLE_ROUNDS = 12
"""So often nothing may change before a row counts as stuck."""
QUIET = FAST.changed(answers=False)

CALLS = [
    "pwrite64",
    "write",
    "fdatasync",
    "fsync",
    "ftruncate",
    "unlink",
    "rename",
    "openat",
    "close",
    "connect",
    "socket",
    "sendto",
    "recvfrom",
    "fcntl",
    "flock",
    "pread64",
]
"""The calls at which a kill can make a difference; those of this machine's kind."""


def require_strace():
    """A machine without strace cannot run these: that is a failure, never a pass."""
    assert shutil.which("strace"), "strace is missing; ./dev test installs it"


class Nursery:
    """The warm parent, as a process of its own."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": "0"},
        )
        self.about = json.loads(self._process.stdout.readline())

    def ask(self, **order):
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()


@dataclass
class Ended:
    """How a command ended: its status, or the signal it died of as a negative number."""

    status: int
    out: str
    err: str
    calls: Counter = field(default_factory=Counter)

    @property
    def killed(self):
        return self.status < 0

    @property
    def json(self):
        return json.loads(self.out)


class Child:
    """One command of the program, perhaps under strace."""

    def __init__(self, nursery, order, trace=()):
        self._nursery = nursery
        self._out = order["out"]
        for end in (".out", ".err"):  # it may be killed before it has said anything
            Path(self._out + end).touch()
        self.pid = nursery.ask(do="fork", held=bool(trace), **order)["pid"]
        self._strace = self._attach(trace) if trace else None
        if trace:
            nursery.ask(do="go", pid=self.pid)

    def _attach(self, trace):
        strace = subprocess.Popen(
            ["strace", "-f", "-p", str(self.pid), "-o", f"{self._out}.trace", *trace],
            stderr=subprocess.PIPE,
            text=True,
        )
        first = strace.stderr.readline()
        assert "attached" in first, first
        return strace

    def kill(self):
        os.kill(self.pid, 9)

    def wait(self, kill_after=None):
        order = {"pid": self.pid, "kill_after": kill_after}
        status = self._nursery.ask(do="wait", **order)["status"]
        calls = Counter()
        if self._strace is not None:
            self._strace.communicate(timeout=PATIENCE_S)
            lines = Path(f"{self._out}.trace").read_text()
            calls.update(re.findall(r"^\d+ +(\w+)\(", lines, re.MULTILINE))
        said = [Path(self._out + end).read_text() for end in (".out", ".err")]
        assert "Traceback" not in said[1], said[1]
        return Ended(status, *said, calls)


def make_template(folder):
    """A connected profile with two clients who agreed to texts, and nothing sent yet.

    The firm has no name, so that first texts need not have it in them: words are not the matter.
    """
    with PracticeServer(settings=QUIET, with_firm=False) as twilio:
        opened = _opened(folder, twilio)
        work = opened.workspace
        for number in (MARIA, TOMASZ):
            entry = ConsentEntry(number, ConsentLevel.EXPRESS, "2026-03-04", "form", "Text me")
            work.consent.record_consent(entry, DANA)
        work.settings.set("firm_name", "")
        work.sync.run_round()
        opened.reading.close()
        work.running.close()
    return folder


def _opened(folder, twilio):
    profile = Profile(folder, Environment(twilio.base_url, memory_secrets=True))
    if (folder / "brieftext.db").exists():
        return profile.open_parts()
    return profile.connect_parts(ACCOUNT_SID, KEY_SID, KEY_SECRET, "Hartwell & Osei", DANA)


class Office:
    """A profile, its Twilio, and the history of what was run on it."""

    def __init__(self, nursery, template, folder, **settings):
        self._nursery = nursery
        self.folder = folder
        self.profile = folder / "profile"
        shutil.copytree(template, self.profile)
        self.twilio = PracticeServer(settings=QUIET.changed(**settings), with_firm=False).start()
        self.base_url = self.twilio.base_url
        self.ahead = self.passed = 0
        self.promised = []
        self.wrong = []
        self._runs = 0

    @property
    def store(self):
        return self.profile / "brieftext.db"

    def close(self):
        self.twilio.stop()
        shutil.rmtree(self.folder)

    def queue(self, to, body, *, hold_s=0, from_number=""):
        """A text somebody pressed Send for, which nothing has tried yet."""
        request = TextRequest(
            to=to,
            body=body,
            client_key=body,
            actor=DANA,
            hold_s=hold_s,
            from_number=from_number,
        )
        with self.opened() as work:
            outcome = work.messaging.queue_text(request)
        assert outcome.outbox_id is not None, outcome
        self.promised.append(body)
        return outcome.outbox_id

    def send_again(self, outbox_id):
        """A person decides on a text the program is not sure of."""
        with self.opened() as work:
            work.messaging.resend(outbox_id, DANA)

    @contextmanager
    def opened(self):
        """The profile as the window has it, its loops not started."""
        opened = _opened(self.profile, self.twilio)
        try:
            yield opened.workspace
        finally:
            opened.reading.close()
            opened.workspace.running.close()

    def start(self, *words, job="cli", trace=()):
        """Start a command on the profile and let it run."""
        self._runs += 1
        order = {
            "arguments": [*words, "--data", str(self.profile)],
            "environment": {
                "BRIEFTEXT_TWILIO_BASE_URL": self.base_url,
                "BRIEFTEXT_SECRET_BACKEND": "memory",
                "BRIEFTEXT_RECONCILE_HORIZON_S": str(HORIZON_S),
            },
            "ahead": self.ahead,
            "passed": self.passed,
            "job": job,
            "out": str(self.folder / f"run-{self._runs}"),
        }
        return Child(self._nursery, order, trace)

    def run(self, *words, job="cli", trace=(), watch=True):
        """Run a command to its end; nothing may reach Twilio for who had opted out before."""
        out, before = self.seen().out if watch else set(), self.sent_to()
        ended = self.start(*words, job=job, trace=trace).wait()
        self.note(out, before)
        return ended

    def note(self, out, before):
        """Remember what a run did wrong: `out` had opted out before it, `before` was sent then."""
        after = self.sent_to()
        said = "{} had opted out and was texted"
        self.wrong += [said.format(number) for number in out if after[number] > before[number]]

    def send(self, body, to=MARIA, trace=()):
        """`brieftext send`; what it says is kept is remembered as a promise."""
        ended = self.run("send", "--to", to, "--body", body, "--json", trace=trace)
        if ended.status == 0:
            self.promised.append(body)
        return ended

    def sync(self, trace=()):
        return self.run("sync", "--json", trace=trace)

    def last_trace(self):
        """What strace wrote of the last run."""
        return (self.folder / f"run-{self._runs}.trace").read_text()

    def seen(self):
        return checker.look(self.store)

    def sent_to(self):
        return Counter(text["to"] for text in checker.sent(self.twilio.truth()))

    def advance(self, seconds):
        """Time goes by, here and at Twilio."""
        self.ahead += seconds
        self.passed += seconds
        self.twilio.advance(seconds)

    def until_quiet(self):
        """Start the program again and again, without faults, until nothing is open."""
        before, idle = [], 0
        while (rows := self._after_a_round()) and idle < MOST_IDLE_ROUNDS:
            idle = idle + 1 if rows == before else 0
            before = rows
            self.advance(HORIZON_S + 2)
        return self

    def _after_a_round(self):
        self.sync()
        return self.seen().open

    def verdict(self, *, hidden=False):
        """Everything that is wrong, as sentences."""
        truth = self.twilio.truth()
        return self.wrong + checker.judge(self.seen(), truth, self.promised, hidden=hidden)


def counting():
    """What strace is asked for to count calls."""
    return ("-e", f"trace={','.join(CALLS)}")


def killing(call, nth):
    """What strace is asked for to kill at the n-th call of a kind."""
    return ("-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={nth}")


def failing(call, error, when):
    """What strace is asked for to let calls fail; `when` is its own: 3, or 3+ for all after."""
    return ("-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}")
