"""A login session of its own with a real gnome-keyring, for one command.

Nothing of the person who runs the tests is touched: HOME, the runtime folder and the D-Bus session
are made for the command and end with it.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
PASSWORD = "test-password"

# The daemon is told the password as the login screen would; without it the keyring stays locked.
UNLOCKED = (
    'printf "%s\\n" "$KEYRING_PASSWORD" | '
    'gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
)
LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null; exec "$@"'


def require_tools(*names: str) -> None:
    """Skip where a tool is missing; on a build server that is a failure."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    message = f"not installed: {', '.join(missing)} (./dev test installs it)"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def session_environment(folder: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a person who has just signed in, with their home in `folder`."""
    home, runtime = folder / "home", folder / "run"
    home.mkdir(parents=True, exist_ok=True)
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL")
    dropped_prefix = "XDG_"
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in dropped and not name.startswith(dropped_prefix)
    }
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "KEYRING_PASSWORD": PASSWORD}
    return kept | own | dict(extra or {})


def run_in_keyring_session(
    argv: Sequence[str],
    folder: Path,
    *,
    unlocked: bool = True,
    env: Mapping[str, str] | None = None,
    timeout: float = 60,
    stdin: str = "",
) -> "subprocess.CompletedProcess[str]":
    """Run `argv` where a real Secret Service answers. The same `folder` finds its secrets again.

    With `unlocked` false the keyring that an earlier call made in `folder` stays locked.
    """
    require_tools(*TOOLS)
    start = UNLOCKED if unlocked else LOCKED
    command = ["dbus-run-session", "--", "sh", "-c", start, "keyring-session", *argv]
    return run_command(command, session_environment(folder, env), timeout, stdin)


def run_command(
    command: Sequence[str], env: Mapping[str, str], timeout: float, stdin: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run a command and, where it takes too long, end it with all its children."""
    process = subprocess.Popen(
        command,
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(stdin, timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        pytest.fail(f"took longer than {timeout} s: {command}\n{out}\n{err}")
    return subprocess.CompletedProcess(list(command), process.returncode, out, err)
