"""The practice account without any HTTP: texts go out, clients text in, time passes."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_app.services.practice import rendering
from desktop_app.services.practice.clock import PracticeClock
from desktop_app.services.practice.creation import Wish, checked, own_numbers
from desktop_app.services.practice.firm import line_kinds
from desktop_app.services.practice.firm.answers import Answer, answer_to
from desktop_app.services.practice.firm.history import history
from desktop_app.services.practice.firm.pictures import placeholder
from desktop_app.services.practice.hosting import DOMAIN_END, PracticeHosting
from desktop_app.services.practice.keywords import carrier_effect
from desktop_app.services.practice.messaging_services import MessagingServices
from desktop_app.services.practice.settings import Settings
from desktop_app.services.practice.store import PracticeStore, new_sid
from desktop_app.services.practice.texts import PastText, Picture, Text, segment_count

_OFFSET = "clock_offset"
_FOUNDED = "founded"
UNFETCHED = 12300
"""How a text ends whose picture could not be fetched."""


class PracticeAccount:
    """One Twilio account with a small law firm behind it. Any thread may call any method."""

    def __init__(
        self,
        directory: Path | None,
        settings: Settings,
        clock: PracticeClock,
        *,
        with_firm: bool,
    ) -> None:
        self.store = PracticeStore(None if directory is None else directory / "practice.db")
        self.clock = clock
        self.services = MessagingServices(self.store)
        self.hosting = PracticeHosting(self.store)
        self._settings_lock = threading.Lock()
        self._settings = settings.changed(lines={**line_kinds(), **settings.lines})
        self._resume(with_firm=with_firm)

    def _resume(self, *, with_firm: bool) -> None:
        self.clock.offset += float(self.store.fact(_OFFSET) or 0)
        with self.store.transaction():
            if with_firm and self.store.fact(_FOUNDED) is None:
                self.load(history(self.clock.now()))
                self.store.set_fact(_FOUNDED, str(self.clock.now()))

    def close(self) -> None:
        """Let the file go."""
        self.store.close()

    @property
    def settings(self) -> Settings:
        """How the account behaves now."""
        return self._settings

    def change_settings(self, **changes: Any) -> Settings:
        """Let it behave differently from now on; raises ValueError for what there is not."""
        with self._settings_lock:
            self._settings = self._settings.changed(**changes)
            return self._settings

    def advance(self, seconds: float) -> float:
        """Let time pass, for this and every later run; the time it is then."""
        self.clock.advance(seconds)
        self.store.set_fact(_OFFSET, str(self.clock.offset))
        return self.clock.now()

    def create(self, wish: Wish) -> Text:
        """Take a text, stored before this returns. Raises Refusal."""
        with self.store.transaction():
            now = self.clock.now()
            text = checked(
                wish,
                self._settings,
                now,
                lambda client, firm: self.store.is_blocked(client, firm, now),
                {service.sid for service in self.services.all()},
            )
            earlier = self.store.sent_to(text.to_number)
            pictures = [self._fetched(url, now) for url in wish.media_urls]
            if None in pictures:
                text = text._replace(end_status="failed", error=UNFETCHED)
            self.store.add(text)
            for picture in filter(None, pictures):
                self.store.add_picture(text.sid, picture, now)
            self._plan_answer(text, earlier, now)
        return text

    def _fetched(self, url: str, now: float) -> Picture | None:
        """A copy of what lies at a public address; nothing is fetched from the web itself."""
        parts = urlsplit(url)
        if not (parts.hostname or "").endswith(DOMAIN_END):
            return placeholder()
        domain = str(parts.hostname)
        return self.hosting.served(domain, parts.path, now, self._settings.serve_after)

    def _plan_answer(self, text: Text, earlier: int, now: float) -> None:
        settings = self._settings
        if not settings.answers or text.end_status != "delivered" or text.done_at is None:
            return
        if self.store.answer_is_coming(text.to_number, text.from_number, now):
            return
        answer = answer_to(text.to_number, text.body, earlier)
        if answer is not None:
            span = settings.answer_max - settings.answer_min
            delay = settings.answer_min + span * (earlier % 5) / 4
            self._receive(text.to_number, text.from_number, answer, text.done_at + delay)

    def inbound(
        self, from_number: str, body: str, to_number: str = "", pictures: tuple[Picture, ...] = ()
    ) -> Text:
        """A client texts one of the firm's numbers, the first one unless said otherwise."""
        owned = own_numbers(self._settings)
        to_number = to_number or owned[0]
        if to_number not in owned:
            raise ValueError(f"{to_number} is not one of the firm's numbers")
        return self._receive(from_number, to_number, Answer(body, pictures), self.clock.now())

    def _receive(self, client: str, firm: str, answer: Answer, at: float) -> Text:
        effect = carrier_effect(answer.body, firm)
        text = Text(
            new_sid("MM" if answer.pictures else "SM"),
            at,
            1,
            client,
            firm,
            answer.body,
            segment_count(answer.body),
            len(answer.pictures),
            None,
            "received",
            None,
            at,
            at,
            "received",
            None,
        )
        if self.services.loses(firm):
            return text
        with self.store.transaction():
            self.store.add(text)
            for picture in answer.pictures:
                self.store.add_picture(text.sid, picture, at)
            if effect in {"out", "in"}:
                self.store.set_block(client, firm, at, blocked=effect == "out")
        return text

    def load(self, past: Iterable[PastText]) -> int:
        """Take over finished texts; a lone keyword among them had its effect at the carrier too."""
        with self.store.transaction():
            return self.store.load(self._with_effects(past))

    def _with_effects(self, past: Iterable[PastText]) -> Iterable[PastText]:
        for text in past:
            if text.inbound:
                effect = carrier_effect(text.body, text.firm)
                if effect in {"out", "in"}:
                    self.store.set_block(text.client, text.firm, text.at, blocked=effect == "out")
            yield text

    def set_block(self, client: str, firm: str, *, blocked: bool) -> None:
        """Let the carrier block or free a pair of numbers without any text being seen."""
        self.store.set_block(client, firm, self.clock.now(), blocked=blocked)

    def truth(self) -> dict[str, Any]:
        """Everything that really happened, whatever a client was shown: oldest first."""
        now = self.clock.now()
        texts = self.store.all_texts()
        return {
            "now": now,
            "messages": [
                rendering.message(text, now) | {"deleted": bool(text.deleted)}
                for text in texts
                if text.created <= now
            ],
            "public_files": self.hosting.public_paths(),
            "answers_to_come": sum(text.created > now for text in texts),
            "blocked": [list(pair) for pair in self.store.blocked_pairs(now)],
        }
