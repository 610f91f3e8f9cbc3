"""Where the material beside the checkout is: real texts and their gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

MATERIAL = Path(__file__).parents[2].parent / "shared"

Parse = Callable[[Path], dict[str, Any]]
