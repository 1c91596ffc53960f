"""Sending from the command line."""

from contextlib import contextmanager
from types import SimpleNamespace

from desktop_app.cli import texting
from desktop_app.services.records import OutboxState, QueueOutcome
from tests.store_kit import MARIA


def test_a_text_from_the_command_line_leaves_what_is_typed_in_the_window_alone(monkeypatch, capsys):
    asked = []

    def queue_text(request):
        asked.append(request)
        return QueueOutcome(None, None, None, OutboxState.BLOCKED, "Not now.")

    opened = SimpleNamespace(
        reading=SimpleNamespace(firm_numbers=list),
        workspace=SimpleNamespace(
            practice=True, actor="Dana", messaging=SimpleNamespace(queue_text=queue_text)
        ),
    )

    @contextmanager
    def one(_options):
        yield opened

    monkeypatch.setattr(texting, "_open", one)
    texting.send(SimpleNamespace(to=MARIA, body="Hello", media=(), json=False))
    assert "Not now." in capsys.readouterr().err
    (request,) = asked
    assert request.keeps_draft
