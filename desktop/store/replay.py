"""The state that the journal tells of, rebuilt entry by entry."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.disclosure.rulebook import DEFAULT
from desktop.domain.edits import CLAIMS, EXPUNGED, Change, Json, Verb
from desktop.domain.facets import claims_from_json
from desktop.domain.person import Person
from desktop.register import codec
from desktop.store.emptied import emptied_records
from desktop.store.journal import canonical, changes_from_json
from desktop.store.register import items_from_json

NULL = canonical(None)


@dataclass(slots=True)
class ToldSource:
    """What an import entry tells of a source: its row, the digest of its parsed data, and those of its records."""

    row: tuple[int, str, str, str, str, int, str]
    digest: str
    records: dict[int, str]


@dataclass(slots=True)
class Told:
    """The state after a number of entries. Facets are canonical JSON; `touched` holds (record, entry).

    `born` gives the source of each record that a person made, `drawn` the digests of all claims ever named that are
    there still. `blurred` are records of whose changes some were emptied, until the entry that says what stayed set;
    `removed` are sources whose file was deleted.
    """

    sources: dict[int, ToldSource] = field(default_factory=dict)
    facets: dict[tuple[int, str], str] = field(default_factory=dict)
    records: set[int] = field(default_factory=set)
    touched: set[tuple[int, int]] = field(default_factory=set)
    born: dict[int, int] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    blurred: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    profile: str = DEFAULT
    columns: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    register: dict[tuple[str, str], str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def follow(self, number: int, at: str, verb: str, payload: str) -> None:
        """Take in one entry. Raises ValueError, KeyError or TypeError where it does not fit what came before."""
        data = json.loads(payload)
        if Verb(verb) is Verb.IMPORT:
            self._follow_import(number, at, data)
            return
        if Verb(verb) is Verb.REPARSE:
            self._follow_reparse(number, data)
            return
        if Verb(verb) is Verb.REGISTER:
            self._follow_register(data)
            return
        if Verb(verb) in (Verb.RULES, Verb.COLUMNS, Verb.PERSON, Verb.PASSWORD):
            self._follow_office(Verb(verb), data)
            return
        if Verb(verb) is Verb.EXPUNGE:
            self._follow_expunging(number, data)
            return
        if "changes" in data:
            self.blurred |= emptied_records(data)
            self.touched |= {(record_id, number) for record_id in emptied_records(data)}
        for change in changes_from_json(data):
            self._follow_drawing(change)
            if change.record_id not in self.records:
                raise ValueError(f"no record {change.record_id}")
            place = (change.record_id, change.facet)
            is_known = change.record_id not in self.blurred
            if is_known and self.facets.get(place, NULL) != canonical(change.before):
                raise ValueError(f"{change.facet} of record {change.record_id} was another")
            self.touched.add((change.record_id, number))
            if change.after is None:
                self.facets.pop(place, None)
            else:
                self.facets[place] = canonical(change.after)

    def _follow_drawing(self, change: Change) -> None:
        drawn = claims_from_json(change.after) if change.facet == CLAIMS else None
        if drawn is None:
            return
        source_id, digest = drawn
        self.drawn.add(digest)
        if source_id not in self.sources:
            raise ValueError(f"no source {source_id}")
        if change.record_id not in self.records:
            self.records.add(change.record_id)
            self.born[change.record_id] = source_id

    def _follow_import(self, number: int, at: str, data: Any) -> None:
        source_id = data["source"]
        records = dict(data["records"])
        if not isinstance(source_id, int) or not all(isinstance(record_id, int) for record_id in records):
            raise ValueError(f"no numbers: {source_id!r}")
        if source_id in self.sources or self.records & records.keys():
            raise ValueError(f"source {source_id} is there already")
        row = (source_id, data["sha256"], data["name"], data["kind"], data["heading"], data["pages"], at)
        self.sources[source_id] = ToldSource(row, data["parsed"], records)
        self.records |= records.keys()
        self.touched |= {(record_id, number) for record_id in records}

    def _follow_reparse(self, number: int, data: Any) -> None:
        source = self.sources[data["source"]]
        before, after = data["parsed"]
        if source.digest != before:
            raise ValueError(f"source {data['source']} was another")
        source.digest = after
        for record_id, before, after in data["records"]:
            if source.records[record_id] != before:
                raise ValueError(f"record {record_id} was another")
            source.records[record_id] = after
            self.touched.add((record_id, number))

    def _follow_expunging(self, number: int, data: Any) -> None:
        """Take over what stayed set when a document's text was removed, and what stands in its place."""
        source = self.sources[data["source"]]
        if source.digest != data["parsed"][0] or source.row[1] != data["file"]:
            raise ValueError(f"source {data['source']} was another")
        source.digest = data["parsed"][1]
        name, heading, kind = data["row"]
        source.row = (*source.row[:2], name, kind, heading, *source.row[5:])
        self.removed.add(data["source"])
        for record_id, before, after in data["claims"]:
            if source.records[record_id] != before:
                raise ValueError(f"record {record_id} was another")
            source.records[record_id] = after
        self.drawn = (self.drawn | set(data["drawn"])) - set(data["deleted"])
        kept = {int(record_id): values for record_id, values in data["facets"].items()}
        self.touched |= {(record_id, number) for record_id in (*kept, *emptied_records(data))}
        self.blurred |= emptied_records(data)
        for place in [place for place in self.facets if place[0] in kept]:
            if place[1] == EXPUNGED:
                raise ValueError(f"the text of record {place[0]} was gone already")
            del self.facets[place]
        for record_id, values in kept.items():
            self.facets |= {(record_id, facet): canonical(value) for facet, value in values.items()}
        self.blurred -= kept.keys()

    def _follow_office(self, verb: Verb, data: Any) -> None:
        """Take in what is said of the rules and of the people."""
        if verb is Verb.RULES:
            before, self.profile = self.profile, data["profile"][1]
            if before != data["profile"][0]:
                raise ValueError(f"the rules were {before}")
        elif verb is Verb.COLUMNS:
            before, after = data["columns"]
            if self.columns.pop(data["order"], None) != before:
                raise ValueError(f"the columns of {data['order']} were others")
            if after is not None:
                self.columns[data["order"]] = after
        elif verb is Verb.PERSON:
            locked = data["name"] in self.people and self.people[data["name"]].locked
            self.people[data["name"]] = Person(
                data["name"], data["office"], tuple(data["roles"]), data["active"], locked
            )
        elif not data.get("wrong"):
            self.people[data["of"]] = replace(self.people[data["of"]], locked=data["set"])
            self.secrets[data["of"]] = data.get("digest", "")

    def _follow_register(self, data: Any) -> None:
        for change in items_from_json(data):
            codec.check(change.kind, change.key, change.after)
            place = (change.kind, change.key)
            if self.register.get(place, NULL) != canonical(change.before):
                raise ValueError(f"{change.kind} {change.key} was another")
            if change.after is None:
                self.register.pop(place, None)
            else:
                self.register[place] = canonical(change.after)

    def facets_of(self) -> dict[int, dict[str, Json]]:
        """Return the facets that are set, by record."""
        found: dict[int, dict[str, Json]] = {}
        for (record_id, facet), value in self.facets.items():
            found.setdefault(record_id, {})[facet] = json.loads(value)
        return found
