"""What files hold, by names: the tables of the program's own data, and what a library hands out untyped.

Whoever reads a signature gains what is meant by it. A table that a user wrote is a mapping of objects, each looked at
before it is used; a table of the program's own is what the check of its file has made sure of, and taken as it is.

Limits: the names say where a value comes from, not what it is; a shape that is known has a type of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

#: A table of a data file of the program, checked when it was loaded.
DataTable: TypeAlias = Mapping[str, Any]
#: A file of the program's data, or one of a user's that is about to be checked, as TOML gives it.
RawTable: TypeAlias = "dict[str, Any]"
#: A table or value of a TOML document that is edited in place (tomlkit), comments and all.
Editable: TypeAlias = Any
#: A value of a library that has no types: PDFium's handles, elements of a Word document, sheets of xlsxwriter and xlwt.
Foreign: TypeAlias = Any
