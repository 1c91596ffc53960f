"""Who has waited too long for an answer, for the banner that says so."""

from collections.abc import Sequence

from desktop_app.services.records import ConversationRow
from desktop_app.views.i18n import tr
from desktop_app.views.widgets.banner import Notice

TOO_LONG_S = 4 * 3600
"""An unread text older than this is worth a banner."""
LOOK_EVERY_MS = 60_000
LOOK_AFTER_MS = 1_000
"""After something changed: a text just sent is painted first."""


def waiting_notice(rows: Sequence[ConversationRow], now: int) -> Notice | None:
    """The banner for these conversations, the one that waits longest first; None: nobody waits."""
    if not rows:
        return None
    hours = (now - rows[0].waits_since) // 3600
    name = rows[0].name
    if len(rows) == 1:
        words = tr("{name} has waited {age} for an answer.", name=name, age=_age(hours))
    else:
        words = tr(
            "{count} people have waited more than 4 hours for an answer, longest {name} ({age}).",
            count=str(len(rows)),
            name=name,
            age=_age(hours),
        )
    return Notice("alarm-clock", "warn", words, tr("Show"))


def _age(hours: int) -> str:
    if hours >= 48:  # noqa: PLR2004  two days read better than 48 hours
        return tr("{days} days", days=str(hours // 24))
    return tr("{hours} hours", hours=str(hours))
