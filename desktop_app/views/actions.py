"""Everything the window can be told to do from the keyboard or its menus, in one table.

Menus, key bindings and the F1 list are all made from it, so the list never names a key that does
nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.views.i18n import tr


class Menu(StrEnum):
    """The menus of the menu bar, in order."""

    MESSAGE = "&Message"
    VIEW = "&View"
    HELP = "&Help"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the window does: the key is how code names it, `keys` how a person presses it."""

    key: str
    label: str
    menu: Menu
    keys: tuple[str, ...] = ()
    needs_conversation: bool = False


ACTS: tuple[Act, ...] = (
    Act("new_message", "New message…", Menu.MESSAGE, ("Ctrl+N",)),
    Act("undo_send", "Undo send", Menu.MESSAGE, ("Ctrl+Z",)),
    Act("attach", "Attach pictures…", Menu.MESSAGE, ("Ctrl+Shift+A",), True),
    Act("template", "Insert a template…", Menu.MESSAGE, ("Ctrl+/",), True),
    Act("person_menu", "More actions for this person", Menu.MESSAGE, ("Ctrl+.",), True),
    Act("pin", "Pin to the top", Menu.MESSAGE, (), True),
    Act("mute", "Mute", Menu.MESSAGE, (), True),
    Act("mark_unread", "Mark as unread", Menu.MESSAGE, ("Ctrl+Shift+U",), True),
    Act("archive", "Archive until they write again", Menu.MESSAGE, ("Ctrl+Shift+R",), True),
    Act("sync_now", "Sync now", Menu.MESSAGE, ("F5",)),
    Act("close", "Close Brieftext", Menu.MESSAGE, ("Ctrl+Q",)),
    Act("palette", "Find a person, matter or number", Menu.VIEW, ("Ctrl+K",)),
    Act("find", "Find in this conversation", Menu.VIEW, ("Ctrl+F",), True),
    Act("find_next", "Next hit", Menu.VIEW, ("F3",), True),
    Act("find_previous", "Previous hit", Menu.VIEW, ("Shift+F3",), True),
    Act("newest", "Go to the newest text", Menu.VIEW, ("Ctrl+J", "Ctrl+End"), True),
    Act("first", "Go to the first text", Menu.VIEW, ("Ctrl+Home",), True),
    Act("go_to_day", "Go to a day…", Menu.VIEW, ("Ctrl+G",), True),
    Act("next_hint", "Next hint or problem", Menu.VIEW, ("F8", "Shift+F8"), True),
    Act("inbox", "Inbox", Menu.VIEW, ("Ctrl+1",)),
    Act("contacts", "Contacts", Menu.VIEW, ("Ctrl+2",)),
    Act("outbox", "Outbox", Menu.VIEW, ("Ctrl+3",)),
    Act("reputation", "Reputation", Menu.VIEW, ("Ctrl+4",)),
    Act("settings", "Settings", Menu.VIEW, ("Ctrl+5",)),
    Act("toggle_panel", "Show or hide contact panel", Menu.VIEW, ("Ctrl+I",), True),
    Act("text_larger", "Larger text", Menu.VIEW, ("Ctrl++", "Ctrl+=")),
    Act("text_smaller", "Smaller text", Menu.VIEW, ("Ctrl+-",)),
    Act("text_usual", "Usual text size", Menu.VIEW, ("Ctrl+0",)),
    Act("previous", "Previous conversation", Menu.VIEW, ("Alt+Up",)),
    Act("next", "Next conversation", Menu.VIEW, ("Alt+Down",)),
    Act("next_region", "Next region", Menu.VIEW, ("F6",)),
    Act("previous_region", "Previous region", Menu.VIEW, ("Shift+F6",)),
    Act("help", "Brieftext help", Menu.HELP, ("Shift+F1",)),
    Act("shortcuts", "All shortcuts", Menu.HELP, ("F1",)),
    Act("rules_of_use", "Rules of use", Menu.HELP),
    Act("support", "Where to get help", Menu.HELP),
)

ELSEWHERE: tuple[tuple[str, str], ...] = (
    ("Shift+F10", "More actions for the person in the list"),
    ("Esc", "Close what is on top, then leave the field"),
)
"""Keys that a part of the page handles itself, for the F1 list."""

SENDING: dict[bool, tuple[tuple[str, str], ...]] = {
    False: (
        ("Ctrl+Return", "Send"),
        ("Return", "New line"),
        ("Ctrl+Shift+Return", "Send later"),
    ),
    True: (
        ("Return", "Send"),
        ("Shift+Return", "New line"),
        ("Ctrl+Shift+Return", "Send later"),
    ),
}
"""What Enter does in the text, by the setting that Enter sends."""

IN_THREAD = (
    "attach",
    "template",
    "find",
    "find_next",
    "find_previous",
    "newest",
    "first",
    "go_to_day",
)
"""What is done in the open conversation."""

HELP_PAGES = {"help": "", "rules_of_use": "rules-of-use", "support": "support"}
"""Acts that open a page of the help, with its topic; they work before a store is open, too."""

OF_PERSON = ("person_menu", "toggle_panel")
"""What concerns the person the page is on, be it the open conversation's or the Contacts'."""

UNDO_WORDS = {
    "pin": "Unpin",
    "mute": "Unmute",
    "archive": "Bring back from the archive",
}
"""What an act says where it is done already and would be taken back."""


def label(act: Act, *, done: bool = False) -> str:
    """The words of the menu entry."""
    return tr(UNDO_WORDS[act.key] if done else act.label)
