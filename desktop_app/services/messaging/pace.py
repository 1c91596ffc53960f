"""How long to wait between rounds: seconds while somebody looks, ever longer offline."""

ACTIVE_S = 3
BEHIND_S = 20
FIRST_WAIT_S = 3
LONGEST_WAIT_S = 300
KEY_REFUSED_S = 900


def between_rounds(*, active: bool, failures: int, key_refused: bool) -> int:
    """Seconds until the next round. `failures` counts rounds in a row that did not reach Twilio."""
    if key_refused:
        return KEY_REFUSED_S
    if failures:
        wait = FIRST_WAIT_S * 2 ** min(failures - 1, 8)
        return int(min(LONGEST_WAIT_S, wait))
    return ACTIVE_S if active else BEHIND_S
