"""The command line: the same services as the window, no window (interfaces.md).

Exit status 0 done, 1 refused or failed with a plain sentence on standard error, 2 wrong usage.
"""

import os
import sys
from collections.abc import Callable, Sequence

from desktop_app.cli.options import Options, parse
from desktop_app.cli.output import complain

Verb = Callable[[Options], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    from desktop_app.models.errors import StoreError  # noqa: PLC0415  --help needs none of it
    from desktop_app.services.errors import BrieftextError  # noqa: PLC0415

    try:
        return _verb(options.verb)(options)
    except BrieftextError as error:
        return complain(str(error))
    except StoreError as error:
        from desktop_app.composition.store_words import in_words  # noqa: PLC0415

        return complain(str(in_words(error)))
    except BrokenPipeError:  # whoever read our output has gone: there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return complain("Stopped.")


def _verb(name: str) -> Verb:
    """The verb's function; only what it needs is imported."""
    if name in {"classify", "check"}:
        from desktop_app.cli import lines  # noqa: PLC0415

        return {"classify": lines.classify, "check": lines.check}[name]
    if name in {"window", "smoke", "doctor", "practice-server", "sync-process", "picture-process"}:
        from desktop_app.cli import programs  # noqa: PLC0415

        return {
            "window": programs.window,
            "smoke": programs.smoke,
            "doctor": programs.doctor,
            "practice-server": programs.practice_server,
            "sync-process": programs.sync_process,
            "picture-process": programs.picture_process,
        }[name]
    if name in {"gaps", "rules", "registration", "verify"}:
        return _alone(name)
    from desktop_app.cli import texting  # noqa: PLC0415

    return {
        "connect": texting.connect,
        "sync": texting.sync,
        "send": texting.send,
        "status": texting.status,
        "outbox": texting.outbox,
        "contacts": texting.contacts,
    }[name]


def _alone(name: str) -> Verb:
    """A verb with a module of its own."""
    if name == "gaps":
        from desktop_app.cli import archive  # noqa: PLC0415

        return archive.gaps
    if name == "rules":
        from desktop_app.cli import rules  # noqa: PLC0415

        return rules.rules
    if name == "registration":
        from desktop_app.cli import registration  # noqa: PLC0415

        return registration.registration
    from desktop_app.cli import verifying  # noqa: PLC0415

    return verifying.verify
