"""Makes the sample gazettes: for each manuscript the two-column PDF and the text as a converter gives it.

    python tests/helpers/make_pdf.py [--out DIR] [--lines]

The page numbers of the contents list are those of the laid out pages. --lines prints the lines of each document in the
text instead of writing files. The same manuscripts give the same files.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import converted
import manuscript
from drawing import draw
from layout import Typesetter

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=SEEDS)
    parser.add_argument("--lines", action="store_true")
    args = parser.parse_args()
    for path in sorted((HERE / "manuscripts").glob("*.txt")):
        copy = manuscript.read(path)
        set_pages = Typesetter(copy)
        text, lines = converted.convert(copy, set_pages)
        if args.lines:
            print(json.dumps({"source": path.name, "lines": lines, "pages": set_pages.first_pages}))
            continue
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / path.name).write_bytes(text.encode("utf-8"))
        (args.out / f"{path.stem}.pdf").write_bytes(draw(copy, set_pages))


if __name__ == "__main__":
    main()
