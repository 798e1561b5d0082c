"""`drafter import` of workbooks: one case, or a folder with a case for each project."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from drafter.commands.import_made import Made, asked_year, made_of
from drafter.console import complain
from drafter.reading.sheets.errors import ManyProjects

if TYPE_CHECKING:
    from drafter.importing.proposal import Proposal
    from drafter.sheets.read import Sheets


def run_sheets(options: argparse.Namespace, books: list[tuple[str, bytes]], notes: list[str]) -> int:
    """Import workbooks, and the notes given beside them."""
    from drafter.sheets.output import is_folder

    into_folder = is_folder(options.output)
    if into_folder and len(books) == 1 and not notes and not options.explain and options.format == "text":
        return _streamed(options, books[0])
    return _together(options, books, notes, into_folder)


def _streamed(options: argparse.Namespace, book: tuple[str, bytes]) -> int:
    """One workbook into a folder, a case at a time: an export of ten thousand projects is never held whole."""
    from drafter import api
    from drafter.commands.import_many import CaseMaking, ImportGiven
    from drafter.commands.new import chosen_genre
    from drafter.sheets.output import Folder
    from drafter.sheets.read import read_book

    engine = api.engine()
    genre = chosen_genre(engine, options.genre) if options.genre else ""
    folder = Folder(options.output)
    said: list[tuple[str, list[str]]] = []
    lost = yearless = 0

    def put(proposal: Proposal, made: Made) -> None:
        nonlocal lost, yearless
        folder.add(proposal, made.text)
        lost += made.lost
        yearless += made.yearless
        if made.lines:
            said.append((str(proposal.get("project.name") or ""), made.lines))

    making = CaseMaking(ImportGiven((book[0],), options.year, options.place, options.output, genre), put)
    try:
        found = read_book(book[1], book[0], engine.settings, options.place, making.add)
        for proposal in found.projects:
            making.add(proposal)
        making.close()
        folder.close()
    finally:
        making.drop()
        folder.drop()
    _warned([found])
    for name, lines in said:
        for line in lines:
            complain(f"{name}：{line}" if folder.count > 1 else line)
    for line in asked_year(yearless, folder.count):
        complain(line)
    complain(f"共{folder.count}个项目，各写成一个案件")
    return 1 if found.warned or lost or yearless else 0


def _together(options: argparse.Namespace, books: list[tuple[str, bytes]], notes: list[str], into_folder: bool) -> int:
    """Workbooks and notes as one case, or as several that are shown or written together."""
    from drafter import api
    from drafter.commands.import_output import put
    from drafter.commands.new import chosen_genre
    from drafter.sheets.read import read_book

    engine = api.engine()
    genre = chosen_genre(engine, options.genre) if options.genre else ""
    found = [read_book(data, file, engine.settings, options.place) for file, data in books]
    proposals = _chosen(found, into_folder)
    if not into_folder and len(proposals) > 1:
        raise ManyProjects(books[0][0], len(proposals))
    if notes and len(proposals) == 1:
        proposals[0] = _noted(proposals[0], notes, options.year or 0)
    elif notes:
        raise ManyProjects(notes[0], len(proposals))
    for proposal in proposals:
        if genre:
            proposal.genre = proposal.data["genre"] = genre
    made = [made_of(engine, one, [file for file, _ in books], options) for one in proposals]
    if options.format == "json":
        from drafter.commands.import_output import as_json

        put("".join(as_json(one, engine.genres[one.genre].label) for one in proposals))
    elif options.explain:
        from drafter.commands.import_output import explained

        put("".join(explained(one) for one in proposals))
    elif options.output is None:
        put(made[0].text)
    _written(options.output, into_folder, proposals, [one.text for one in made])
    return 1 if _say(found, proposals, made) else 0


def _chosen(found: list[Sheets], into_folder: bool) -> list[Proposal]:
    """The cases: a list of projects is one report, or a case for each of them where a folder is asked for."""
    proposals: list[Proposal] = []
    for one in found:
        if one.listed and one.summary is not None and not into_folder:
            proposals.append(one.summary)
        else:
            proposals.extend(one.projects)
    if len(found) > 1 and len(proposals) > 1:
        return _merged(proposals)
    return proposals


def _merged(proposals: list[Proposal]) -> list[Proposal]:
    """Cases of one project from several workbooks, as one: what the first states stays."""
    found: dict[object, Proposal] = {}
    for number, one in enumerate(proposals):
        name = one.get("project.name") or number
        first = found.setdefault(name, one)
        if first is not one:
            _complete(first.data, one.data)
            first.origins += one.origins
            first.unplaced += one.unplaced
    return list(found.values())


def _complete(into: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _complete(into[key], value)
        elif key == "indicators" and isinstance(into.get(key), list):
            rows = {row.get("name"): row for row in into[key]}
            for row in value:
                _complete(rows[row["name"]], row) if row.get("name") in rows else into[key].append(row)
        else:
            into.setdefault(key, value)


def _noted(proposal: Proposal, notes: list[str], year: int) -> Proposal:
    from drafter.commands.import_output import text_of
    from drafter.importing.reader import read_notes

    proposal.source = ""
    text = "\n".join(text_of(name) for name in notes)
    return read_notes(text, proposal.genre, year, proposal)


def _written(output: str | None, into_folder: bool, proposals: list[Proposal], texts: list[str]) -> None:
    if output is None:
        return
    if into_folder:
        from drafter.sheets.output import Folder

        folder = Folder(str(output))
        try:
            for proposal, text in zip(proposals, texts, strict=True):
                folder.add(proposal, text)
            folder.close()
        finally:
            folder.drop()
        return
    from drafter.files.write import write_new

    write_new(output, texts[0].encode())


def _say(found: list[Sheets], proposals: list[Proposal], made: list[Made]) -> bool:
    """Tell what to look at; whether anything must be."""
    asked = _warned(found)
    many = len(proposals) > 1
    for proposal, one in zip(proposals, made, strict=True):
        name = f"{proposal.get('project.name')}：" if many else ""
        for line in one.lines:
            complain(f"{name}{line}")
    for line in asked_year(sum(one.yearless for one in made), len(made)):
        complain(line)
    asked = asked or any(one.lost or one.yearless for one in made)
    if many:
        complain(f"共{len(proposals)}个项目，各写成一个案件")
    return asked


def _warned(found: list[Sheets]) -> bool:
    """Tell what to look at in the sheets, and what was left; whether anything must be looked at."""
    for one in found:
        for warned in one.warned:
            complain(f"{one.file}: {warned.sheet}!{warned.cell} {warned.what}")
        for remark in one.remarks:
            complain(f"{one.file}: {remark}")
    return any(one.warned for one in found)
