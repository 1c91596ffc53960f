"""Expected failures, as types, each with the words a person reads; anything else is a bug."""

from desktop_app.services.records import FieldProblem, Problem


class BrieftextError(Exception):
    """An expected failure with words for the person in front of the screen."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence())
        self.problem = problem


class InvalidInput(BrieftextError):
    """What was typed cannot be used; one sentence a field."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(Problem(" ".join(p.message for p in problems)))
        self.fields = problems


class StoreProblem(BrieftextError):
    """The encrypted store cannot be opened or written."""


class KeyMissing(StoreProblem):
    """A store is there, its key is not. Never answered by making a new key."""


class WrongKey(StoreProblem):
    """The key found does not open this store."""


class NewerStore(StoreProblem):
    """The store was written by a newer Brieftext."""


class KeyringProblem(BrieftextError):
    """The system keychain is locked, missing, or did not answer in time."""


class KeyringLocked(KeyringProblem):
    """The keychain is there but locked, or its prompt was not answered in time."""


class KeyringAbsent(KeyringProblem):
    """No usable keychain on this computer."""


class GatewayError(BrieftextError):
    """Twilio could not be asked, or said no."""

    def __init__(self, problem: Problem, *, status: int = 0) -> None:
        super().__init__(problem)
        self.status = status


class NotReached(GatewayError):
    """Certainly nothing arrived: no name, no route, refused, no TLS. Safe to try again."""


class Throttled(GatewayError):
    """Twilio answered 429: never processed, always safe to try again. `retry_after` in seconds."""

    def __init__(self, problem: Problem, *, retry_after: float) -> None:
        super().__init__(problem, status=429)
        self.retry_after = retry_after


class Refused(GatewayError):
    """Twilio refused with a code of its own: certainly not done."""

    def __init__(self, problem: Problem, *, status: int, code: int) -> None:
        super().__init__(problem, status=status)
        self.code = code


class KeyRefused(Refused):
    """Twilio no longer accepts this key (401, 403, 20003 …). Pauses the queue, loses nothing."""


class MediaTooLarge(GatewayError):
    """A file of a text is larger than Brieftext takes; it will not become smaller."""


class OutcomeUnknown(GatewayError):
    """It may or may not have happened: a 5xx, a cut line, an answer that makes no sense."""
