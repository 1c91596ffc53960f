"""`./dev shots DIR`: every screen there is, light and dark, named as in the design's pictures.

The window stands over a real store and a loopback Twilio with the made-up firm. What a picture of
the design shows and the program does not have yet has no picture here.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import Session
from desktop_app.composition.environment import Environment
from desktop_app.composition.practice import ACTOR, write_people
from desktop_app.composition.profile import Profile
from desktop_app.services.errors import KeyMissing
from desktop_app.services.firm_numbers.records import MoveWay
from desktop_app.services.practice.constants import (
    ACCOUNT_SID,
    FIRM_NAME,
    KEY_SECRET,
    KEY_SID,
)
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import MessageStatus, OutboxState, Problem, TextRequest
from desktop_app.views.inbox.picture_rules import PictureRules
from desktop_app.views.inbox.picture_sources import Source
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.menus import PopupMenu

DAN, AISHA = "Dan Fischer", "Aisha Karim"
MARIA, WALTER, TOMASZ, GORDON, LUCILLE = "Maria", "Walter", "Tomasz", "Gordon", "Lucille"
CANCELS = {"": ("Hannah Weiss", "Marcus Reed"), "narrow_": ("Olivia Chen", "Nadia Petrov")}
"""Who answers a reminder with CANCEL, and whose number is a stranger's, for each size."""
CHECKED = (
    "Hi Maria, your intake packet is ready: bit.ly/ho-packet Please sign it BEFORE MONDAY AT NOON "
    "so we can file on time. Dana, Hartwell & Osei"
)
HELD = "Hi Maria, your hearing is on Tuesday at 2 PM. Reply STOP if you can't come. Hartwell & Osei"
ARRIVED = {MessageStatus.SENT, MessageStatus.DELIVERED}
HORIZON_S = 2
PAINT_MS = 250
WAIT_MS = 60_000
SIZES = {"": (1360, 860), "narrow_": (960, 640)}


def main(out: str) -> int:
    """Draw everything into `out`."""
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        for theme_name in ("light", "dark"):
            shoot = Shooter(app, target, theme_name)
            first_run(app, shoot, Path(folder) / "none")
            with office(Path(folder) / theme_name) as (profile, twilio):
                screens(app, shoot, profile, twilio)
    sys.stdout.write(f"{len(list(target.glob('*.png')))} pictures in {target}\n")
    return 0


class Shooter:
    """Writes pictures of one window in one theme."""

    def __init__(self, app: QApplication, target: Path, theme_name: str) -> None:
        self.theme = Theme(app)
        self.theme.choose(theme_name)
        self._suffix = "" if theme_name == "light" else "_dark"
        self._target = target

    def __call__(self, window: QWidget, name: str) -> None:
        """One picture; main has its theme in its name, as in the design."""
        rest()
        suffix = self._suffix or ("_light" if name == "main" else "")
        window.grab().save(str(self._target / f"{name}{suffix}.png"))


@contextmanager
def office(folder: Path) -> Iterator[tuple[Profile, PracticeServer]]:
    """A profile with the firm's people, its history, and texts in every state there is."""
    with PracticeServer(settings=replace(FAST, answers=False)) as twilio:
        profile = Profile(folder, Environment(twilio.base_url, True, HORIZON_S))
        opened = profile.connect_parts(ACCOUNT_SID, KEY_SID, KEY_SECRET, FIRM_NAME, ACTOR)
        work = opened.workspace
        write_people(opened.room(), work.events)
        work.sync.run_round()
        number = work.reading.search_people(WALTER)[0].number
        twilio.add_fault(Fault(method="POST", path="Messages", status=500, times=1))
        queued = work.messaging.queue_text(
            TextRequest(number, "The hearing moved to 9:30 AM, Room 2204.", "shot", ACTOR)
        )
        until(lambda: settled(work, queued.outbox_id))
        opened.reading.close()
        work.running.close()
        yield profile, twilio


def settled(work, outbox_id: int) -> bool:
    """Whether the text whose answer was lost has become a question."""
    work.messaging.send_due()
    return work.reading.outbox_row(outbox_id).state is OutboxState.UNRESOLVED


def first_run(app: QApplication, shoot: Shooter, folder: Path) -> None:
    """What there is before a store is open."""
    session = Session(Profile(folder, Environment()), shoot.theme, practice=False)
    session.begin()
    shoot(session.window, "first_run")
    session.start.show_connect()
    shoot(session.window, "first_run_connect")
    session.start.show_problem(
        KeyMissing(
            Problem(
                "Your records are here, but this computer no longer has the key that opens them.",
                "The store is whole; its key is not in the system keychain.",
                "Put the keychain entry back. Nothing was changed.",
            )
        )
    )
    shoot(session.window, "recovery")
    end(session)


