"""Typed reading of a table of rules in TOML: what is missing, of another kind or unknown is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from desktop.domain.errors import ProfileWrong
from desktop.domain.toml_lines import Path as KeyPath
from desktop.domain.toml_lines import lines_of

Choice = TypeVar("Choice", bound=Enum)
Read = TypeVar("Read")
_AT = re.compile(r"at line (\d+)")
"""Where tomllib says that a text is no TOML."""


def open_rules(path: Path) -> Section:
    """Return the top table of a TOML file. Raises ProfileWrong with the line and the reason, OSError."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ProfileWrong(path, 1, "文件不是 UTF-8 编码") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise ProfileWrong(path, line, f"不合 TOML 写法：{error}") from error
    except RecursionError as error:
        raise ProfileWrong(path, 1, "层层嵌套得太深") from error
    except ValueError as error:  # a number of thousands of digits, which Python refuses to read
        raise ProfileWrong(path, 1, "有一个数太长，读不出来") from error
    return Section(path, lines_of(text), data)


class Section:
    """One table. Every key must be asked for before `end`, which refuses those that nobody knows."""

    def __init__(
        self, file: Path, lines: Mapping[KeyPath, int], data: Mapping[str, object], path: KeyPath = ()
    ) -> None:
        self._file, self._lines, self._data, self._path = file, lines, data, path
        self._asked: set[str] = set()

    def wrong(self, reason: str, key: str = "") -> ProfileWrong:
        """Return the error that says what is wrong with a key, or with the table."""
        path = (*self._path, key) if key else self._path
        while path not in self._lines:
            path = path[:-1]
        return ProfileWrong(self._file, self._lines[path], reason)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that says something; without a default it must be there."""
        value = self._value(key, default)
        if not isinstance(value, str) or not (value.strip() or value == default):
            raise self.wrong(f"{key} 应是一段文字", key)
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is not there."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} 应是 true 或 false", key)
        return value

    def count(self, key: str, default: int | None = None) -> int:
        """Return a number of things or days, at least 1."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(f"{key} 应是不小于 1 的整数", key)
        return value

    def counts(self, key: str) -> tuple[int, ...]:
        """Return a list of numbers, each at least 1."""
        value = self._value(key, None)
        if not isinstance(value, list) or not all(type(one) is int and one > 0 for one in value):
            raise self.wrong(f"{key} 应是一列不小于 1 的整数", key)
        return tuple(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is not there."""
        value = self._value(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"{key} 应是一列文字，写在 [ ] 里", key)
        found = tuple(one for one in value if isinstance(one, str) and one.strip())
        if len(found) != len(value) or len(set(found)) != len(found):
            raise self.wrong(f"{key} 里每一项都应是文字，且不能重复", key)
        return found

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Return a member of an enum by its value."""
        return self._member(key, kind, self.text(key, None if default is None else str(default.value)))

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Return members of an enum by their values."""
        return tuple(self._member(key, kind, value) for value in self.texts(key))

    def named(self, key: str, known: Mapping[str, Read], what: str, optional: bool = False) -> Read | None:
        """Return what another table of the profile is called; None where an optional one is not named."""
        name = self.text(key, "" if optional else None)
        if not name:
            return None
        if name not in known:
            raise self.wrong(f"{key} 提到的{what}“{name}”没有定义；已定义的有：{'、'.join(known) or '无'}", key)
        return known[name]

    def sections(self, key: str) -> Iterator[Section]:
        """Yield the tables of an array, none where it is not there."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.wrong(f"{key} 应写成 [[{key}]]", key)
        for number, one in enumerate(value):
            yield Section(self._file, self._lines, one, (*self._path, key, number))

    def by_key(self, key: str, read: Callable[[Section], Read]) -> dict[str, Read]:
        """Return the tables of an array by their `key`, each read and ended; no two may have the same."""
        found: dict[str, Read] = {}
        for section in self.sections(key):
            name = section.text("key")
            if name in found:
                raise section.wrong(f"“{name}”重复了", "key")
            found[name] = read(section)
            section.end()
        return found

    def end(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                raise self.wrong(f"不认识 {key}", key)

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        value = self._data.get(key, default)
        if value is None:
            raise self.wrong(f"缺少 {key}")
        return value

    def _member(self, key: str, kind: type[Choice], value: str) -> Choice:
        try:
            return kind(value)
        except ValueError:
            known = "、".join(str(member.value) for member in kind)
            raise self.wrong(f"{key} 不能是“{value}”，只能是：{known}", key) from None
