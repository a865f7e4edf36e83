"""One person of the list, and the checks that need the rows before it: repeated addresses and repeated people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from documents.incoming.guard import quoted
from documents.incoming.people import births, emails, names
from documents.incoming.people.categories import CHOICES, category_of
from documents.incoming.people.cells import checked, is_blank
from documents.incoming.people.columns import Columns
from documents.incoming.people.fields import Category, Field, is_shared_with_phones
from documents.incoming.people.finding import REMEDY, Finding, Wrong, listed
from documents.incoming.people.sections import Sections
from documents.incoming.people.table import Seen
from documents.incoming.people.units import Units

DITTO = {'"', "''", "”", "“", "〃", "″", "nt", "-nt-", "n.t", "//", "như trên", "- nt -"}
LONGEST_POSITION = 200
BULLET = re.compile(r"^[-+*•–]\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Person:
    """One accepted row: `row` as the spreadsheet numbers it, `email` None for those who get printed slips."""

    row: int
    full_name: str
    unit: str
    category: Category
    email: str | None = None
    position: str = ""
    birth_year: int | None = None
    sheet: str = ""


class PeopleReader:
    """Turns rows into people and keeps what is wrong with those that cannot be taken."""

    def __init__(self, units: Units, known_emails: Mapping[str, str], on: date | None) -> None:
        """`known_emails`: address -> full name of who has it already."""
        self.units, self.on = units, on
        self.people: list[Person] = []
        self.errors: list[Finding] = []
        self.notices: list[Finding] = []
        self.rows_with_unit = self.rows_with_category = self.rows = 0
        self._owners = {address.lower(): names.spelling_key(name) for address, name in known_emails.items()}
        self._email_places: dict[str, Finding] = {}
        self._people_places: dict[tuple[str, str, int | None], Finding] = {}
        self._name_places: dict[str, Finding] = {}
        self._above: dict[Field, str] = {}
        self._at = Finding(0, "", "")
        self._columns: Columns | None = None

    def begin_sheet(self) -> None:
        """Nothing of the sheet before stands above the rows that follow."""
        self._above = {}

    def read(self, seen: Seen, columns: Columns, sections: Sections, sheet: str) -> None:
        """Add the person of this row, or what is wrong with it."""
        self.rows += 1
        self._at, self._columns = Finding(seen.row.number, "", "", sheet), columns
        errors_before = len(self.errors)
        full_name = self._full_name(seen)
        unit, category = self._unit(seen, sections), self._category(seen, sections)
        email = self._email(seen, full_name)
        position, birth_year = self._position(seen), self._birth_year(seen)
        if full_name:
            self._check_repeated(full_name, unit, birth_year)
        if len(self.errors) == errors_before and full_name and unit and category:
            number = seen.row.number
            self.people.append(Person(number, full_name, unit, category, email, position, birth_year, sheet))

    def note(self, row: int, column: str, what: str, sheet: str) -> None:
        """A notice on a row that is no person."""
        self.notices.append(Finding(row, column, what, sheet))

    def _full_name(self, seen: Seen) -> str | None:
        if is_blank(seen[Field.NAME]) and not seen.is_name_formula:
            return self._wrong(Field.NAME, "thiếu họ tên.")
        if Field.FAMILY in seen.texts and is_blank(seen[Field.GIVEN]):
            return self._wrong(Field.NAME, f"{quoted(seen[Field.NAME])} mới có họ đệm, thiếu tên.")
        try:
            name = names.name_of(seen[Field.NAME], seen.is_name_formula)
        except Wrong as wrong:
            return self._wrong(Field.NAME, wrong.what)
        self._doubt(Field.NAME, names.doubt_about(name))
        return name

    def _unit(self, seen: Seen, sections: Sections) -> str | None:
        text = self._repeated(Field.UNIT, seen) or sections.unit or ""
        if is_blank(text):
            return self._wrong(Field.UNIT, "thiếu đơn vị. Ghi tên phòng, ban hoặc đơn vị.")
        self.rows_with_unit += 1
        try:
            unit, doubt = self.units.unit_of(text)
        except Wrong as wrong:
            return self._wrong(Field.UNIT, wrong.what)
        self._doubt(Field.UNIT, doubt)
        return unit

    def _category(self, seen: Seen, sections: Sections) -> Category | None:
        text = self._repeated(Field.CATEGORY, seen)
        self.rows_with_category += not is_blank(text) or sections.category is not None
        if is_blank(text):
            return sections.category or self._wrong(Field.CATEGORY, f"thiếu đối tượng. {self._choices()}")
        try:
            return category_of(text)
        except Wrong as wrong:
            what = f"đánh dấu cả {text}. {self._choices()}" if self._ticked() else wrong.what
            return self._wrong(Field.CATEGORY, what)

    def _choices(self) -> str:
        if headings := self._ticked():
            return f"Đánh dấu x vào một trong các cột {listed(headings)}."
        return f"Ghi một trong: {CHOICES}."

    def _ticked(self) -> list[str]:
        """The headings under which a category is marked, where no column writes it."""
        if self._columns is None or Field.CATEGORY in self._columns.fields:
            return []
        return [quoted(self._columns.headings[place]) for place in sorted(self._columns.ticks)]

    def _email(self, seen: Seen, full_name: str | None) -> str | None:
        try:
            address = emails.email_of(seen[Field.EMAIL], self._shares_cell())
        except Wrong as wrong:
            return self._wrong(Field.EMAIL, wrong.what)
        if address is None:
            self._doubt(Field.EMAIL, "không có địa chỉ thư, người này sẽ nhận phiếu in.")
            return None
        self._doubt(Field.EMAIL, emails.doubt_about(address))
        if first := self._email_places.get(address):
            return self._wrong(Field.EMAIL, f"{quoted(address)} đã có ở {_where(first, self._at)}.")
        self._email_places[address] = self._at
        owner = self._owners.get(address)
        if owner and full_name and owner != names.spelling_key(full_name):
            return self._wrong(Field.EMAIL, f"{quoted(address)} đang là địa chỉ của một người khác trong cơ quan.")
        return address

    def _shares_cell(self) -> bool:
        return self._columns is not None and is_shared_with_phones(self._columns.label(Field.EMAIL))

    def _position(self, seen: Seen) -> str:
        text = BULLET.sub("", seen[Field.POSITION])
        if is_blank(text):
            return ""
        try:
            return checked(text)[:LONGEST_POSITION]
        except Wrong as wrong:
            self._doubt(Field.POSITION, f"{wrong.what} Người này được nhận, chức vụ để trống.")
            return ""

    def _birth_year(self, seen: Seen) -> int | None:
        if is_blank(seen[Field.BIRTH]):
            return None
        year, doubt = births.birth_year_of(seen[Field.BIRTH], self.on)
        self._doubt(Field.BIRTH, doubt)
        return year

    def _check_repeated(self, full_name: str, unit: str | None, birth_year: int | None) -> None:
        """Two of one name may be two people, which only the office can tell: said, never refused."""
        name = names.spelling_key(full_name)
        key = (name, unit or "", birth_year)
        if unit and (first := self._people_places.get(key)):
            where = f"{_where(first, self._at)}, cùng đơn vị và năm sinh"
            self._doubt(Field.NAME, f"{quoted(full_name)} đã có ở {where}. Nếu chỉ là một người, bỏ một dòng.")
        elif first := self._name_places.get(name):
            doubt = f"{quoted(full_name)} trùng họ tên với {_where(first, self._at)}. Kiểm tra xem có phải hai người."
            self._doubt(Field.NAME, doubt)
        self._people_places.setdefault(key, self._at)
        self._name_places.setdefault(name, self._at)

    def _repeated(self, field: Field, seen: Seen) -> str:
        """The text, or that of the row above where the cell says "như trên"."""
        if seen[field].lower() not in DITTO:
            self._above[field] = seen[field]
        return self._above.get(field, "")

    def _wrong(self, field: Field, what: str) -> None:
        self.errors.append(self._finding(field, f"{what} {REMEDY}"))

    def _doubt(self, field: Field, what: str | None) -> None:
        if what:
            self.notices.append(self._finding(field, what))

    def _finding(self, field: Field, what: str) -> Finding:
        label = self._columns.label(field) if self._columns else field.value
        return replace(self._at, column=label, what=what)


def _where(first: Finding, here: Finding) -> str:
    return f"dòng {first.row}" if first.sheet == here.sheet else f'dòng {first.row} trang tính "{first.sheet}"'
