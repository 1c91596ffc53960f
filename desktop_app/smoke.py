"""The main job, driven through the real window as a person would, against the practice Twilio.

Mouse and keys go to real widgets, texts over real HTTP to a server on loopback; each step ends with
a picture. What installers and tests run to know that the program as it stands does its job.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desktop_app.app import Session
from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.errors import BrieftextError
from desktop_app.services.practice.constants import ACCOUNT_SID, FIRM_NAME, KEY_SECRET, KEY_SID
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import (
    ConversationRow,
    Direction,
    MessageRow,
    MessageStatus,
    TextRequest,
)
from desktop_app.services.workspace import Workspace
from desktop_app.views.desk import Desk
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.menus import MenuRow, PopupMenu
from desktop_app.views.widgets.palette import Palette

PATIENCE_S = 30.0
PEOPLE = 30
PAINT_MS = 150
CLIENT = "+18135550142"
TEXT = "Hi Maria, it's Dana. Can you come in on Tuesday at 2 PM?"
ANSWER = "Yes, Tuesday works for me"
W = TypeVar("W", bound=QWidget)


class StepFailed(AssertionError):
    """What a step waited for did not come."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it was, whether it held, how long it took, and its picture."""

    name: str
    ok: bool
    ms: float
    png: str


@dataclass(frozen=True, slots=True)
class SmokeReport:
    """The whole run."""

    ok: bool
    steps: list[Step]


