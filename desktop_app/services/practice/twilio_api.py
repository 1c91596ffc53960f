"""The resources of Twilio's API that Brieftext uses, answered from the practice account."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from desktop_app.services.practice import constants, rendering
from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.creation import Refusal, Wish, own_numbers, parse_moment
from desktop_app.services.practice.http_forms import Answer, Request
from desktop_app.services.practice.lookup_api import LookupApi
from desktop_app.services.practice.messaging_api import MessagingApi
from desktop_app.services.practice.serverless_api import ServerlessApi
from desktop_app.services.practice.store import ListFilter
from desktop_app.services.practice.texts import Text

PAGE_SIZE = 50
MAX_PAGE_SIZE = 1000
_DAY_S = 86_400
_STORE_HOST = "mms.twiliocdn.com"
_STORE_PATH = f"{constants.BY_HOST}{_STORE_HOST}"
_TOKEN = "PA"  # noqa: S105  what Twilio's page tokens start with
_FINAL = frozenset(("delivered", "undelivered", "failed", "canceled", "received", "read", "sent"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_Handler = Callable[..., Answer]


class TwilioApi:
    """Routes one request and renders the answer. Any thread."""

    def __init__(self, account: PracticeAccount) -> None:
        self._account = account
        self._store = account.store
        self._serverless = ServerlessApi(account)
        self._other_hosts = (MessagingApi(account), LookupApi(account), self._serverless)
        root = f"/{constants.API_VERSION}/Accounts/(AC[0-9a-fA-F]{{32}})"
        text = r"/Messages/((?:SM|MM)[0-9a-fA-F]{32})"
        picture = text + r"/Media/(ME[0-9a-fA-F]{32})"
        routes: list[tuple[str, dict[str, _Handler]]] = [
            (r"\.json", {"GET": self._account_itself}),
            (r"/IncomingPhoneNumbers\.json", {"GET": self._numbers}),
            (r"/IncomingPhoneNumbers/(PN[0-9a-fA-F]{32})\.json", {"GET": self._number}),
            (r"/Messages\.json", {"GET": self._list, "POST": self._create}),
            (
                text + r"\.json",
                {"GET": self._fetch, "POST": self._update, "DELETE": self._delete},
            ),
            (text + r"/Media\.json", {"GET": self._media_list}),
            (picture + r"\.json", {"GET": self._media, "DELETE": self._media_delete}),
            (picture, {"GET": self._media_bytes}),
        ]
        self._routes = [(re.compile(root + path), verbs) for path, verbs in routes]
        self._stored_picture = re.compile(_STORE_PATH + r"/((?:SM|MM)\w{32})/(ME\w{32})")

    def answer(self, request: Request) -> Answer:
        """What Twilio would say."""
        try:
            return self._answer(request)
        except Refusal as refusal:
            return Answer.error(refusal.status, refusal.code, refusal.message)

    def authorized(self, request: Request) -> bool:
        """Whether the request carries the account's key."""
        right = (constants.KEY_SID, constants.KEY_SECRET)
        return request.key == right and self._account.settings.key_works

    def _answer(self, request: Request) -> Answer:
        stored = self._stored_picture.fullmatch(request.path)
        if stored is not None:
            return self._from_store(request, *stored.groups())
        if (public := self._serverless.served(request)) is not None:
            return public
        if not self.authorized(request):
            raise Refusal(20003, "Authenticate", 401)
        for pattern, verbs in self._routes:
            fit = pattern.fullmatch(request.path)
            if fit is None:
                continue
            account_sid, *sids = fit.groups()
            if account_sid != constants.ACCOUNT_SID:
                raise Refusal(20003, "Authenticate", 401)
            if request.method not in verbs:
                raise Refusal(20004, "Method not allowed", 405)
            return verbs[request.method](request, *sids)
        for host in self._other_hosts:
            if (answer := host.answer(request)) is not None:
                return answer
        raise _not_found(request.path)

    # The account and its numbers

    def _account_itself(self, _request: Request) -> Answer:
        if not self._account.settings.key_reads_account:
            raise Refusal(20003, "Authenticate", 401)
        return Answer.json(rendering.account())

    def _numbers(self, request: Request) -> Answer:
        wanted = dict(request.query()).get("PhoneNumber", "")
        found = [
            self._number_shown(number)
            for number in own_numbers(self._account.settings)
            if wanted in number
        ]
        size, page = _size(request), _page(request)
        shown = found[page * size : (page + 1) * size]
        more = "-" if len(found) > (page + 1) * size else ""
        return _listing(request, "incoming_phone_numbers", shown, more)

    def _number_shown(self, number: str) -> dict[str, Any]:
        pictures = number not in self._account.settings.no_pictures
        return rendering.phone_number(number, pictures=pictures)

    def _number(self, request: Request, sid: str) -> Answer:
        for number in own_numbers(self._account.settings):
            if rendering.number_sid(number) == sid:
                return Answer.json(self._number_shown(number))
        raise _not_found(request.path)

    # Texts

    def _create(self, request: Request) -> Answer:
        form = request.form()
        one = dict(form)
        text = self._account.create(
            Wish(
                one.get("To", "").strip(),
                one.get("From", "").strip(),
                one.get("MessagingServiceSid", ""),
                one.get("Body", ""),
                tuple(value for name, value in form if name == "MediaUrl"),
                one.get("SendAt", ""),
                one.get("ScheduleType", ""),
            )
        )
        return Answer.json(rendering.created(text), 201)

    def _list(self, request: Request) -> Answer:
        size = _size(request)
        now = self._account.clock.now()
        found = self._store.page(
            _filter(request),
            now=now,
            until=now - self._account.settings.list_lag,
            size=size + 1,
        )
        if found is None:
            raise Refusal(20001, "Invalid page token")
        shown = found[:size]
        more = shown[-1].sid if len(found) > size else ""
        return _listing(request, "messages", [rendering.message(text, now) for text in shown], more)

    def _text(self, request: Request, sid: str) -> Text:
        text = self._store.by_sid(sid, self._account.clock.now())
        if text is None:
            raise _not_found(request.path)
        return text

    def _fetch(self, request: Request, sid: str) -> Answer:
        return self._shown(self._text(request, sid))

    def _shown(self, text: Text) -> Answer:
        return Answer.json(rendering.message(text, self._account.clock.now()))

    def _update(self, request: Request, sid: str) -> Answer:
        form = dict(request.form())
        text = self._text(request, sid)
        now = self._account.clock.now()
        if form.get("Status"):
            if form["Status"] != "canceled" or text.status(now) != "scheduled":
                raise Refusal(20001, "Only a scheduled message can be canceled")
            self._store.change(
                sid, end_status="canceled", done_at=now, sending_at=None, sent_at=None
            )
        if "Body" in form:
            if form["Body"]:
                raise Refusal(20001, "Body can only be set to an empty string")
            if text.status(now) not in _FINAL:
                raise Refusal(20009, "Message is not finished yet")
            self._store.change(sid, body="", changed_at=now)
        return self._shown(self._text(request, sid))

    def _delete(self, request: Request, sid: str) -> Answer:
        text = self._text(request, sid)
        if text.status(self._account.clock.now()) not in _FINAL:
            raise Refusal(20009, "Message is not finished yet")
        with self._store.transaction():
            self._store.change(sid, deleted=1)
            self._store.remove_pictures(sid)
        return Answer(204)

    # Pictures

    def _media_list(self, request: Request, sid: str) -> Answer:
        self._text(request, sid)
        found = [rendering.media(sid, *each) for each in self._store.pictures_of(sid)]
        return _listing(request, "media_list", found, "")

    def _media(self, request: Request, sid: str, media_sid: str) -> Answer:
        for each in self._store.pictures_of(self._text(request, sid).sid):
            if each[0] == media_sid:
                return Answer.json(rendering.media(sid, *each))
        raise _not_found(request.path)

    def _media_bytes(self, request: Request, sid: str, media_sid: str) -> Answer:
        kept = self._kept_picture(self._text(request, sid).sid, media_sid)
        if kept is None:
            raise _not_found(request.path)
        if self._account.settings.media_redirects:
            there = f"https://{_STORE_HOST}/{sid}/{media_sid}"
            return Answer(307, b"", "text/plain", {"Location": there})
        return kept

    def _kept_picture(self, sid: str, media_sid: str) -> Answer | None:
        data = self._store.picture_bytes(sid, media_sid)
        for each in self._store.pictures_of(sid):
            if each[0] == media_sid and data is not None:
                return Answer(200, data, each[2])
        return None

    def _from_store(self, request: Request, sid: str, media_sid: str) -> Answer:
        """The store the bytes really lie in: it knows no key, and complains about one."""
        if request.key is not None:
            return Answer(400, b"<Error><Code>InvalidArgument</Code></Error>", "application/xml")
        return self._kept_picture(sid, media_sid) or Answer(404, b"", "application/xml")

    def _media_delete(self, request: Request, sid: str, media_sid: str) -> Answer:
        self._media(request, sid, media_sid)
        self._store.remove_pictures(sid, media_sid)
        return Answer(204)