def screens(app: QApplication, shoot: Shooter, profile: Profile, twilio: PracticeServer) -> None:
    """Everything over an open store."""
    session = Session(profile, shoot.theme, practice=False)
    session.begin()
    until(lambda: session.window.desk is not None)
    window, desk = session.window, session.window.desk
    session.workspace.settings.set("theme", shoot.theme.name)

    def show(name: str) -> None:
        hit = session.workspace.reading.search_people(name)[0]
        place = hit.conversation_id
        if place is None:
            place = session.workspace.messaging.start_conversation(hit.number)
        desk.open_conversation(place)
        rest()

    def over(name: str, act: Callable[[], QWidget]) -> None:
        layer = act()
        shoot(window, name)
        layer.close()

    for prefix, (width, height) in SIZES.items():
        window.resize(width, height)
        show(MARIA)
        shoot(window, f"{prefix}main")
        for name, file in (
            (TOMASZ, "blocked_states"),
            (GORDON, "blocked_by_firm"),
            (LUCILLE, "no_consent"),
            (WALTER, "unresolved_bubble"),
        ):
            show(name)
            shoot(window, f"{prefix}{file}")
        locked(shoot, window, prefix, show)
        show(MARIA)
        card = session.workspace.reading.contact_card(desk.conversation_id)
        over(f"{prefix}quick_switcher", desk.open_palette)
        over(f"{prefix}new_message", desk.new_message)
        over(f"{prefix}contact_editor", lambda: desk.acts.edit(card))  # noqa: B023
        over(f"{prefix}opt_out", lambda: desk.acts.opt_out(card))  # noqa: B023
        over(f"{prefix}record_consent", lambda: desk.acts.record_consent(card))  # noqa: B023
        over(
            f"{prefix}kebab_menu",
            lambda: opened_menu(desk),
        )
        undo_bar(shoot, window, prefix)
        composer(shoot, window, prefix)
        for page in (settings, contacts, outbox, reputation):
            page(shoot, window, prefix)
        ledger(shoot, window, prefix, card.number)
        sign_up(shoot, window, prefix, show)
        review(shoot, session, prefix, show, twilio)
        tasks(shoot, session, prefix, show, twilio)
    end(session)


def settings(shoot: Shooter, window, prefix: str) -> None:
    """Settings, at their top, at the words for forms and at the notifications."""
    desk = window.desk
    desk.open_page("settings")
    shoot(window, f"{prefix}settings")
    desk.settings.go_to("programs")
    dialog = desk.settings.programs.open_new()
    QTest.keyClicks(dialog.word.line, "News")
    dialog.promotes.setChecked(True)
    shoot(window, f"{prefix}settings_program")
    dialog.dismiss()
    numbers(shoot, window, prefix)
    forms = desk.settings.forms
    forms.check.words.set_text("I agree to be contacted by phone, email and text about my case.")
    forms.check.check()
    desk.settings.go_to("forms")
    shoot(window, f"{prefix}settings_forms")
    desk.settings.scroller.ensureWidgetVisible(forms.check.summary, 0, 420)
    shoot(window, f"{prefix}settings_forms_check")
    desk.settings.notifications.quiet.item("on").click()
    desk.settings.go_to("notifications")
    shoot(window, f"{prefix}settings_notifications")
    desk.settings.go_to("connection")


def numbers(shoot: Shooter, window, prefix: str) -> None:
    """The firm's numbers as Twilio has them, and a number that moves."""
    desk = window.desk
    desk.settings.go_to("numbers")
    shoot(window, f"{prefix}settings_numbers")
    desk.settings.go_to("moves")
    for way in MoveWay:
        dialog = desk.settings.cards["moves"].open_dialog(way)
        shoot(window, f"{prefix}settings_move_{way}")
        dialog.dismiss()


def locked(shoot: Shooter, window, prefix: str, show: Callable[[str], None]) -> None:
    """What the locked composer leads to: the answer to its question, and the override."""
    desk = window.desk
    show(TOMASZ)
    desk.inbox.pane.locked.card.buttons["why"].click()
    shoot(window, f"{prefix}why_panel")
    desk.inbox.put_back()
    show(GORDON)
    dialog = filled_override(desk)
    shoot(window, f"{prefix}override_dialog")
    dialog.text.set_text("")  # what is left in it would be a draft in the pictures to come
    dialog.close()


