"""Before anything changes at Twilio: what exactly, in words, and a button that does it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.firm_numbers.records import NumberChange, Plan
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.quiet_box import QuietBox


class PlanDialog(Dialog):
    """Every step that would be made, before the first is."""

    done = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, workspace: Workspace, bridge: Bridge, plan: Plan
    ) -> None:
        title = tr("Repair incoming texts") if plan.danger else tr("Set up a Messaging Service")
        lead = tr("Brieftext would change this at Twilio. Nothing has been changed yet.")
        super().__init__(theme, host, title, lead)
        self._workspace = workspace
        self._bridge = bridge
        self._plan = plan
        for count, step in enumerate(plan.steps, start=1):
            self.body.addWidget(Label(theme, f"{count}. {step.words}", "small", "text", wrap=True))
        words = tr(
            "Each change is noted in Settings, Numbers, with a way to undo it. It costs nothing."
        )
        self.body.addWidget(QuietBox(theme, "undo-2", words))
        self.add_cancel()
        self.go = self.add_primary(tr("Change this at Twilio"))
        self.go.clicked.connect(self._go)

    def first_stop(self) -> QWidget:
        """The act."""
        return self.go

    def _go(self) -> None:
        self.go.setEnabled(False)
        self.problem.clear()
        numbers, plan, actor = self._workspace.numbers, self._plan, self._workspace.actor
        self._bridge.run(
            lambda: numbers.carry_out(plan, actor), self._carried_out, self._failed, "network"
        )

    def _carried_out(self, _left: Plan) -> None:
        self.dismiss()
        self.done.emit()

    def _failed(self, error: BrieftextError) -> None:
        self.go.setEnabled(True)
        self.show_problem(error.problem)


class UndoDialog(Dialog):
    """What undoing one change does at Twilio, before it is done."""

    done = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        change: NumberChange,
    ) -> None:
        super().__init__(theme, host, tr("Undo this at Twilio?"), change.words)
        self._workspace = workspace
        self._bridge = bridge
        self._change = change
        self.body.addWidget(Label(theme, change.undo, "body", "text", wrap=True))
        self.add_cancel(tr("Keep it"))
        self.go = self.add_primary(tr("Undo at Twilio"))
        self.go.clicked.connect(self._go)

    def first_stop(self) -> QWidget:
        """The act."""
        return self.go

    def _go(self) -> None:
        self.go.setEnabled(False)
        self.problem.clear()
        numbers, key, actor = self._workspace.numbers, self._change.id, self._workspace.actor
        self._bridge.run(lambda: numbers.undo(key, actor), self._undone, self._failed, "network")

    def _undone(self, _left: Plan) -> None:
        self.dismiss()
        self.done.emit()

    def _failed(self, error: BrieftextError) -> None:
        self.go.setEnabled(True)
        self.show_problem(error.problem)
