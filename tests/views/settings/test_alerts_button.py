"""The sign-up button for e-mail: shown as it will look, copied as rich text and as plain text."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit

from desktop_app.services.consent.records import Campaign
from desktop_app.views.settings.alerts_button import AlertsButton, alerts_button
from desktop_app.views.settings.page import SettingsPage
from tests.views.clipping import clipped
from tests.views.fake_workspace import FIRM

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PLAIN = (
    "Get case alerts by text: text JOIN to (312) 555-0100.\n"
    "Hartwell & Osei Case Alerts. Msg&data rates may apply. 4 messages per month. Reply HELP for "
    "help, STOP to cancel."
)


class Links(HTMLParser):
    """Every link of a piece of HTML with its words, and all words there are."""

    def __init__(self, text):
        super().__init__()
        self.links, self.tags, self.words = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.words += data


@pytest.fixture
def page(theme, workspace, bridge, tmp_path, qtbot):
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def dialog(page):
    return page.texts.open_alerts_button()


@pytest.fixture
def clipboard():
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


def test_it_opens_from_the_card_about_texts(page):
    page.texts.alerts.click()
    heading = page.window().findChild(QLabel, "face")
    assert heading.isVisible()
    assert heading.text() == "Get case alerts by text"


def test_without_a_number_it_says_what_is_missing(page, workspace, monkeypatch):
    monkeypatch.setattr(workspace.reading, "firm_numbers", list)
    page.texts._show_alerts()
    assert not page.texts.alerts.isEnabled()
    assert "Connect Twilio first" in page.texts.alerts_note.text()


def test_without_a_program_the_firms_name_and_the_usual_words_are_used(workspace):
    workspace.reading.programs = []
    button = alerts_button(workspace.reading)
    assert button.firm == "Hartwell & Osei"
    assert button.description == "Case"


def test_the_plain_form_names_the_firm_the_word_and_what_carriers_ask_for(dialog):
    assert dialog.plain.text() == PLAIN
    assert dialog.plain.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.row("S0-38")
def test_it_is_pasted_into_another_program_as_a_link_that_opens_a_text(dialog, clipboard):
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    formats = clipboard.mimeData().formats()
    assert {"text/html", "text/plain"} <= set(formats)
    mail = QTextEdit()
    mail.paste()
    (link,) = set(Links(mail.toHtml()).links)
    target = urlsplit(link)
    assert target.scheme == "sms"
    assert target.path == FIRM
    assert parse_qs(target.query)["body"] == ["JOIN"]
    assert "Get case alerts by text" in mail.toPlainText()
    plain_mail = QTextEdit()
    plain_mail.setAcceptRichText(False)
    plain_mail.paste()
    assert plain_mail.toPlainText() == PLAIN


def test_copying_is_said(dialog, clipboard):
    assert dialog.copied.text() == ""
    QTest.keyClick(dialog.copy, Qt.Key.Key_Return)
    assert dialog.copied.text() == "Copied. Paste it into an email."
    assert clipboard.text() == PLAIN


def test_a_name_that_looks_like_markup_is_only_words(workspace):
    hostile = '<script>x</script>"><img src=x>'
    workspace.reading.programs = [Campaign(1, hostile, "Case", "4 messages per month")]
    parsed = Links(alerts_button(workspace.reading).html)
    assert set(parsed.tags) == {"p", "a"}
    assert hostile in parsed.words


def test_a_number_from_abroad_stays_one_in_the_link():
    button = AlertsButton("Osei", "+442071838750", "Case", "4 messages per month")
    assert button.link == "sms:+442071838750?&body=JOIN"


@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_of_it_is_cut(theme, page, dialog, percent):
    try:
        theme.set_text_size(percent)
        page.resize(880, 640)
        dialog.copy.click()
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert clipped(dialog) == []
        assert clipped(page.texts) == []
    finally:
        theme.set_text_size(100)
