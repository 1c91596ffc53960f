"""Everything that works on an open store and is slow to import: database, sender, services.

Loaded on a lane, after the first paint.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import closing

from desktop_app.composition.open_store import OpenStore
from desktop_app.composition.programs import picture_command, program_version
from desktop_app.models import cipher
from desktop_app.models.chain import Head
from desktop_app.models.database import Database
from desktop_app.services.accepting import AcceptanceService
from desktop_app.services.adapters.twilio_assets import TwilioAssets
from desktop_app.services.adapters.twilio_calls import TwilioCalls
from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.adapters.twilio_lookup import TwilioLineGateway
from desktop_app.services.adapters.twilio_services import TwilioNumberGateway
from desktop_app.services.archive import ArchiveService
from desktop_app.services.connection import ConnectionService
from desktop_app.services.consent.export import EvidenceExport
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.consent.verifying import StoreReport, examine
from desktop_app.services.consent.watch import LedgerWatch
from desktop_app.services.contacts import ContactsService
from desktop_app.services.errors import Throttled
from desktop_app.services.events import EventBus
from desktop_app.services.firm_numbers.lines import LineService
from desktop_app.services.firm_numbers.moves import MoveService
from desktop_app.services.firm_numbers.service import NumberService
from desktop_app.services.messaging.decoding import DecodingProcess
from desktop_app.services.messaging.outgoing_hosting import Hosting
from desktop_app.services.messaging.outgoing_pictures import OutgoingService
from desktop_app.services.messaging.picture_fetching import PictureFetching
from desktop_app.services.messaging.rounds import NO_WINDOW_ROWS, Rounds
from desktop_app.services.messaging.sender import Sender
from desktop_app.services.messaging.service import MessagingService
from desktop_app.services.messaging.sync_lines import Handover
from desktop_app.services.outside import leave_word
from desktop_app.services.ports import Clock, Credentials, PageWriter, SenderLock, TwilioGateway
from desktop_app.services.records import SyncReport
from desktop_app.services.reputation.service import ReputationService
from desktop_app.services.settings import SettingsService
from desktop_app.services.tasks import TaskService
from desktop_app.services.templates.service import TemplateService

PUT_UP_S = 90.0
"""As long as a script waits for Twilio to take its pictures."""
LONGEST_LOOK_S = 5.0
"""Pictures that have to wait for longer come with a later round."""


def _page_writer() -> PageWriter:
    from desktop_app.services.adapters.pdf_writer import PdfWriter  # noqa: PLC0415  only exports

    return PdfWriter()


class Room:
    """The services of one open store."""

    def __init__(
        self,
        store: OpenStore,
        clock: Clock,
        lock: SenderLock,
        events: EventBus,
        wake: Callable[[], None],
        watch: LedgerWatch | None = None,
    ) -> None:
        self._watch = watch or LedgerWatch(
            lambda: cipher.open_reader(store.path, store.key), store.secrets, store.head_entry
        )
        self._store = store
        self._clock = clock
        self._gateways: dict[Credentials, TwilioRestGateway] = {}
        self.database = Database(store.path, store.key)
        self.connection = ConnectionService(
            lambda: self.database, store.secrets, store.secret_entry, self.gateway_for, events
        )
        self.sender = Sender(
            self.database,
            self.gateway,
            clock,
            lock,
            events,
            practice=store.practice,
            horizon=store.horizon,
        )
        self.messaging = MessagingService(
            self.database, self.sender, clock, events, practice=store.practice, wake=wake
        )
        self.consent = ConsentService(
            self.database,
            clock,
            events,
            practice=store.practice,
            watch=self._watch,
            wake=wake,
            export=EvidenceExport(
                self.database, clock, _page_writer, program_version(), practice=store.practice
            ),
        )
        self.contacts = ContactsService(self.database, clock, events)
        self.settings = SettingsService(lambda: self.database, events)
        self.tasks = TaskService(self.database, clock, events)
        self.acceptance = AcceptanceService(self.database, clock, events)
        self.archive = ArchiveService(self.database.reader, picture_command())
        self.outgoing = OutgoingService(self.database, picture_command(), clock, events, wake)
        self.hosting = Hosting(self.database, lambda: TwilioAssets(self._calls()), clock, lock)
        self.reputation = ReputationService(self.database.reader, clock)
        self.templates = TemplateService(self.database, clock)
        self._make_number_services(clock, events)

    def _make_number_services(self, clock: Clock, events: EventBus) -> None:
        """What works on the firm's numbers at Twilio."""
        self.numbers = NumberService(
            lambda: self.database, lambda: TwilioNumberGateway(self._calls()), clock, events
        )
        self.lines = LineService(
            lambda: self.database, lambda: TwilioLineGateway(self._calls()), clock, events
        )
        self.moves = MoveService(
            lambda: self.database,
            lambda: TwilioLineGateway(self._calls()),
            clock,
            events,
            practice=self._store.practice,
        )

    def _calls(self) -> TwilioCalls:
        """Calls to Twilio's other hosts with the stored key."""
        return TwilioCalls(self.connection.credentials(), self._store.base_url)

    def gateway_for(self, credentials: Credentials) -> TwilioGateway:
        """The gateway for one key; the same key gives the same one."""
        if credentials not in self._gateways:
            self._gateways[credentials] = TwilioRestGateway(credentials, self._store.base_url)
        return self._gateways[credentials]

    def gateway(self) -> TwilioGateway:
        """The gateway for the stored key."""
        return self.gateway_for(self.connection.credentials())

    def handover(self) -> Handover:
        """What the sync process is given."""
        return Handover(
            path=str(self._store.path),
            key=self._store.key,
            credentials=self.connection.credentials(),
            base_url=self._store.base_url,
            horizon=self._store.horizon,
        )

    def run_round(self) -> SyncReport:
        """One whole round here: read, settle, send what is due, save pictures, count again."""
        rounds = self._rounds()
        report = rounds.run()
        self.put_pictures_up()
        self.sender.send_due()
        self._save_pictures()
        if rounds.rereading.due():
            rounds.rereading.run()
        return rounds.recount(report)

    def reread(self, days: int | None) -> SyncReport:
        """Read and compare the last days once more (0: all Twilio has), and save pictures."""
        rounds = self._rounds()
        found = rounds.rereading.run(days)
        self._save_pictures()
        return rounds.recount(
            SyncReport(
                fetched=found.fetched,
                new=found.new,
                updated=found.updated,
                opt_outs=found.opt_outs,
            )
        )

    def put_pictures_up(self, seconds: float = PUT_UP_S) -> None:
        """Go on with the pictures of queued texts, until nothing is to do or the time is over."""
        until = self._clock.monotonic() + seconds
        while (wait := self.hosting.step().wait) is not None and wait <= LONGEST_LOOK_S:
            if self._clock.monotonic() + wait > until:
                return
            time.sleep(wait)

    def _rounds(self) -> Rounds:
        return Rounds(
            self.database,
            self.gateway(),
            self._clock,
            horizon=self._store.horizon,
            rows_at_once=NO_WINDOW_ROWS,
        )

    def _save_pictures(self) -> None:
        """Every picture that is due; what Twilio won't give now is noted and comes later."""
        decoder = DecodingProcess(picture_command())
        gateway = self._gateways[self.connection.credentials()]
        pictures = PictureFetching(self.database, gateway, self._clock, decoder)
        try:
            while pictures.step() is not None:
                pass
        except Throttled:
            return
        finally:
            decoder.close()

    def leave_word(self, changed: Iterable[int]) -> None:
        """Tell a window that has the same store open which conversations changed."""
        with self.database.write() as connection:
            leave_word(connection, changed)

    def clock_difference(self) -> int:
        """Seconds this computer's clock lies ahead of Twilio's. Raises GatewayError."""
        page = self.gateway().list_messages(page_size=1)
        return self._clock.now() - page.server_time

    def verify_ledger(self) -> StoreReport:
        """Read the whole ledger, hold every entry against its seal and the end against the head."""
        with closing(self.database.reader()) as connection:
            return examine(connection, self._watch.kept(), whole_file=False)

    def kept_head(self) -> Head | None:
        """The ledger's last entry as it is kept outside the store."""
        return self._watch.kept()

    def close(self) -> None:
        """Give back every connection."""
        self.archive.close()
        self.outgoing.close()
        for gateway in self._gateways.values():
            gateway.close()
        self.database.close()
