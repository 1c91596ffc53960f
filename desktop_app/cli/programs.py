"""The verbs that start something: the window, the smoke run, the doctor, child processes."""

import os
import sys
from dataclasses import asdict

from desktop_app.cli.options import Options
from desktop_app.cli.output import complain, show, show_line
from desktop_app.cli.profiles import profile_for

READY = "Brieftext is ready"


def window(options: Options) -> int:
    """Open the window. The display is looked for first: Qt aborts the program without one."""
    if not _display_is_there():
        return complain(
            "There is no display to open a window on. Start Brieftext in a desktop session, or set "
            "QT_QPA_PLATFORM=offscreen to run it without one."
        )
    profile = profile_for(options)
    from desktop_app.app import run_window  # noqa: PLC0415  Qt comes after the display was found

    return run_window(profile, practice=options.practice, on_ready=_say_ready)


def _say_ready() -> None:
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()


def _display_is_there() -> bool:
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def draw_offscreen_if_blind() -> None:
    """Verbs that only draw need no display."""
    if not _display_is_there():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def smoke(options: Options) -> int:
    """Drive the real window through the main job; a picture a step."""
    draw_offscreen_if_blind()
    from desktop_app.smoke import run_smoke  # noqa: PLC0415  Qt comes after the platform is chosen

    report = run_smoke(options.out)
    if options.json:
        show_line(asdict(report))
    else:
        for step in report.steps:
            sys.stdout.write(f"{'ok' if step.ok else 'FAILED':7}{step.ms:6.0f} ms  {step.name}\n")
    return 0 if report.ok else complain("The smoke run failed; the pictures show where.")


def doctor(options: Options) -> int:
    """Look at everything Brieftext stands on here."""
    from desktop_app.composition.doctor import examine  # noqa: PLC0415  only this verb needs it

    checks = examine(profile_for(options))
    ok = all(check.ok for check in checks)
    if options.json:
        show_line({"ok": ok, "checks": [asdict(check) for check in checks]})
    else:
        words = "\n".join(
            f"{'ok' if check.ok else 'NO':4}{check.name}: {check.detail}" for check in checks
        )
        show({}, as_json=False, words=words)
    return 0 if ok else complain("Something needs attention; see the lines marked NO.")


def practice_server(options: Options) -> int:
    """The loopback Twilio alone, until it is told to stop."""
    from desktop_app.services.practice.__main__ import main  # noqa: PLC0415  only this verb

    arguments = ["--port", str(options.port)]
    arguments += ["--dir", str(options.dir)] if options.dir else []
    for name in ("fast", "empty", "until_stdin_closes"):
        if getattr(options, name):
            arguments.append("--" + name.replace("_", "-"))
    return main(arguments)


def sync_process(options: Options) -> int:  # noqa: ARG001  every verb takes them
    """The child that reads Twilio, started by the bundle's own window."""
    from desktop_app.sync_process import main  # noqa: PLC0415  only this verb

    return main()


def picture_process(options: Options) -> int:  # noqa: ARG001  every verb takes them
    """The child that reads pictures, started by the bundle's own sync process."""
    from desktop_app.picture_process import main  # noqa: PLC0415  only this verb

    return main()
