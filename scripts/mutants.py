"""Small mistakes that a hand could make in a package: in a comparison or number of its Python, a value of its YAML.

Left alone are what makes classes, and the `strict` of zip: it asserts what has been checked before.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq},
    **{ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult},
}
VALUES = re.compile(
    r"(?P<number>(?<=days: |ours: |nths: |east: |than: |most: |mber: )\d+)"
    r"|(?P<item>(?<=list: \[)\d+|(?<=\d, )\d+(?=[,\]]))"
    r"|(?P<day>\b\d{4}-\d\d-\d\d\b)|(?P<strictness>\b(?:at_least|more_than)(?=: ))|(?P<choice>(?<=choice: )\w+)"
    r"|(?P<base>(?<=of: )(?:summoned_net|summoned|present|staff))"
)
OTHER_WORD = {
    **{"at_least": "more_than", "more_than": "at_least"},
    **{"summoned_net": "summoned", "summoned": "staff", "present": "staff", "staff": "present"},
}


@dataclass(frozen=True)
class Mutant:
    """A mistake that can be made in a file; `text()` is the file with it."""

    path: str
    line: int
    said: str
    text: Callable[[], str]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.said}"


def all_mutants(root: Path, package: str) -> list[Mutant]:
    """Every mutant of a package, in the order of files and lines; `root` holds it."""
    files = sorted((root / package).rglob("*"))
    python = [mutant for file in files if file.suffix == ".py" for mutant in _of_python(file, root)]
    return python + [mutant for file in files if file.suffix == ".yaml" for mutant in _of_yaml(file, root)]


def _of_python(file: Path, root: Path) -> Iterator[Mutant]:
    source, path = file.read_text(encoding="utf-8"), str(file.relative_to(root))
    tree = ast.parse(source)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    spared = {id(inner) for each in classes for on in each.decorator_list for inner in ast.walk(on)}
    spared |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict"}
    for at, node in enumerate(ast.walk(tree)):
        if _mistake(node) and id(node) not in spared:
            said = ast.unparse(node).splitlines()[0][:100]
            yield Mutant(path, getattr(node, "lineno", 0), said, lambda at=at: _wrong(source, at))


def _wrong(source: str, at: int) -> str:
    tree = ast.parse(source)
    change = _mistake(list(ast.walk(tree))[at])
    assert change
    change()
    return ast.unparse(tree)


def _mistake(node: ast.AST) -> Callable[[], None] | None:
    """What would make this node wrong, or None where nothing simple does; words are left alone."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        return lambda: node.ops.__setitem__(0, SWAPS[type(node.ops[0])]())  # pyright: ignore
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
        return lambda: setattr(node, "op", SWAPS[type(node.op)]())
    if isinstance(node, ast.IfExp):
        return lambda: node.__dict__.update(body=node.orelse, orelse=node.body)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return lambda: node.__dict__.update(operand=ast.UnaryOp(ast.Not(), node.operand))
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        value = node.value
        return lambda: setattr(node, "value", not value if isinstance(value, bool) else value + 1)
    return None


def _of_yaml(file: Path, root: Path) -> Iterator[Mutant]:
    source, start = file.read_text(encoding="utf-8"), 0
    among: list[str] = []
    for number, line in enumerate(source.splitlines(keepends=True), 1):
        if "among:" in line:
            among = re.findall(r"[\[{,] ?(\w+)", line)
        for found in VALUES.finditer(line.split("#")[0]):
            other, at, end = _other_value(found, among), start + found.start(), start + found.end()
            if other != found[0]:
                said = f"{line.strip()[:100]} → {other}"
                wrong = source[:at] + other + source[end:]
                yield Mutant(str(file.relative_to(root)), number, said, lambda wrong=wrong: wrong)
        start += len(line)


def _other_value(found: re.Match[str], among: list[str]) -> str:
    said, kind = found[0], found.lastgroup
    if kind in ("number", "item"):
        return str(int(said) + 1)
    if kind == "day":
        return (date.fromisoformat(said) + timedelta(1)).isoformat()
    if kind == "choice":
        return next((word for word in among if word != said), said)
    return OTHER_WORD[said]
