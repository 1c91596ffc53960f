"""How a client turns texts on again, to be handed on by another way."""

from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Reading
from desktop_app.views.i18n import tr


def start_steps(reading: Reading) -> str:
    """One sentence for an e-mail or a call."""
    numbers = reading.firm_numbers()
    firm = format_number(numbers[0].number) if numbers else tr("our number")
    return tr(
        "To get our texts again, text the word START to {number} from this phone.", number=firm
    )
