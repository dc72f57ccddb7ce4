"""``python -m callwright``: the same as the command."""

import sys

from callwright.cli.main import main

sys.exit(main())
