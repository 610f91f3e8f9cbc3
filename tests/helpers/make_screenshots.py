"""Makes resources/screenshots anew: the demo's pictures of the real window, with the fewest bytes that look the same.

    python tests/helpers/make_screenshots.py

Needs a machine with a Chinese font; look at the pictures before they are committed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "screenshots"
COLOURS = 256


def make(out: Path) -> list[Path]:
    """Draw all pictures in a fresh home and write them into a folder in at most 256 colours each."""
    from desktop.__main__ import main
    from desktop.views.picture_scenes import SCENES

    made = []
    with tempfile.TemporaryDirectory() as home:
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        if main(["demo", "--out", home]) != 0:
            sys.exit("no pictures were drawn")
        out.mkdir(parents=True, exist_ok=True)
        for name in SCENES:
            for tone in ("light", "dark"):
                picture = Image.open(Path(home) / f"{name}-{tone}.png").convert("RGB")
                few = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
                few.save(out / f"{name}-{tone}.png", optimize=True)
                made.append(out / f"{name}-{tone}.png")
    return made


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    for path in make(FOLDER):
        sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB\n")
