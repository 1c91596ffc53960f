"""A desktop for tests: its notification service, screen saver and login manager on a D-Bus.

Runs under the system's own Python, which has the bindings: `/usr/bin/python3 fake_desktop.py JSON`.
The services are strict about the types of what they are sent, as the real ones are. Every call is
printed as a line of JSON; lines of JSON on standard input make the person at the desktop act.
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402  the version is chosen first

XML = """<node>
<interface name='org.freedesktop.Notifications'>
  <method name='GetCapabilities'><arg type='as' direction='out'/></method>
  <method name='Notify'>
    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
    <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>
  </method>
  <method name='CloseNotification'><arg type='u' direction='in'/></method>
  <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
  <signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
  <signal name='ActivationToken'><arg type='u'/><arg type='s'/></signal>
</interface>
<interface name='org.freedesktop.ScreenSaver'>
  <method name='GetActive'><arg type='b' direction='out'/></method>
  <signal name='ActiveChanged'><arg type='b'/></signal>
</interface>
<interface name='org.freedesktop.login1.Session'>
  <property name='LockedHint' type='b' access='read'/>
</interface>
<interface name='org.kde.StatusNotifierWatcher'>
  <method name='RegisterStatusNotifierItem'><arg type='s' direction='in'/></method>
  <property name='IsStatusNotifierHostRegistered' type='b' access='read'/>
</interface>
</node>"""

NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
TRAY = ("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
MENU = "com.canonical.dbusmenu"
LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto")


def say(**fields):
    """One line for the test."""
    print(json.dumps(fields), flush=True)  # noqa: T201  the test reads it


class Desktop:
    """What there is, as the test asked for it."""

    def __init__(self, plan):
        self.plan = plan
        self.locked = plan.get("locked", False)
        self.last = 0
        self.item = ""
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        faces = {face.name: face for face in Gio.DBusNodeInfo.new_for_xml(XML).interfaces}
        wanted = {
            "notifications": (NOTIFICATIONS, "org.freedesktop.Notifications"),
            "saver": (SAVER, "org.freedesktop.ScreenSaver"),
            "tray": (TRAY, "org.kde.StatusNotifierWatcher"),
            "login": (LOGIN, "org.freedesktop.login1.Session"),
        }
        for key, ((name, path), face) in wanted.items():
            if plan.get(key):
                self.bus.register_object(path, faces[face], self.called, self.asked, None)
                self.take_name(name)

        item = "org.kde.StatusNotifierItem"
        self.bus.signal_subscribe(None, item, "NewToolTip", None, None, 0, self.tooltip_changed)

    def take_name(self, name):
        """Own a name on the bus before anybody is told that this desktop is ready."""
        bus = "org.freedesktop.DBus"
        wanted = GLib.Variant("(su)", (name, 0))
        self.bus.call_sync(
            bus, "/" + bus.replace(".", "/"), bus, "RequestName", wanted, None, 0, -1
        )

    def tooltip_changed(self, *_signal):
        """The program's icon says something else now."""
        say(call="NewToolTip", values=[])

    def called(self, _bus, sender, _path, _face, member, values, answer):
        """A method of a service."""
        given = values.unpack()
        if member == "RegisterStatusNotifierItem":
            self.item = sender
        say(call=member, values=given)
        if member == "GetActive":
            if not self.plan.get("saver_hangs"):
                answer.return_value(GLib.Variant("(b)", (self.locked,)))
        elif member == "GetCapabilities":
            able = ["actions", "body", *(["body-markup"] if self.plan.get("markup") else [])]
            answer.return_value(GLib.Variant("(as)", (able,)))
        elif member == "Notify":
            self.notify(given, answer)
        else:
            answer.return_value(None)
        if member == "CloseNotification":
            self.tell(NOTIFICATIONS, "NotificationClosed", "(uu)", (given[0], 3))

    def notify(self, given, answer):
        """A bubble, in the place of an earlier one or new."""
        if self.plan.get("refuses"):
            answer.return_dbus_error("org.freedesktop.Notifications.Error.No", "not today")
            return
        self.last = given[1] or self.last + 1
        answer.return_value(GLib.Variant("(u)", (self.last,)))

    def asked(self, _bus, _sender, _path, face, _name):
        """A property of a service: whether there is a tray, or whether the screen is locked."""
        return GLib.Variant("b", self.locked or "StatusNotifier" in face)

    def ask_item(self, owner, path, face, member, values):
        """Ask the program's own icon something, and say the answer."""

        def answered(bus, result):
            say(call=f"answer {member}", values=bus.call_finish(result).unpack())

        self.bus.call(owner, path, face, member, values, None, 0, 5000, None, answered)

    def look_at_tray(self):
        """Read the icon's tooltip and menu."""
        get = GLib.Variant("(ss)", ("org.kde.StatusNotifierItem", "ToolTip"))
        properties = "org.freedesktop.DBus.Properties"
        self.ask_item(self.item, "/StatusNotifierItem", properties, "Get", get)
        layout = GLib.Variant("(iias)", (0, -1, []))
        self.ask_item(self.item, "/MenuBar", MENU, "GetLayout", layout)

    def click_menu(self, number):
        """Choose an entry of the icon's menu."""
        event = (number, "clicked", GLib.Variant("s", ""), 0)
        self.ask_item(self.item, "/MenuBar", MENU, "Event", GLib.Variant("(isvu)", event))

    def tell(self, service, member, signature, values):
        """A signal of a service."""
        name, path = service
        self.bus.emit_signal(None, path, name, member, GLib.Variant(signature, values))

    def act(self, channel, _condition):
        """The person does something."""
        line = channel.readline()
        if not line:
            loop.quit()
            return False
        wish = json.loads(line)
        if wish["do"] == "click":
            self.tell(NOTIFICATIONS, "ActivationToken", "(us)", (wish["id"], "token-1"))
            self.tell(NOTIFICATIONS, "ActionInvoked", "(us)", (wish["id"], "default"))
        elif wish["do"] == "look at tray":
            self.look_at_tray()
        elif wish["do"] == "menu":
            self.click_menu(wish["id"])
        elif wish["do"] == "close":
            self.tell(NOTIFICATIONS, "NotificationClosed", "(uu)", (wish["id"], 2))
        elif wish["do"] == "lock":
            self.locked = wish["on"]
            if self.plan.get("saver"):
                self.tell(SAVER, "ActiveChanged", "(b)", (self.locked,))
            if self.plan.get("login"):
                self.hint()
        say(done=wish["do"])
        return True

    def hint(self):
        """The login manager tells that its hint changed."""
        changed = (
            "org.freedesktop.login1.Session",
            {"LockedHint": GLib.Variant("b", self.locked)},
            [],
        )
        packed = GLib.Variant("(sa{sv}as)", changed)
        self.bus.emit_signal(
            None, LOGIN[1], "org.freedesktop.DBus.Properties", "PropertiesChanged", packed
        )


loop = GLib.MainLoop()
desktop = Desktop(json.loads(sys.argv[1]))
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, desktop.act)
say(ready=True)
loop.run()