def filled_override(desk) -> QWidget:
    """The dialog as somebody has filled it in, just before sending."""
    name = desk.panel.card.name
    dialog = desk.acts.override(desk.panel.card)
    dialog.choice.choose("deadline")
    dialog.reason.set_text(
        "Judge set a hearing for Mon, Mar 16, 8:30 AM. A letter won’t reach him in time and he "
        "missed two calls today."
    )
    dialog.text.set_text(f"{name}, your hearing is Mon, Mar 16, 8:30 AM. Hartwell & Osei")
    return dialog


def ledger(shoot: Shooter, window, prefix: str, number: str) -> None:
    """One person's ledger, checked; as of another day; and the correction of a consent."""
    desk = window.desk
    desk.open_ledger(number)
    page = desk.ledger
    until(lambda: "Verified" in page.check.text())
    shoot(window, f"{prefix}ledger")
    page.as_of.before.click()
    page.as_of.before.click()
    shoot(window, f"{prefix}ledger_asof")
    page.as_of.go_to_today()
    rows = range(page.list.entries.rowCount())
    seq = next(line.seq for line in map(page.list.entries.line, rows) if line.proof.of)
    desk.open_ledger(number, seq)
    dialog = page.open_correction()
    shoot(window, f"{prefix}ledger_correction")
    dialog.dismiss()
    desk.open_page("inbox")


def sign_up(shoot: Shooter, window, prefix: str, show: Callable[[str], None]) -> None:
    """Asking for a YES, and the button that makes it unnecessary."""
    desk = window.desk
    show(LUCILLE)
    dialog = desk.acts.ask_for_yes(desk.panel.card)
    dialog.medium.set_text("paper_form")
    dialog.wording.set_text("I agree to get texts about my case from Hartwell & Osei.")
    dialog.action.set_text("signed the form")
    shoot(window, f"{prefix}optin_request")
    dialog.close()
    desk.open_page("settings")
    button = desk.settings.texts.open_alerts_button()
    shoot(window, f"{prefix}alerts_button")
    button.close()
    desk.open_page("inbox")


def review(
    shoot: Shooter, session: Session, prefix: str, show: Callable[[str], None], twilio
) -> None:
    """Words that are a stop, and words that may be one."""
    work, pane = session.workspace, session.window.desk.inbox.pane
    for name, words, file in (
        (DAN, "please stop texting me, my phone’s full", "review_card_clear"),
        (AISHA, "leave me alone", "review_card_unclear"),
    ):
        show(name)
        if pane.review.card is None:
            twilio.inbound(pane.row.number, words)
            work.sync.sync_now()
            until(lambda: pane.review.card is not None)
        shoot(session.window, f"{prefix}{file}")
    pane.review.focus_card()
    dialog = pane.review.explain()
    shoot(session.window, f"{prefix}review_reason")
    dialog.close()


def tasks(
    shoot: Shooter, session: Session, prefix: str, show: Callable[[str], None], twilio
) -> None:
    """What there is to do after a client's word, and a YES that nobody can place."""
    work, pane = session.workspace, session.window.desk.inbox.pane

    def hear(words: str, ready: Callable[[], bool]) -> None:
        rest(1_100)  # in one second a stop outweighs what follows
        twilio.inbound(pane.row.number, words)
        work.sync.sync_now()
        until(ready)

    cancels, stranger = CANCELS[prefix]
    show(cancels)
    reminder = "Your appointment with Ms. Osei is Friday at 3 PM. Reply C to confirm."
    work.messaging.queue_text(TextRequest(pane.row.number, reminder, f"reminder{prefix}", ACTOR))
    work.messaging.send_due()
    until(lambda: work.reading.conversation(pane.row.id).last_status in ARRIVED)
    hear("CANCEL", lambda: bool(pane.tasks.tasks))
    shoot(session.window, f"{prefix}task_call")
    hear("YES", lambda: pane.review.card is not None)
    shoot(session.window, f"{prefix}review_card_yes")
    show(stranger)
    hear("Wrong number", lambda: pane.review.card is not None)
    shoot(session.window, f"{prefix}review_card_wrong_number")
    pane.review.group.buttons["keep_off"].click()
    until(lambda: bool(pane.tasks.tasks))
    shoot(session.window, f"{prefix}task_confidentiality")


