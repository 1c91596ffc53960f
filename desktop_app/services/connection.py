"""The firm's Twilio account: checked first, kept after, with the secret in the keyring alone."""

from collections.abc import Callable

from sqlalchemy import Connection as SqlConnection

from desktop_app.models import firm_number
from desktop_app.models.database import Database
from desktop_app.models.setting import get, put, settings
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.ports import Credentials, SecretStore, TwilioGateway
from desktop_app.services.records import ConnectionFacts, FieldProblem, Problem

GatewayFor = Callable[[Credentials], TwilioGateway]


class ConnectionService:
    """Implements workspace.Connection for an open store."""

    def __init__(
        self,
        database: Callable[[], Database],
        secrets: SecretStore,
        entry: str,
        gateway_for: GatewayFor,
        events: EventBus,
    ) -> None:
        self._database = database
        self._secrets = secrets
        self._entry = entry
        self._gateway_for = gateway_for
        self._events = events

    def connect(self, account_sid: str, key_sid: str, secret: str, firm: str) -> ConnectionFacts:
        """Check the key, store it, keep the numbers found. Nothing is stored if the check fails."""
        credentials = Credentials(account_sid.strip(), key_sid.strip(), secret.strip())
        self._must_be_the_same_account(credentials.account_sid)
        facts = self._gateway_for(credentials).check()
        self._secrets.set(self._entry, credentials.secret)
        with self._database().write() as connection:
            keep_account(connection, facts, firm)
        self._events.publish(SettingChanged("account_sid"))
        return facts

    def check(self) -> ConnectionFacts:
        """Check the stored key again and refresh the numbers."""
        facts = self._gateway_for(self.credentials()).check()
        with self._database().write() as connection:
            keep_account(connection, facts, get(connection, settings, "firm_name"))
        self._events.publish(SettingChanged("account_sid"))
        return facts

    def describe(self) -> tuple[str, str, str]:
        """Account SID, key SID and firm name as stored; empty where not connected."""
        with self._database().read() as connection:
            return (
                get(connection, settings, "account_sid"),
                get(connection, settings, "key_sid"),
                get(connection, settings, "firm_name"),
            )

    def _must_be_the_same_account(self, account_sid: str) -> None:
        """Another account's texts would mix with these records and answer for them."""
        held = self.describe()[0]
        if held and held != account_sid:
            raise InvalidInput(
                (
                    FieldProblem(
                        "account_sid",
                        f"These records belong to the account that ends in {held[-4:]}. To use "
                        "another account, start a profile of its own for it.",
                    ),
                )
            )

    def credentials(self) -> Credentials:
        """What opens the account. Raises KeyringProblem, or BrieftextError where none is stored."""
        account, key, _firm = self.describe()
        secret = self._secrets.get(self._entry) if account else None
        if not secret:
            raise BrieftextError(
                Problem(
                    "This computer has no Twilio key.",
                    "It was never entered here, or it was removed from the system keychain.",
                    "Enter it in Settings, under Connection.",
                )
            )
        return Credentials(account, key, secret)


def keep_account(connection: SqlConnection, facts: ConnectionFacts, firm: str) -> None:
    """Write down which account this is and which numbers it has."""
    put(connection, settings, "account_sid", facts.account_sid)
    put(connection, settings, "key_sid", facts.key_sid)
    put(connection, settings, "account_name", facts.account_name)
    put(connection, settings, "firm_name", " ".join(firm.split()))
    for number in facts.numbers:
        firm_number.put(
            connection,
            number=number.number,
            sid=number.sid,
            label=number.label,
            sender_type=number.sender_type,
            sms=number.sms,
            mms=number.mms,
            voice=number.voice,
        )
    firm_number.forget_others(connection, {number.number for number in facts.numbers})
