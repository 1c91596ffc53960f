"""By when a request to stop must be honoured, and how far it reaches (rules.md A-10, A-11)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.models.enums import Channel, Outcome
from desktop_app.services.resources import rule_data

RULE = "A-10"
SCOPE_RULE = "A-11"
_SATURDAY = 5
_LAST = -1


@dataclass(frozen=True, slots=True)
class DeadlineNotice:
    """How pressing an undecided request is. `opt_out_now`: nobody decided in time."""

    days_left: int
    outcome: Outcome
    opt_out_now: bool = False
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class RevocationScope:
    """What one opt-out of texts ends by itself. People may still call and write email."""

    channels: frozenset[Channel]
    automated_calls: bool
    rule: str = SCOPE_RULE


def revocation_deadline(received_at: int, firm_zone: str) -> date:
    """The last day to decide: ten business days after the firm's own day of receipt."""
    day = datetime.fromtimestamp(received_at, UTC).astimezone(ZoneInfo(firm_zone)).date()
    left = int(_data()["business_days"])
    while left:
        day += timedelta(days=1)
        left -= is_business_day(day)
    return day


def business_days_left(today: date, deadline: date) -> int:
    """Business days in which to decide, today and the deadline included; 0 when it is over."""
    days = (deadline - today).days + 1
    return sum(is_business_day(today + timedelta(days=n)) for n in range(max(days, 0)))


def deadline_notice(today: date, deadline: date) -> DeadlineNotice:
    """A warning at five days, red at two, and the opt-out once the day has passed."""
    left = business_days_left(today, deadline)
    if today > deadline:
        return DeadlineNotice(0, Outcome.BLOCK, opt_out_now=True)
    if left <= int(_data()["red_at"]):
        return DeadlineNotice(left, Outcome.HOLD)
    return DeadlineNotice(left, Outcome.WARN if left <= int(_data()["warn_at"]) else Outcome.INFO)


def is_business_day(day: date) -> bool:
    """Neither a weekend nor a federal holiday, on the day it is observed."""
    return day.weekday() < _SATURDAY and day not in _near_holidays(day.year)


def is_holiday(day: date) -> bool:
    """A federal holiday: the day itself, and the one on which it is observed."""
    return day in _near_holidays(day.year) or day in {
        _day_of(each, day.year) for each in _data()["holidays"]
    }


def federal_holidays(year: int) -> dict[date, str]:
    """The year's federal holidays by the day they are observed; some fall into its neighbour."""
    return {_observed(_day_of(each, year)): str(each["name"]) for each in _data()["holidays"]}


def revocation_scope(today: date) -> RevocationScope:
    """Every text, always; the firm's automated calls too from the day the revoke-all rule holds."""
    from_day = date.fromisoformat(str(_data()["revoke_all_effective"]))
    return RevocationScope(frozenset({Channel.TEXTS}), automated_calls=today >= from_day)


def as_of() -> str:
    """The day the holidays and the date of the revoke-all rule were last checked."""
    return str(_data()["as_of"])


@cache
def _near_holidays(year: int) -> frozenset[date]:
    """With the neighbours: New Year's Day on a Saturday is observed in the year before."""
    years = [each for each in (year - 1, year, year + 1) if date.min.year <= each <= date.max.year]
    return frozenset(day for each in years for day in federal_holidays(each))


def _day_of(holiday: dict[str, Any], year: int) -> date:
    month = int(holiday["month"])
    if "day" in holiday:
        return date(year, month, int(holiday["day"]))
    nth, weekday = int(holiday["nth"]), int(holiday["weekday"])
    if nth == _LAST:
        end = date(year, month + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _observed(day: date) -> date:
    """A Saturday's holiday is kept on Friday, a Sunday's on Monday."""
    return day + timedelta(days={_SATURDAY: -1, _SATURDAY + 1: 1}.get(day.weekday(), 0))


@cache
def _data() -> dict[str, Any]:
    return rule_data("revocation")
