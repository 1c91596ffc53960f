"""Which profile a command works on: --data, --practice and the environment."""

import os
import tempfile
from pathlib import Path

from desktop_app.cli.options import Options
from desktop_app.composition.environment import read_environment
from desktop_app.composition.profile import Profile, default_folder


def profile_for(options: Options) -> Profile:
    """The profile; a practice one without --data lives in a folder that goes away with it."""
    environment = read_environment(os.environ)
    throw_away = bool(options.practice and options.data is None)
    if throw_away:
        folder = Path(tempfile.mkdtemp(prefix="brieftext-practice-"))
    else:
        folder = options.data.expanduser().absolute() if options.data else default_folder()
    return Profile(folder, environment, practice=options.practice, throw_away=throw_away)
