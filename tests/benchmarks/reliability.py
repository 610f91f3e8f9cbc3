"""How far the confidence of the claims can be trusted: the annotated texts beside the checkout, parsed and compared."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from table import show

from desktop.domain import contract
from desktop.parsing.pipeline import parse_file

BESIDE = Path(__file__).parents[2] / ".." / "shared"
GAZETTES = ("000", "001", "003", "004a")
LEVELS = ((0.985, "0.99"), (0.92, "0.95"), (0.84, "0.88"), (0.6, "0.70"), (0.0, "0.50"))


def scorer() -> ModuleType:
    """Load the comparison that stands beside the annotations."""
    spec = importlib.util.spec_from_file_location("score", BESIDE / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def annotated() -> list[tuple[Path, list[dict[str, Any]], list[int] | None]]:
    """Return each annotated file with its documents and the lines that the annotation covers."""
    found = []
    for name in GAZETTES:
        gold = json.loads((BESIDE / "gold" / f"{name}.json").read_text("utf-8"))
        found.append((BESIDE / "seeds" / gold["source"], gold["documents"], gold.get("covers")))
    singles = json.loads((BESIDE / "samples" / "gold.json").read_text("utf-8"))
    return found + [(BESIDE / "samples" / single["file"], [single], None) for single in singles]


def count(score: ModuleType) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return claims, right claims and flagged claims by level of confidence."""
    claims: Counter[str] = Counter()
    right: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for path, gold, covers in annotated():
        parsed = contract.to_json(parse_file(path))["documents"]
        if covers:
            parsed = [one for one in parsed if one["lines"][0] <= covers[1] and one["lines"][1] >= covers[0]]
        for known, document in score.pair(gold, parsed, "lines"):
            for key in score.SCALARS + score.LISTS:
                if document is None or key not in known or key in known.get("skip", ()):
                    continue
                claim = document["fields"][key]
                level = next(name for least, name in LEVELS if claim["confidence"] >= least)
                wrong = score.compare(key, known, claim["value"], False)[1:] != (0, 0)
                claims[level] += 1
                right[level] += not wrong
                flagged[level] += claim["flagged"]
    return claims, right, flagged


def main() -> int:
    """Print the table; 2 where there is nothing to compare with."""
    if not (BESIDE / "gold" / "score.py").is_file():
        print("reliability: there are no annotated texts beside the checkout", file=sys.stderr)
        return 2
    claims, right, flagged = count(scorer())
    rows = [
        [name, f"{claims[name]}", f"{right[name]}", f"{right[name] / max(1, claims[name]):.3f}", f"{flagged[name]}"]
        for _, name in LEVELS
    ]
    total = sum(claims.values())
    rows.append(["合计", f"{total}", f"{right.total()}", f"{right.total() / total:.3f}", f"{flagged.total()}"])
    show("置信度与实际正确率", ["置信度", "字段值", "正确", "正确率", "存疑"], rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
