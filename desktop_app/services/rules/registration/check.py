"""Would it be rejected? Everything there is to say about a draft, worst first (rules.md G).

The wizard, the packet and the command line all ask here, so none can say other than the rest.
"""

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.registration.business import check_business
from desktop_app.services.rules.registration.campaign import check_campaign
from desktop_app.services.rules.registration.crossing import check_crossing, check_policies
from desktop_app.services.rules.registration.dates import (
    Dates,
    counted,
    date_problems,
    deadlines,
    rejections_problem,
)
from desktop_app.services.rules.registration.draft import Draft
from desktop_app.services.rules.registration.problems import Problem, is_under, worst_first
from desktop_app.services.rules.registration.proof import check_consent


@dataclass(frozen=True, slots=True)
class Review:
    """The problems, worst first, and the dates that follow from what was sent."""

    problems: tuple[Problem, ...]
    dates: Dates

    @property
    def may_submit(self) -> bool:
        """Whether nothing is left that would be refused."""
        return not any(each.stops for each in self.problems)

    def of(self, prefix: str) -> tuple[Problem, ...]:
        """The problems of one field, or of one part of the draft."""
        return tuple(each for each in self.problems if is_under(each.field, prefix))


def check_draft(draft: Draft, today: date, *, unread: tuple[Problem, ...] = ()) -> Review:
    """Hold the draft against every rule. `unread` is what its document could not say."""
    found = [
        *unread,
        *check_business(draft),
        *check_consent(draft),
        *check_policies(draft),
        *check_campaign(draft),
        *check_crossing(draft),
        *date_problems(draft.application, today),
    ]
    found += _rejected(draft, sum(each.stops for each in found))
    return Review(worst_first(found), deadlines(draft.application))


def _rejected(draft: Draft, left_to_do: int) -> list[Problem]:
    """What the rejections so far mean; the third holds it until all is green and signed off."""
    number = len(counted(draft.application))
    found = rejections_problem(number, left_to_do)
    if found is None:
        return []
    if found.outcome is Outcome.HOLD and not left_to_do and draft.application.attorney_signed:
        return [Problem(found.field, found.rule, Outcome.WARN, found.message)]
    return [found]