def _not_found(path: str) -> Refusal:
    return Refusal(20404, f"The requested resource {path} was not found", 404)


def _whole_number(request: Request, name: str, default: int) -> int:
    text = dict(request.query()).get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit():
        raise Refusal(20001, f"Invalid {name}")
    return int(text)


def _size(request: Request) -> int:
    size = _whole_number(request, "PageSize", PAGE_SIZE)
    if size > MAX_PAGE_SIZE:
        raise Refusal(20007, "Page size must be at most 1000")
    if not size:
        raise Refusal(20001, "Invalid PageSize")
    return size


def _page(request: Request) -> int:
    return _whole_number(request, "Page", 0)


def _filter(request: Request) -> ListFilter:
    query = dict(request.query())
    start, end = None, None
    if query.get("DateSent"):
        start, end = _span(query["DateSent"])
    if query.get("DateSent>"):
        start = _span(query["DateSent>"])[0]
    if query.get("DateSent<"):
        end = _span(query["DateSent<"])[1]
    token = query.get("PageToken", "")
    if token and not token.startswith(_TOKEN):
        raise Refusal(20001, "Invalid page token")
    after = token.removeprefix(_TOKEN)
    return ListFilter(query.get("To", ""), query.get("From", ""), start, end, after)


def _span(text: str) -> tuple[float, float]:
    """From when to when a date filter reaches: a whole day, or the second it names."""
    at = parse_moment(text)
    if at is None:
        raise Refusal(20001, f"Invalid date: {text}")
    return at, at + (_DAY_S if _DAY.fullmatch(text) else 1) - 1e-3


def _listing(request: Request, name: str, items: list[Any], more: str) -> Answer:
    """One page in Twilio's envelope; `more` is the last SID on it where another page follows."""
    size, page = _size(request), _page(request)
    kept = [pair for pair in request.query() if pair[0] not in {"PageSize", "Page", "PageToken"}]

    def address(number: int, token: str = "") -> str:
        pairs = [*kept, ("PageSize", str(size)), ("Page", str(number))]
        if token:
            pairs.append(("PageToken", token))
        return f"{request.path}?{urlencode(pairs)}"

    token = dict(request.query()).get("PageToken", "")
    return Answer.json(
        {
            "end": page * size + max(len(items) - 1, 0),
            "first_page_uri": address(0),
            name: items,
            "next_page_uri": address(page + 1, _TOKEN + more) if more else None,
            "page": page,
            "page_size": size,
            "previous_page_uri": None,
            "start": page * size,
            "uri": address(page, token),
        }
    )
