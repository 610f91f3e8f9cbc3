"""The verb import: files into the store."""

from __future__ import annotations

import argparse

from desktop.cli import batch, console
from desktop.cli.faults import tell
from desktop.cli.lines import own_fault
from desktop.cli.naming import open_desk
from desktop.cli.reading import bounds_of, options_of
from desktop.domain.errors import SourceError
from desktop.review.folders import files_under


def run(typed: argparse.Namespace) -> int:
    """Import each file; one that cannot be read is told, and the others follow. 1 when there was one."""
    status = 0
    files = files_under(typed.files)
    if not files:
        console.warn("文件夹里没有文件。")
        return 1
    options = options_of(typed)
    with open_desk(typed.store, typed.by, create=True) as desk, batch.reading(bounds_of(typed)) as read:
        for path in files:
            try:
                known = desk.find(path)
                source_id = known if known is not None else desk.keep(read(path, options), path)
            except SourceError as error:
                tell(error)
                status = 1
                continue
            except batch.ParserBroken as error:
                console.warn(own_fault(path, error))
                status = 1
                continue
            count = len(desk.queue(source_id))
            if known is None:
                console.say(f"已导入：{path}，来源 {source_id}，共 {count} 篇。")
                for notice in desk.text(source_id).notices:
                    console.say(f"  请留意：{notice}。")
            else:
                console.say(f"已在库中：{path}，来源 {source_id}，共 {count} 篇，原有的审校保持不变。")
    return status
