"""Pictures of unsent texts, kept in a dictionary; a test says what is refused and by whom."""

from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import ConversationsChanged
from desktop_app.services.outgoing_pictures import MOST_PICTURES, DraftPicture
from desktop_app.services.records import FieldProblem

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A PNG of one pixel one can see through."""


class FakeOutgoing:
    """Implements outgoing_pictures.OutgoingPictures."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.drafts = {}
        self.gone = {}
        self.previews = {}
        self.added = []
        self.removed = []
        self.refusal = ""
        self.reason = ""
        self.next_id = 1

    def of_draft(self, number):
        return list(self.drafts.get(number, ()))

    def preview(self, picture_id):
        return self.previews.get(picture_id, DOT)

    def add(self, number, content, name):
        self.added.append((number, content, name))
        if self.refusal:
            raise InvalidInput((FieldProblem("picture", self.refusal),))
        kept = self.drafts.setdefault(number, [])
        if len(kept) >= MOST_PICTURES:
            raise InvalidInput((FieldProblem("picture", "One text takes 10 pictures at most."),))
        made = DraftPicture(
            id=self.next_id,
            name=name,
            media_type="image/jpeg",
            size=min(len(content), 600_000),
            size_before=len(content),
            width=1600,
            height=1200,
            metadata_removed=True,
        )
        self.next_id += 1
        kept.append(made)
        self._tell(number)
        return made

    def remove(self, picture_id):
        self.removed.append(picture_id)
        for number, kept in self.drafts.items():
            if any(each.id == picture_id for each in kept):
                kept[:] = [each for each in kept if each.id != picture_id]
                self._tell(number)

    def cannot_carry(self, from_number):
        return self.reason

    def leave(self, number):
        """The text was queued: its pictures go with it."""
        self.gone[number] = self.drafts.pop(number, [])

    def come_back(self, number):
        """The text was taken back: its pictures are in the draft again."""
        back = self.gone.pop(number, [])
        if back:
            self.drafts[number] = back + self.drafts.get(number, [])

    def _tell(self, number):
        row = self._reading.conversation_by_number(number)
        if row is not None:
            self._events.publish(ConversationsChanged(frozenset({row.id})))
