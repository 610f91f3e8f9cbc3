"""The proof of a public copy: what was looked at, with what result, and its JSON. Nothing removed is repeated in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = 1
"""The number of the shape of `proof_json`."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at in a public copy.

    `name` and `detail` are Chinese and for people: what was looked at, and what was found, with figures. A detail never
    repeats a removed passage; it names it by its number in the plan (第3处) and its page.
    """

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at in a public copy of one source file, and whether it may leave the house.

    `kind` is that of the copy (txt, docx, pdf), `strict` tells whether its pages are flattened. `made_at` is a time as
    the caller writes it (ISO 8601). `removed` counts the removals of the plan, `characters_removed` and
    `characters_kept` the code points of the source, blanks left aside; `pages` those that were drawn and compared, 0 in
    a copy without pages. `tools` are the names and versions of the programs that looked. `notices` say what the copy
    lacks beside the passages of the plan, such as a signature.
    """

    kind: str
    made_at: str
    source_sha256: str
    copy_sha256: str
    removed: int
    characters_removed: int
    characters_kept: int
    pages: int
    checks: tuple[Check, ...]
    tools: tuple[tuple[str, str], ...]
    notices: tuple[str, ...] = ()
    strict: bool = False

    @property
    def passed(self) -> bool:
        """Tell whether something was looked at, and all of it was found to be right."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def faults(self) -> tuple[str, ...]:
        """Return in Chinese what was found to be wrong."""
        return tuple(f"{check.name}：{check.detail}" for check in self.checks if not check.passed)


def proof_json(proof: Proof) -> dict[str, Any]:
    """Return a proof as what `json.dumps` takes, with the verdict first."""
    values = asdict(proof)
    values["checks"] = [asdict(check) for check in proof.checks]
    values["tools"] = dict(proof.tools)
    values["notices"] = list(proof.notices)
    return {"schema": SCHEMA, "passed": proof.passed, **values}


def proof_from_json(values: dict[str, Any]) -> Proof:
    """Return the proof that `proof_json` wrote. Raises KeyError or TypeError for anything else."""
    own = {name: value for name, value in values.items() if name not in ("schema", "passed")}
    own["checks"] = tuple(Check(**check) for check in values["checks"])
    own["tools"] = tuple((str(name), str(version)) for name, version in values["tools"].items())
    own["notices"] = tuple(values["notices"])
    return Proof(**own)
