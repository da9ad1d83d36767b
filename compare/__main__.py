"""`python -m compare VERB`: see `compare.cli`."""

import sys

from compare.cli import main

sys.exit(main())
