"""What the sync process is made of."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.composition.programs import picture_command
from desktop_app.models.database import Database
from desktop_app.services.adapters.system_clock import SystemClock
from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.messaging.decoding import DecodingProcess
from desktop_app.services.messaging.picture_fetching import PictureFetching
from desktop_app.services.messaging.rounds import Rounds
from desktop_app.services.messaging.sync_lines import Handover


@dataclass(frozen=True)
class SyncParts:
    """Rounds over one store and one account."""

    rounds: Rounds
    pictures: PictureFetching
    clock: SystemClock
    database: Database
    gateway: TwilioRestGateway
    decoder: DecodingProcess

    def close(self) -> None:
        """Give back every connection."""
        self.decoder.close()
        self.gateway.close()
        self.database.close()


def make_rounds(handover: Handover, path: Path, *, history_apart: bool = False) -> SyncParts:
    """Open the store and the account named in the handover."""
    clock = SystemClock()
    database = Database(path, handover.key, rereadable=True)
    gateway = TwilioRestGateway(handover.credentials, handover.base_url)
    rounds = Rounds(database, gateway, clock, horizon=handover.horizon, history_apart=history_apart)
    decoder = DecodingProcess(picture_command())
    pictures = PictureFetching(database, gateway, clock, decoder)
    return SyncParts(rounds, pictures, clock, database, gateway, decoder)
