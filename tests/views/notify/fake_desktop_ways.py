"""A desktop made of lists: what would be shown, what the screen is, where the window stands."""

from PySide6.QtCore import QObject, Signal

from desktop_app.views.notify.deciding import Lock


class FakeWay(QObject):
    """Implements ways.Way."""

    clicked = Signal(str)
    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, *, works=True):
        super().__init__()
        self.works = works
        self.bubbles = []
        self.taken_back = []

    def show_bubble(self, bubble):
        if not self.works:
            self.refused.emit(bubble)
            return
        self.bubbles.append(bubble)
        self.shown.emit(bubble)

    def take_back(self, key):
        self.taken_back.append(key)

    def take_back_all(self):
        self.taken_back.append("all")

    @property
    def titles(self):
        return [bubble.title for bubble in self.bubbles]


class FakeLock(QObject):
    """Implements ways.ScreenLock."""

    locked = Signal()

    def __init__(self):
        super().__init__()
        self.state = Lock.OPEN
        self.asked = 0

    def ask(self, done):
        self.asked += 1
        done(self.state)


class FakeWindow:
    """Implements ways.NotifiedWindow."""

    def __init__(self):
        self.in_sight = None
        self.came = []

    def conversation_in_sight(self):
        return self.in_sight

    def come_forward(self, conversation_id):
        self.came.append(conversation_id)
