"""One click on the real thing: a real store, the real pages, the script that checks them."""

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from desktop_app.services.adapters.pdf_writer import PdfWriter
from desktop_app.services.consent.export import EvidenceExport
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.storing import PageStore
from desktop_app.views.ledger.page import LedgerPage
from tests.store_kit import MARIA, NOW, raw_message
from tests.unit.messaging.conftest import desk
from tests.views.fake_workspace import CALENDAR

__all__ = ["desk"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(theme, workspace, bridge, desk, qtbot):
    PageStore(desk.database).put([raw_message("STOP", at=NOW)], NOW)
    export = EvidenceExport(desk.database, desk.clock, PdfWriter, "1.2.3", practice=True)
    consent = ConsentService(desk.database, desk.clock, EventBus(), practice=True, export=export)
    real = replace(workspace, reading=desk.reading, consent=consent)
    page = LedgerPage(theme, real, bridge, CALENDAR)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.show_number(MARIA)
    qtbot.waitUntil(lambda: "Checking" not in page.check.text())
    return page


@pytest.mark.row("S2-32")
def test_one_click_writes_one_person_s_proof_as_pdf_json_and_a_script_that_checks_it(
    page, qtbot, tmp_path
):
    place = tmp_path / "Evidence of Maria.zip"
    page.files.new_export = lambda _parent, _name: place
    with qtbot.waitSignal(page.exporting.finished):
        page.head.export.click()
    with zipfile.ZipFile(place) as archive:
        archive.extractall(tmp_path / "out")
    (top,) = (tmp_path / "out").iterdir()
    assert (top / "evidence.pdf").read_bytes().startswith(b"%PDF-")
    manifest = json.loads((top / "manifest.json").read_text("utf-8"))
    entries = [json.loads(line) for line in (top / "ledger.jsonl").read_text("utf-8").splitlines()]
    assert (manifest["number"], manifest["made_by"]) == (MARIA, "Dana Whitfield")
    assert [entry["kind"] for entry in entries if "payload" in entry] == [
        "consent_recorded",
        "opt_out_keyword",
    ]
    done = subprocess.run(
        [shutil.which("python3") or sys.executable, "-I", str(top / "verify.py")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Holds: the seals of 2 entries" in done.stdout
