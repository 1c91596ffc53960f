"""The practice account's Messaging Services: which there are, and which texts they throw away."""

import json
from dataclasses import asdict, dataclass, field, replace

from desktop_app.services.practice import constants, rendering
from desktop_app.services.practice.creation import Refusal
from desktop_app.services.practice.store import PracticeStore, new_sid

_FACT = "messaging_services"
_ALREADY_IN_IT, _IN_ANOTHER = 21710, 21712
_NOT_FOUND, _CONFLICT = 404, 409


@dataclass(frozen=True, slots=True)
class PracticeService:
    """One service. `keeps` is UseInboundWebhookOnNumber; `campaign` whether one was approved."""

    sid: str
    name: str
    keeps: bool
    address: str = ""
    number_sids: tuple[str, ...] = ()
    campaign: bool = False
    made_at: float = field(default=rendering.ACCOUNT_MADE_AT)

    @property
    def loses_texts(self) -> bool:
        """Whether a text to one of its numbers is neither received nor logged."""
        return not self.keeps and not self.address


def _usual() -> PracticeService:
    numbers = (constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER)
    return PracticeService(
        constants.MESSAGING_SERVICE_SID,
        f"{constants.FIRM_NAME} texts",
        keeps=True,
        number_sids=tuple(rendering.number_sid(number) for number in numbers),
        campaign=True,
    )


class MessagingServices:
    """All of them, kept with the account's texts. Any thread."""

    def __init__(self, store: PracticeStore) -> None:
        self._store = store

    def all(self) -> tuple[PracticeService, ...]:
        """The services, the oldest first."""
        kept = self._store.fact(_FACT)
        if kept is None:
            return (_usual(),)
        return tuple(
            PracticeService(**{**each, "number_sids": tuple(each["number_sids"])})
            for each in json.loads(kept)
        )

    def put(self, *services: PracticeService) -> None:
        """Have exactly these."""
        self._store.set_fact(_FACT, json.dumps([asdict(each) for each in services]))

    def one(self, sid: str) -> PracticeService:
        """The service of a SID. Raises Refusal."""
        for service in self.all():
            if service.sid == sid:
                return service
        raise Refusal(20404, f"The requested resource /Services/{sid} was not found", _NOT_FOUND)

    def make(self, name: str, *, keeps: bool, address: str, at: float) -> PracticeService:
        """A new one without numbers."""
        made = PracticeService(new_sid("MG"), name, keeps, address, made_at=at)
        self.put(*self.all(), made)
        return made

    def change(self, service: PracticeService) -> PracticeService:
        """Put a changed one in the place of what it was."""
        self.put(*(service if each.sid == service.sid else each for each in self.all()))
        return service

    def delete(self, sid: str) -> None:
        """Take one away; its numbers are free then."""
        gone = self.one(sid)
        self.put(*(each for each in self.all() if each != gone))

    def add(self, sid: str, number_sid: str) -> None:
        """Put a number in. Raises Refusal where it is in one already."""
        service = self.one(sid)
        if number_sid in service.number_sids:
            raise Refusal(_ALREADY_IN_IT, "Phone number is already in the service", _CONFLICT)
        if any(number_sid in each.number_sids for each in self.all()):
            raise Refusal(_IN_ANOTHER, "Phone number is in another Messaging Service", _CONFLICT)
        self.change(replace(service, number_sids=(*service.number_sids, number_sid)))

    def remove(self, sid: str, number_sid: str) -> None:
        """Take a number out."""
        service = self.one(sid)
        if number_sid not in service.number_sids:
            raise Refusal(20404, f"The resource {number_sid} was not found", _NOT_FOUND)
        left = tuple(each for each in service.number_sids if each != number_sid)
        self.change(replace(service, number_sids=left))

    def loses(self, number: str) -> bool:
        """Whether a text to this number of the firm's is thrown away."""
        sid = rendering.number_sid(number)
        return any(sid in each.number_sids and each.loses_texts for each in self.all())
