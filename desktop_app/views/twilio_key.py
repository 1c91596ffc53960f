"""The fields for a Twilio key and the words around them, the same at first run and in Settings."""

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.forms import Field, LineField


def why_a_key() -> str:
    """Why an API key and not the Auth Token."""
    return tr(
        "Why not the Auth Token? It opens everything in the account and can’t be taken back for "
        "one computer. A key can: delete it at Twilio and only this computer stops."
    )


def no_codes() -> str:
    """What a firm number cannot be used for, said before somebody relies on it."""
    return tr(
        "Log-in codes from banks, Google or Facebook never arrive at a Twilio number: they come "
        "from short codes. Give those services a cell phone instead."
    )


def key_fields(theme: Theme) -> dict[str, Field]:
    """Account and key, each with where it is found."""
    return {
        "account_sid": LineField(
            theme,
            tr("Account SID"),
            placeholder="AC…",
            help_text=tr("On the first page of the Twilio Console, under Account Info."),
        ),
        "key_sid": LineField(
            theme,
            tr("API key SID"),
            placeholder="SK…",
            help_text=tr("Console, Account, API keys & tokens, Create API key, type Standard."),
        ),
        "secret": LineField(
            theme,
            tr("Secret"),
            secret=True,
            help_text=tr("Shown once, when the key is made. It goes to the system keychain only."),
        ),
    }
