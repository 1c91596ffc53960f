"""Nothing typed is lost: a draft is there again after the program was killed."""

import os
import subprocess
import sys
from pathlib import Path

from desktop_app.composition.environment import read_environment
from desktop_app.composition.profile import Profile

ROOT = Path(__file__).resolve().parents[2]
MARIA = "+18135550142"
TYPED = "Hi Maria, about your hearing on"


def test_a_draft_survives_a_kill(office):
    assert office.connect().status == 0
    office("sync")
    office.environment |= {"QT_QPA_PLATFORM": "offscreen"}
    died = subprocess.run(
        [sys.executable, "-m", "tests.flows.crashing_window", str(office.folder), TYPED],
        cwd=ROOT,
        env=os.environ | office.environment,
        timeout=90,
        check=False,
    )
    assert died.returncode == -9
    opened = Profile(office.folder, read_environment(office.environment)).open_parts()
    assert opened.reading.draft(MARIA) == TYPED
    assert opened.reading.conversation_by_number(MARIA).draft == TYPED
    opened.reading.close()
    opened.workspace.running.close()
