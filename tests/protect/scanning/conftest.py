"""What tests of the scan share: channels, and ways to write."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
