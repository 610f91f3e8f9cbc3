"""The program starts without PySide6 reading the source of everything that is imported."""

from __future__ import annotations

import subprocess
import sys

_LOOK = """
import sys
from desktop.widgets.plain_imports import prefer_plain_imports
prefer_plain_imports()
import desktop.app
import linecache
print(len([name for name in linecache.cache if "desktop" in name and "views" in name]))
from PySide6.QtWidgets import QApplication, QLabel
QApplication(sys.argv[:1])
label = QLabel("甲")
assert label.text() == "甲"
"""


def test_no_source_is_read_at_the_start() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
