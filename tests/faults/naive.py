"""How a client is usually written: post, try again when no answer comes, note it down after.

Stands in the same harness as the program, to show that the harness convicts.
"""

import argparse
import os
from pathlib import Path

from desktop_app.models import cipher
from desktop_app.models.values import pack_sid
from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.errors import GatewayError
from desktop_app.services.ports import Credentials
from desktop_app.services.practice.constants import (
    ACCOUNT_SID,
    KEY_SECRET,
    KEY_SID,
    LOCAL_NUMBER,
    STORE_KEY,
)

TRIES = 4
_KEEP = (
    "INSERT INTO outbox (client_key, message_id, account_sid, from_number, to_number, "
    "recipient_name, body, kind, origin, actor, created_at, state, next_try_at, tries, looks, "
    "clean_looks, rule, reason, sid) VALUES (?, ?, ?, ?, ?, '', ?, 'informational', 'manual', '', "
    "1, ?, 0, 1, 0, 0, '', '', ?)"
)


def naive_client(arguments):
    """Send one text; 0 where it believes that it went out."""
    parser = argparse.ArgumentParser()
    for name in ("--data", "--to", "--body"):
        parser.add_argument(name, required=True)
    options = parser.parse_args(arguments)
    gateway = TwilioRestGateway(
        Credentials(ACCOUNT_SID, KEY_SID, KEY_SECRET), os.environ["BRIEFTEXT_TWILIO_BASE_URL"]
    )
    for _ in range(TRIES):
        try:
            answer = gateway.create_message(to=options.to, from_=LOCAL_NUMBER, body=options.body)
        except GatewayError:
            continue
        _note(options, str(answer.raw["sid"]))
        return 0
    return 1


def _note(options, sid):
    store = cipher.connect(Path(options.data) / "brieftext.db", STORE_KEY)
    last = store.execute("SELECT coalesce(max(message_id), 0) FROM outbox").fetchone()[0]
    values = (
        sid,
        last + 1,
        ACCOUNT_SID,
        LOCAL_NUMBER,
        options.to,
        options.body,
        "accepted",
        pack_sid(sid),
    )
    store.execute(_KEEP, values)
    store.close()
