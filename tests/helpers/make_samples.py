"""Makes the sample gazettes from their manuscripts, in every format that the program reads.

    python tests/helpers/make_samples.py [--out DIR] [--only FORMAT …] [--lines]

The page numbers of the contents list are those of the laid out pages. --lines prints the lines of each document in the
text instead of writing files. The same manuscripts give the same files.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import as_docx
import as_html
import as_ofd
import as_scan
import converted
import manuscript
from drawing import draw
from layout import Typesetter
from manuscript import Manuscript

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


def _text(copy: Manuscript, pages: Typesetter) -> bytes:
    return converted.convert(copy, pages)[0].encode("utf-8")


def _scan(copy: Manuscript, pages: Typesetter) -> bytes:
    return as_scan.scan_of(draw(copy, pages))


FORMATS: dict[str, Callable[[Manuscript, Typesetter], bytes]] = {
    ".txt": _text,
    ".pdf": draw,
    "-scan.pdf": _scan,
    ".docx": as_docx.docx_of,
    ".html": as_html.html_of,
    ".ofd": as_ofd.ofd_of,
}
"""What is put behind the name of a sample, and how its content is made."""


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=SEEDS)
    parser.add_argument("--only", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--lines", action="store_true")
    args = parser.parse_args()
    for path in sorted((HERE / "manuscripts").glob("*.txt")):
        copy = manuscript.read(path)
        if args.lines:
            pages = Typesetter(copy)
            lines = converted.convert(copy, pages)[1]
            print(json.dumps({"source": path.name, "lines": lines, "pages": pages.first_pages}))
            continue
        args.out.mkdir(parents=True, exist_ok=True)
        for ending in args.only:
            (args.out / f"{path.stem}{ending}").write_bytes(FORMATS[ending](copy, Typesetter(copy)))


if __name__ == "__main__":
    main()
