"""Column types that refuse a bad value in the statement, not at the customer's."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from desktop_app.models.values import BadValue, address, e164, pack_sid, unpack_sid

# 2100-01-01; later times are a fault, not a message.
_LATEST = 4_102_444_800


class PhoneNumber(TypeDecorator[str]):
    """An E.164 number."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse anything but E.164."""
        return None if value is None else e164(value)


class Address(TypeDecorator[str]):
    """An E.164 number or an e-mail address: what consent is keyed on."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse anything else."""
        return None if value is None else address(value)


class MessageSid(TypeDecorator[str]):
    """A Twilio message SID, packed into 17 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Pack, refusing anything that is no message SID."""
        return None if value is None else pack_sid(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Unpack."""
        return None if value is None else unpack_sid(value)


class UtcSeconds(TypeDecorator[int]):
    """Whole seconds since 1970 in UTC."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Refuse floats, booleans and times no message can have."""
        if value is None:
            return None
        if type(value) is not int or not 0 <= value < _LATEST:
            raise BadValue("not a time in whole seconds")
        return value


class Word(TypeDecorator[StrEnum]):
    """One of a fixed vocabulary, stored as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Refuse a word outside the vocabulary."""
        return None if value is None else str(self.vocabulary(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member of the vocabulary."""
        return None if value is None else cast("Callable[[Any], StrEnum]", self.vocabulary)(value)
