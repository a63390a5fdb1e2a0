"""`python -m tsi_eval` is `tsi-eval`."""

import sys

from tsi_eval.cli import main

sys.exit(main())
