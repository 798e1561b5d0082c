"""Faults of the values of a case, and of settings that are written like one."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors.base import DrafterError, Place


class CaseError(DrafterError):
    """A fault of one value of a case; `path` is where it stands in the case."""

    def __init__(self, place: Place, path: str, label: str) -> None:
        super().__init__()
        self.place, self.path, self.label = place, path, label


class UnknownField(CaseError):
    """A key that its table does not have; `homes` are the tables that have it ("" for the top of the file)."""

    def __init__(self, place: Place, path: str, nearest: str, homes: Sequence[str] = ()) -> None:
        super().__init__(place, path, path)
        self.nearest, self.homes = nearest, tuple(homes)

    def message(self) -> str:
        hint = f"，是不是 {self.nearest}" if self.nearest else "，请删去或改用说明文档里的字段名"
        if self.homes:
            where = "、".join([home or "文件最前面（第一个方括号之前）" for home in self.homes[:3]])
            hint = f"，{self.path.split('.')[-1]} 要写在 {where}"
        return f"没有 {self.path} 这个字段{hint}"


class WrongKind(CaseError):
    def __init__(self, place: Place, path: str, label: str, wanted: str) -> None:
        super().__init__(place, path, label)
        self.wanted = wanted

    def message(self) -> str:
        return f"{self.label}（{self.path}）应当是{self.wanted}"


class BadFigure(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str, why: str = "不是数") -> None:
        super().__init__(place, path, label)
        self.text, self.why = text, why

    def message(self) -> str:
        return f'{self.label} "{self.text}" {self.why}，可写作 116、"116万元"、"95%以上"'


class NegativeFigure(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str) -> None:
        super().__init__(place, path, label)
        self.text = text

    def message(self) -> str:
        return f'{self.label} "{self.text}" 是负数，这里只能填零或正数'


class BadDate(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str) -> None:
        super().__init__(place, path, label)
        self.text = text

    def message(self) -> str:
        return f'{self.label} "{self.text}" 不是日期，可写作 3月26日、2024年4月、11月25日—26日'


class BadText(CaseError):
    def __init__(self, place: Place, path: str, label: str, why: str) -> None:
        super().__init__(place, path, label)
        self.why = why

    def message(self) -> str:
        return f"{self.label}（{self.path}）{self.why}"


class UnknownChoice(CaseError):
    def __init__(self, place: Place, path: str, label: str, text: str, nearest: str, known: Sequence[str]) -> None:
        super().__init__(place, path, label)
        self.text, self.nearest, self.known = text, nearest, tuple(known)

    def message(self) -> str:
        hint = f"，是不是 {self.nearest}" if self.nearest else f"，可选：{'、'.join(self.known[:12])}"
        return f'{self.label}没有 "{self.text}" 这一种{hint}'


class BadSetting(CaseError):
    """A fault of one setting of a settings file; `path` is where it stands there."""

    def __init__(self, place: Place, path: str, why: str) -> None:
        super().__init__(place, path, path)
        self.why = why

    def message(self) -> str:
        return f"评分设置 {self.path} {self.why}"


class BadCheckSetting(BadSetting):
    """A fault of one setting of the checks (drafter.toml)."""

    def message(self) -> str:
        return f"检查设置 {self.path} {self.why}"


class BadBaseline(CaseError):
    """A fault of one row of a baseline of accepted findings."""

    def __init__(self, place: Place, path: str, why: str) -> None:
        super().__init__(place, path, path)
        self.why = why

    def message(self) -> str:
        return f"已接受的清单 {self.path} {self.why}"


class BadIndicator(CaseError):
    """An indicator that cannot be scored; `label` is its name, `why` says what is wrong and what to do."""

    def __init__(self, place: Place, path: str, label: str, why: str) -> None:
        super().__init__(place, path, label)
        self.why = why

    def message(self) -> str:
        return f"指标‘{self.label}’（{self.path}）{self.why}"


class LabelForName(CaseError):
    """A Chinese label where the name of a choice belongs; `wanted` is the name."""

    def __init__(self, place: Place, path: str, label: str, text: str, wanted: str) -> None:
        super().__init__(place, path, label)
        self.text, self.wanted = text, wanted

    def message(self) -> str:
        return f"{self.label}要写代号，{self.text} 应写作 {self.wanted}"


class WrongBrackets(CaseError):
    """[x] for [[x]], or the reverse. `header` is how the table is called, `many` whether it may be repeated, `twin` the
    table of nearly the same name that may have been meant (projects for project)."""

    def __init__(self, place: Place, path: str, label: str, header: str, many: bool, twin: str) -> None:
        super().__init__(place, path, label)
        self.header, self.many, self.twin = header, many, twin

    def message(self) -> str:
        if self.many:
            other = f"；要填的若是单独的一个，写作 [{self.twin}]" if self.twin else ""
            return f"{self.label}要用双方括号，写作 [[{self.header}]]，一项一个{other}"
        other = f"；要填的若有许多个，写作 [[{self.twin}]]" if self.twin else ""
        return f"[[{self.header}]] 要用单方括号，写作 [{self.header}]{other}"


class MissingField(CaseError):
    """A field without which the case cannot even be read (the genre, the year, the kind of an event)."""

    def message(self) -> str:
        return f"缺少{self.label}（{self.path}），请补上"


class BadCase(DrafterError):
    """One or more faults of a case: the first in full, the others counted."""

    def __init__(self, errors: Sequence[CaseError]) -> None:
        super().__init__()
        self.errors = tuple(sorted(errors, key=lambda e: (e.place.line, e.place.column) if e.place else (0, 0)))
        self.place = self.errors[0].place

    def message(self) -> str:
        more = len(self.errors) - 1
        return self.errors[0].message() + (f"（另有{more}处错误）" if more else "")


class BadTick(BadBaseline):
    """A fault of one row of what was ticked off in a comparison."""

    def message(self) -> str:
        return f"核对记录 {self.path} {self.why}"