def run_smoke(out: Path) -> SmokeReport:
    """Drive the window through its job; pictures go to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    with (
        tempfile.TemporaryDirectory(prefix="brieftext-smoke-") as folder,
        PracticeServer(settings=replace(FAST, answers=False)) as twilio,
    ):
        environment = Environment(twilio.base_url, memory_secrets=True)
        theme = Theme(app)
        theme.choose("light")
        session = Session(Profile(Path(folder), environment), theme, practice=False)
        try:
            return _Run(session, twilio, out).run()
        finally:
            _end(session)


def _end(session: Session) -> None:
    """Close the window and wait for the work behind it."""
    loop = QEventLoop()
    ended: list[bool] = []
    session.ended.connect(lambda: ended.append(True))
    session.ended.connect(loop.quit)
    session.window.close()
    if not ended:  # with no store open the end comes at once
        loop.exec()


class _Run:
    """The steps, in the order of a first afternoon."""

    def __init__(self, session: Session, twilio: PracticeServer, out: Path) -> None:
        self._session = session
        self._window = session.window
        self._twilio = twilio
        self._out = out
        self._steps: list[Step] = []

    def run(self) -> SmokeReport:
        """Every step until one fails."""
        story: tuple[tuple[str, Callable[[], None]], ...] = (
            ("first run", self._first_run),
            ("connect", self._connect),
            ("pick a person", self._pick),
            ("name them", self._name),
            ("send", self._send),
            ("delivered", self._delivered),
            ("receive", self._receive),
            ("STOP locks the composer", self._stop),
            ("override refused", self._override),
            ("search", self._search),
            ("network off", self._offline),
        )
        for name, act in story:
            if not self._step(name, act):
                break
        done = len(self._steps) == len(story) and all(step.ok for step in self._steps)
        return SmokeReport(done, self._steps)

    def _step(self, name: str, act: Callable[[], None]) -> bool:
        started = time.perf_counter()
        try:
            act()
            ok = True
        except StepFailed as failure:
            sys.stderr.write(f"{name}: {failure}\n")
            ok = False
        spent = round((time.perf_counter() - started) * 1000, 1)
        _rest()
        picture = self._out / f"{len(self._steps) + 1:02}_{name.lower().replace(' ', '_')}.png"
        self._window.grab().save(str(picture))
        self._steps.append(Step(name, ok, spent, str(picture)))
        return ok

    # The steps ---------------------------------------------------------------------------------

    def _first_run(self) -> None:
        self._session.begin()
        self._window.activateWindow()
        _wait(self._window.isActiveWindow, "the window to be in front")
        welcome = self._session.start.welcome
        _wait(welcome.isVisible, "the welcome page")
        _click(_button(welcome, "Connect Twilio"))
        _wait(self._session.start.connect_page.isVisible, "the connect form")

    def _connect(self) -> None:
        page = self._session.start.connect_page
        for key, words in {
            "actor": "Dana Whitfield",
            "firm": FIRM_NAME,
            "account_sid": ACCOUNT_SID,
            "key_sid": KEY_SID,
            "secret": KEY_SECRET,
        }.items():
            _type(page.fields[key].control, words)
        _click(page.check)
        _wait(lambda: self._window.desk is not None, "the desk")
        _wait(
            lambda: self._desk.inbox.column.model.rowCount() >= PEOPLE, "the firm’s conversations"
        )

    def _pick(self) -> None:
        QTest.keyClick(self._window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        palette = _wait(lambda: _shown(self._window, Palette), "the palette")
        _type(palette.field, "(813) 555-0142")
        _wait(lambda: palette.people.model().rowCount() == 1, "the one person with this number")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        _wait(lambda: self._number() == CLIENT, "the conversation")

    def _name(self) -> None:
        card = self._work.reading.contact_card(self._conversation)
        assert card is not None
        editor = self._desk.acts.edit(card)
        editor.fields["name"].set_text("")
        _type(editor.fields["name"].control, "Maria Delgado")
        _click(editor.save_button)
        _wait(lambda: self._row().name == "Maria Delgado", "the name in the list")

    def _send(self) -> None:
        composer = self._desk.inbox.pane.composer
        _wait(composer.isVisible, "a composer that is open")
        _type(composer.field, TEXT)
        QTest.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        _wait(lambda: self._last(Direction.OUTBOUND).body == TEXT, "the bubble")
        _wait(lambda: not composer.text(), "an empty composer")
        bar = self._desk.inbox.pane.undo_bar
        _wait(bar.isVisible, "the undo bar")
        _click(bar.send)
        _wait(bar.isHidden, "the text to be let go")

    def _delivered(self) -> None:
        _wait(lambda: self._last(Direction.OUTBOUND).status is MessageStatus.DELIVERED, "delivered")
        truth = self._twilio.truth()["messages"]
        if sum(message["body"] == TEXT for message in truth) != 1:
            raise StepFailed("Twilio does not hold exactly one copy")

    def _receive(self) -> None:
        self._twilio.inbound(CLIENT, ANSWER)
        self._work.sync.sync_now()
        _wait(lambda: self._last(Direction.INBOUND).body == ANSWER, "her answer")

    def _stop(self) -> None:
        pane = self._desk.inbox.pane
        _type(pane.composer.field, "One more thing, Maria")
        self._twilio.inbound(CLIENT, "STOP")
        self._work.sync.sync_now()
        _wait(lambda: pane.locked.isVisible() and not pane.composer.isVisible(), "the lock")
        if pane.locked.draft.text() != "One more thing, Maria":
            raise StepFailed("the draft was not kept")

    def _override(self) -> None:
        self._desk.open_person_menu()
        menu = _wait(lambda: _shown(self._window, PopupMenu), "the three-dot menu")
        rows = {row.entry.key: row for row in menu.findChildren(MenuRow)}
        for key in ("override", "opt_in_messages"):
            if rows[key].entry.enabled or "START" not in rows[key].entry.reason:
                raise StepFailed(f"{key} is offered after a STOP")
            _click(rows[key])
        request = TextRequest(to=CLIENT, body="Anyway", client_key="smoke", actor="Dana Whitfield")
        outcome = self._work.messaging.queue_text(request)
        if outcome.outbox_id is not None or outcome.rule != "A-03":
            raise StepFailed("a text was queued after a STOP")
        try:
            self._work.consent.opt_in_by_firm(CLIENT, "Dana Whitfield")
        except BrieftextError:
            return
        raise StepFailed("staff could lift the client’s own opt-out")

    def _search(self) -> None:
        shown = _shown(self._window, PopupMenu)
        if shown is not None:
            QTest.keyClick(shown, Qt.Key.Key_Escape)
        palette = self._desk.open_palette()
        _type(palette.field, "maria del")
        _wait(lambda: palette.people.model().rowCount() == 1, "Maria in the palette")

    def _offline(self) -> None:
        shown = _shown(self._window, Palette)
        if shown is not None:
            QTest.keyClick(shown.field, Qt.Key.Key_Escape)
        self._twilio.stop()
        self._work.sync.sync_now()
        _wait(lambda: _says(self._desk.banner, "Offline"), "the banner that says offline")
        if self._last(Direction.OUTBOUND).body != TEXT:
            raise StepFailed("the conversation cannot be read offline")

    # What they look at -------------------------------------------------------------------------

    @property
    def _desk(self) -> Desk:
        desk = self._window.desk
        assert desk is not None
        return desk

    @property
    def _work(self) -> Workspace:
        return self._session.workspace

    @property
    def _conversation(self) -> int:
        conversation = self._desk.conversation_id
        assert conversation is not None
        return conversation

    def _number(self) -> str:
        row = self._desk.inbox.pane.row
        return row.number if row is not None else ""

    def _row(self) -> ConversationRow:
        row = self._work.reading.conversation(self._conversation)
        assert row is not None
        return row

    def _last(self, direction: Direction) -> MessageRow:
        ids = self._work.reading.thread_ids(self._conversation, 20)
        rows = [row for row in self._work.reading.messages(ids) if row.direction is direction]
        return rows[-1]


R = TypeVar("R")


def _wait(ready: Callable[[], R | None], what: str) -> R:
    """Let the window live until `ready` gives something true."""
    found = ready()
    deadline = time.monotonic() + PATIENCE_S
    while not found:
        if time.monotonic() > deadline:
            raise StepFailed(f"waited in vain for {what}")
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()
        found = ready()
    return found


def _rest() -> None:
    """Let what was just announced be painted, so that the picture shows it."""
    loop = QEventLoop()
    QTimer.singleShot(PAINT_MS, loop.quit)
    loop.exec()


def _button(within: QWidget, words: str) -> QAbstractButton:
    for button in within.findChildren(QAbstractButton):
        if button.text() == words and button.isVisible():
            return button
    raise StepFailed(f"there is no button “{words}”")


def _says(within: QWidget, words: str) -> bool:
    labels = within.findChildren(QLabel)
    return any(label.isVisible() and label.text().startswith(words) for label in labels)


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _type(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def _shown(within: QWidget, kind: type[W]) -> W | None:
    return next((each for each in within.findChildren(kind) if each.isVisible()), None)
