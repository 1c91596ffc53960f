"""An archive whose state a test sets: the long read, comparisons, and pictures."""

from desktop_app.services.archive_records import HistoryProgress


class FakeArchive:
    """Implements workspace.ArchiveReading."""

    def __init__(self):
        self.progress = HistoryProgress()
        self.reports = []
        self.thumbnails = {}
        self.gallery = {}
        self.thumbnail_reads = []

    def history(self):
        return self.progress

    def pictures(self):
        return self.progress.pictures

    def gap_reports(self):
        return list(self.reports)

    def pictures_with(self, conversation_id):
        return list(self.gallery.get(conversation_id, ()))

    def count_with(self, conversation_id):
        return len(self.gallery.get(conversation_id, ()))

    def thumbnail(self, picture_id):
        self.thumbnail_reads.append(picture_id)
        return self.thumbnails.get(picture_id, b"")


class FakePictures:
    """Implements workspace.Archive."""

    def __init__(self):
        self.whole = {}
        self.saved = []

    def shown(self, picture_id, side=0):
        return self.whole.get(picture_id, b"")

    def save_copy(self, picture_id, target):
        self.saved.append((picture_id, target))
