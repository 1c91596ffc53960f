"""`python -m desktop_app` is `brieftext`."""

import sys

from desktop_app.cli import main

sys.exit(main())
