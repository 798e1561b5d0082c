"""The ledger of a run: an SQLite file beside its outputs, written by one process alone.

The reader gains a run that goes on where it ended, at whatever moment that was: a project without a result is done
again, one with a result is not. Everything a summary counts is counted from here.

Limits: outputs stand in folders beside it; who moves those moves the ledger with them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from drafter.batch.outcome import Outcome, RunItem
from drafter.batch.projects import BatchProject
from drafter.errors import CannotWrite, DrafterError, Place

NAME = "台账.sqlite"
_SHAPE = "2"
_TABLES = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists items (
  number integer primary key, name text not null unique, files text not null, stamp text not null,
  done integer not null default 0);
create table if not exists projects (
  item integer, part integer, project text, unit text, year integer, budget text, spent text, score text, grade text,
  papers text, primary key (item, part)) without rowid;
create table if not exists broken (item integer, file text, why text);
create table if not exists findings (
  item integer, file text, place text, code text, severity text, family text, message text, quote text);
create table if not exists duties (
  item integer, part integer, number integer, state text, kind text, light text, ground text);
create table if not exists paragraphs (item integer, file text, place text, words text, bare text, sketch blob);
create table if not exists alike (
  grouped integer, item integer, file text, place text, words text, likeness integer, units integer);
create table if not exists outputs (item integer, file text);
create index if not exists findings_item on findings (item);
create index if not exists duties_item on duties (item);
create index if not exists broken_item on broken (item);
create index if not exists paragraphs_item on paragraphs (item);
create index if not exists outputs_item on outputs (item);
"""
_RESULTS = ("projects", "broken", "findings", "duties", "paragraphs", "outputs")


class BadLedger(DrafterError):
    """A ledger that is none, or that another version wrote."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.place = Place(file)


class BusyLedger(DrafterError):
    """A ledger that another run is writing."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.place = Place(file)


def stamp(files: Sequence[str]) -> str:
    """What tells whether the papers of a project have changed: their names and bytes."""
    told = hashlib.blake2b(digest_size=16)
    for file in files:
        told.update(file.encode(errors="surrogateescape") + b"\0")
        try:
            with open(file, "rb") as stream:  # noqa: PTH123 - pathlib knows no surrogates better
                while data := stream.read(1 << 20):
                    told.update(data)
        except OSError:
            told.update(b"\0unreadable")
    return told.hexdigest()


class Ledger:
    """The ledger in a folder, for one process at a time; a context manager.

    Raises BadLedger, BusyLedger, CannotWrite."""

    def __init__(self, folder: str) -> None:
        self.file = str(Path(folder) / NAME)
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.base = sqlite3.connect(self.file, isolation_level=None, timeout=1)
            self.base.execute("pragma locking_mode = exclusive")
            self.base.execute("pragma journal_mode = wal")
            self.base.execute("pragma synchronous = normal")
            self.base.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise BusyLedger(self.file) from None
            if isinstance(error, sqlite3.OperationalError) and "open" in str(error):
                raise CannotWrite(self.file, "请换一个输出文件夹") from None
            raise BadLedger(self.file) from None
        except OSError as error:
            from drafter.files.write import reason

            raise CannotWrite(folder, reason(error)) from None
        known = self.said("shape")
        if known not in ("", _SHAPE):
            raise BadLedger(self.file)
        self.say("shape", _SHAPE)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.base.close()

    def said(self, key: str) -> str:
        """A word kept with the run, "" where there is none."""
        row = self.base.execute("select value from meta where key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def say(self, key: str, value: str) -> None:
        """Keep a word with the run."""
        self.base.execute("insert or replace into meta values (?, ?)", (key, value))

    def plan(self, projects: Sequence[BatchProject], recipe: str, afresh: bool) -> list[str]:
        """Take up the projects of this run: those that are as they were keep their results, unless another recipe is
        asked for or all is to be made `afresh`. Gives the outputs that nobody needs any more."""
        if self.said("recipe") != recipe:
            afresh = True
        gone: list[str] = []
        self.base.execute("begin immediate")
        known = {row[1]: row for row in self.base.execute("select number, name, stamp from items")}
        wanted = {project.name for project in projects}
        for name, (number, _, _) in known.items():
            if name not in wanted:
                gone += self._drop(number)
                self.base.execute("delete from items where number = ?", (number,))
        most = max((row[0] for row in known.values()), default=0)
        for project in projects:
            now, row = stamp(project.files), known.get(project.name)
            if row is None:
                most += 1
                told = (most, project.name, json.dumps(project.files), now)
                self.base.execute("insert into items (number, name, files, stamp) values (?, ?, ?, ?)", told)
            elif afresh or row[2] != now:
                gone += self._drop(row[0])
                again = (json.dumps(project.files), now, row[0])
                self.base.execute("update items set files = ?, stamp = ?, done = 0 where number = ?", again)
        self.say("recipe", recipe)
        self.base.execute("commit")
        return gone

    def _drop(self, number: int) -> list[str]:
        files = [row[0] for row in self.base.execute("select file from outputs where item = ?", (number,))]
        for table in _RESULTS:
            self.base.execute(f"delete from {table} where item = ?", (number,))
        return files

    def waiting(self, after: int, most: int) -> list[RunItem]:
        """Projects without a result, in order, from the one behind number `after` on."""
        rows = self.base.execute(
            "select number, name, files from items where done = 0 and number > ? order by number limit ?", (after, most)
        )
        return [RunItem(number, name, tuple(json.loads(files))) for number, name, files in rows]

    def count(self, done: int | None = None) -> int:
        """How many projects there are, or how many are (1) or are not (0) done."""
        where = "" if done is None else f" where done = {int(done)}"
        return int(self.base.execute(f"select count(*) from items{where}").fetchone()[0])

    def put(self, outcomes: Iterable[Outcome]) -> None:
        """Write results down, all of them or none."""
        self.base.execute("begin immediate")
        for one in outcomes:
            n = one.number
            self._drop(n)
            for table, rows in (
                ("projects", [(at, *part.facts) for at, part in enumerate(one.parts)]),
                ("duties", [(at, *answer) for at, part in enumerate(one.parts) for answer in part.answers]),
                ("broken", one.broken),
                ("findings", one.flaws),
                ("paragraphs", one.told),
                ("outputs", [(file,) for file in one.outputs]),
            ):
                if rows:
                    marks = ", ".join("?" * (len(rows[0]) + 1))
                    self.base.executemany(f"insert into {table} values ({marks})", [(n, *row) for row in rows])
            self.base.execute("update items set done = 1 where number = ?", (n,))
        self.base.execute("commit")

    def rows(self, query: str, *values: object) -> Iterator[tuple[object, ...]]:
        """The rows of a query."""
        yield from self.base.execute(query, values)

    def put_alike(
        self, rows: Iterable[tuple[object, ...]], number: int, answers: Iterable[tuple[str, str, int]]
    ) -> None:
        """Write down which paragraphs are alike, and the answers (state, ground, item) of the duty that asks for it."""
        self.base.execute("begin immediate")
        self.base.execute("delete from alike")
        self.base.executemany("insert into alike values (?, ?, ?, ?, ?, ?, ?)", rows)
        self.base.executemany(
            f"update duties set state = ?, ground = ? where item = ? and number = {int(number)}", answers
        )
        self.base.execute("commit")

    def at_fault(self) -> int:
        """How many projects have a file that cannot be used, an error or a duty at fault."""
        query = """select count(*) from items where number in (select item from broken)
          or number in (select item from findings where severity = 'error')
          or number in (select item from duties where state = '有问题')"""
        return int(self.base.execute(query).fetchone()[0])
