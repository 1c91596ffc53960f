"""What a screen reader gets: prints the accessible tree of the program called Brieftext as JSON.

Runs under the system's own Python, which has the bindings: `/usr/bin/python3 read_screen.py`.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  the version is chosen first

PATIENCE_S = 20
DEEPEST = 30


def walk(node, depth=0):
    """Role and name of a node and of everything in it."""
    if node is None or depth > DEEPEST:
        return None
    try:
        count = node.get_child_count()
        inside = [walk(node.get_child_at_index(at), depth + 1) for at in range(count)]
        role, name = node.get_role_name(), node.get_name()
        shown = node.get_state_set().contains(Atspi.StateType.SHOWING)
    except GLib.Error:  # it went while we looked
        return None
    inside = [each for each in inside if each]
    return {"role": role, "name": name, "shown": shown, "inside": inside}


def main():
    """Wait for the program, then print what it says."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        desktop = Atspi.get_desktop(0)
        if desktop.get_child_count():
            json.dump(walk(desktop), sys.stdout)
            return 0
        time.sleep(0.2)
    return 1


if __name__ == "__main__":
    sys.exit(main())
