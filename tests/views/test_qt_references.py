"""The Qt binding must not lose references: one that does ends the program after a while.

PySide6 6.12.0 on Python 3.11 gives back one reference too many to None and True on many calls. The
dependencies leave that version out; this test says so if it comes back by another door.
"""

import sys

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.views.widgets.labels import Label

EMITS = 2_000
SLACK = 200
"""Other code runs in between and holds some; a binding that loses one a call is far outside."""


class Sender(QObject):
    """Emits what is counted."""

    told = Signal(bool, object)

    def __init__(self):
        super().__init__()
        self.heard = 0
        self.told.connect(self.hear)

    @Slot(bool, object)
    def hear(self, _flag, _nothing):
        self.heard += 1


def counts():
    return {value: sys.getrefcount(value) for value in (True, False, None)}


def test_two_thousand_emits_lose_no_reference_to_true_false_or_none(qapp):
    sender = Sender()
    before = counts()
    for _ in range(EMITS):
        sender.told.emit(True, None)
        sender.told.emit(False, None)
    after = counts()
    assert sender.heard == 2 * EMITS
    assert {value for value in before if before[value] - after[value] > SLACK} == set()


def test_two_thousand_calls_that_return_nothing_lose_no_reference(theme, qtbot):
    label = Label(theme, "words")
    qtbot.addWidget(label)
    before = counts()
    for _ in range(EMITS):
        label.setEnabled(True)
        label.setVisible(False)
        label.update()
    after = counts()
    assert {value for value in before if before[value] - after[value] > SLACK} == set()