def contacts(shoot: Shooter, window, prefix: str) -> None:
    """The table of people; where it is narrow, also with the record as a drawer over it."""
    window.desk.open_page("contacts")
    shoot(window, f"{prefix}contacts")
    if prefix:
        window.desk.contacts.place.reveal()
        shoot(window, f"{prefix}contacts_record")
        window.desk.contacts.toggle_record()
    window.desk.open_page("inbox")


def outbox(shoot: Shooter, window, prefix: str) -> None:
    """What waits, what asks for somebody, what did not go out; and all of it paused."""
    desk = window.desk
    desk.open_page("outbox")
    until(lambda: bool(desk.outbox.list.rows()))
    shoot(window, f"{prefix}outbox")
    desk.outbox.top.pause.click()
    until(lambda: desk.banner.words.text().startswith(ACTOR))
    shoot(window, f"{prefix}outbox_paused")
    desk.outbox.top.pause.click()
    until(lambda: desk.outbox.top.pause.text() == "Pause sending")
    desk.open_page("inbox")


def reputation(shoot: Shooter, window, prefix: str) -> None:
    """How carriers see the number: the gauges, the same 30 days as a table, and the foot."""
    desk = window.desk
    desk.open_page("reputation")
    until(lambda: desk.reputation.report is not None)
    shoot(window, f"{prefix}reputation")
    desk.reputation.traffic.toggle()
    shoot(window, f"{prefix}reputation_table")
    desk.reputation.traffic.toggle()
    bar = desk.reputation.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    shoot(window, f"{prefix}reputation_foot")
    bar.setValue(0)
    desk.open_page("inbox")


def composer(shoot: Shooter, window, prefix: str) -> None:
    """What is found about a text, explained; pictures in it, and the question before the first."""
    pane = window.desk.inbox.pane
    pane.composer.fill(CHECKED)
    until(lambda: pane.findings.any)
    shoot(window, f"{prefix}composer_findings")
    panel = pane.findings.explain(pane.findings.chips.chips[0])
    shoot(window, f"{prefix}composer_explained")
    panel.dismiss()
    pane.composer.fill(HELD)
    until(lambda: pane.composer.send.text() != "Send")
    shoot(window, f"{prefix}composer_held")
    pane.composer.fill("Here is the form. Call me when you have read it.")
    until(lambda: not pane.findings.any)
    given = (Source("intake form page 1.jpg", image=picture()),)
    pane.pictures.offer(given)
    rules = next((o for o in window.findChildren(PictureRules) if o.isVisible()), None)
    if rules is not None:
        shoot(window, f"{prefix}picture_rules")
        rules.agree.click()
    until(lambda: pane.pictures.attaching.pictures)
    shoot(window, f"{prefix}composer_pictures")
    for each in list(pane.pictures.attaching.pictures):
        pane.pictures.attaching.remove(each.id)
    pane.composer.fill("")


def picture() -> QImage:
    """A page with a few lines on it."""
    page = QImage(900, 1200, QImage.Format.Format_RGB32)
    page.fill(QColor("#f6f3ea"))
    painter = QPainter(page)
    for line in range(14):
        painter.fillRect(90, 120 + 70 * line, 720 - 130 * (line % 3), 18, QColor("#3c4a66"))
    painter.end()
    return page


def undo_bar(shoot: Shooter, window, prefix: str) -> None:
    """A text in its undo seconds; taken back, so that the next picture is as before."""
    pane = window.desk.inbox.pane
    pane.composer.fill("Great. See you Tuesday.")
    pane.composer.send.click()
    until(lambda: pane.undoing.possible)
    shoot(window, f"{prefix}undo_bar")
    pane.undoing.undo()
    until(lambda: bool(pane.composer.text()))
    pane.composer.field.clear()


def opened_menu(desk) -> QWidget:
    """The open person's menu, as its button opens it."""
    desk.open_person_menu()
    return desk.window().findChildren(PopupMenu)[-1]


def rest(milliseconds: int = PAINT_MS) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(ready: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    waited = 0
    while not ready():
        rest()
        waited += PAINT_MS
        if waited > WAIT_MS:
            raise TimeoutError


def end(session: Session) -> None:
    """Close the window and wait for the work behind it."""
    loop, ended = QEventLoop(), []
    session.ended.connect(lambda: ended.append(True))
    session.ended.connect(loop.quit)
    session.window.close()
    if not ended:  # with no store open the end comes at once
        loop.exec()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the pictures go: ./dev shots DIR")
    sys.exit(main(sys.argv[1]))
