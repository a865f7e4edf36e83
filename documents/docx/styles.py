"""The styles a clerk finds in Word, named as the law names the parts of a paper; sizes as in documents/paper.css."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles
from docx.text.parfmt import ParagraphFormat

from documents.docx.markup import LANGUAGE, Element, element, twips

FONT = "Times New Roman"
HAIRLINE = {"val": "single", "sz": 6, "space": 0, "color": "000000"}  # eighths of a point
KEPT = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
LEFT, CENTER, JUSTIFIED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
SINGLE, BODY_LINES = 1.0, 1.1  # Word counts from the font's own line, 1.15 of its size


@dataclass(frozen=True)
class Look:
    """A paragraph style: its id and its name in Word, size and spacing in points, indents in millimetres."""

    id: str
    name: str
    size: int = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTER
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    right: float = 0
    lines: float = SINGLE
    keeps: bool = False
    outline: int | None = None

    @property
    def is_words_own(self) -> bool:
        """Whether Word has the style itself, under this English name."""
        return self.name.isascii()


LOOKS = (
    Look("Header", "Header"),
    Look("GoverningBody", "Cơ quan chủ quản", 13),
    Look("Issuer", "Cơ quan ban hành", 13, bold=True),
    Look("Number", "Số, ký hiệu", 13, before=6),
    Look("LetterSubject", "Trích yếu công văn", 13, before=6),
    Look("StampRoom", "Chỗ đóng dấu treo", 11, italic=True, before=4, after=Mm(15).pt),
    Look("StampRoomOnHalf", "Chỗ đóng dấu treo trên nửa trang", 11, italic=True, before=2, after=Mm(6).pt),
    Look("Mark", "Dấu chỉ phạm vi lưu hành", 13, bold=True, before=6),
    Look("StateName", "Quốc hiệu", 13, bold=True),
    Look("Motto", "Tiêu ngữ", bold=True),
    Look("Dated", "Địa danh, thời gian", italic=True, before=6),
    Look("Title", "Title", bold=True, before=20, lines=BODY_LINES, keeps=True, outline=0),
    Look("Subtitle", "Subtitle", bold=True, lines=BODY_LINES, keeps=True),
    Look("Addressed", "Kính gửi", before=12, after=12, left=20, right=20, lines=BODY_LINES),
    Look("AddressedList", "Kính gửi nhiều nơi", align=LEFT, before=12, left=25, lines=BODY_LINES, keeps=True),
    Look("Addressee", "Nơi được kính gửi", align=LEFT, left=50, lines=BODY_LINES),
    Look("Authority", "Thẩm quyền", bold=True, before=12, after=12, left=20, right=20, lines=BODY_LINES, keeps=True),
    Look("Basis", "Căn cứ", italic=True, align=JUSTIFIED, before=6, first_line=12.7, lines=BODY_LINES),
    Look("Heading1", "heading 1", 14, True, False, JUSTIFIED, 6, 0, 12.7, lines=BODY_LINES, keeps=True, outline=1),
    Look("BodyLine", "Lời văn", align=JUSTIFIED, before=6, first_line=12.7, lines=BODY_LINES),
    Look("TableHead", "Tiêu đề cột", 13, bold=True, keeps=True),
    Look("TableGroup", "Tên nhóm trong bảng", 13, bold=True, align=LEFT, keeps=True),
    Look("TableNote", "Ghi chú trong bảng", 13, align=LEFT, keeps=True),
    Look("TableCell", "Ô bảng", 13, align=LEFT),
    Look("TickBox", "Ô đánh dấu", 20),
    Look("Signer", "Chức vụ người ký", bold=True, keeps=True),
    Look("SigningNote", "Cách ký", italic=True, keeps=True),
    Look("SignerName", "Họ tên người ký", bold=True, before=Mm(28).pt, after=8),
    Look("SignerNameOnSlip", "Họ tên người ký trên phiếu", bold=True, before=Mm(12).pt),
    Look("SignerNameOnHalf", "Họ tên người ký trên nửa trang", 4, bold=True),
    Look("RecipientsLabel", "Nơi nhận", 12, bold=True, italic=True, align=LEFT, keeps=True),
    Look("Recipient", "Danh sách nơi nhận", 11, align=LEFT),
)


def define(document: Document) -> None:
    """Put these styles in the place of those that python-docx brings along."""
    root = document.styles.element
    _set_defaults(root)
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT:
            root.remove(style)
    for look in LOOKS:
        _add(document.styles, look)
    _add_thin_lines(document.styles)
    root.append(_table_style("RuledTable", "Bảng kẻ", Pt(2.5).pt, Pt(4).pt, ruled=True))
    root.append(_table_style("HiddenTable", "Bảng ẩn", 0, 0, ruled=False))


def _set_defaults(root: Element) -> None:
    faces = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), FONT)
    sizes = element("sz", val=28), element("szCs", val=28)
    language = element("lang", val=LANGUAGE, eastAsia=LANGUAGE)
    defaults, latent = root.find(qn("w:docDefaults")), root.find(qn("w:latentStyles"))
    root.replace(
        defaults,
        element(
            "docDefaults",
            element("rPrDefault", element("rPr", element("rFonts", **faces), *sizes, language)),
            element("pPrDefault", element("pPr", element("spacing", before=0, after=0, line=240, lineRule="auto"))),
        ),
    )
    for exception in list(latent):
        latent.remove(exception)


def _add(styles: Styles, look: Look) -> ParagraphStyle:
    style: ParagraphStyle = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.is_words_own)
    style.element.set(qn("w:styleId"), look.id)
    style.base_style = styles["Normal"]
    style.hidden, style.quick_style = False, True
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold or None, look.italic or None
    form = style.paragraph_format
    form.alignment, form.line_spacing, form.widow_control = look.align, look.lines, True
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.left_indent, form.right_indent, form.first_line_indent = Mm(look.left), Mm(look.right), Mm(look.first_line)
    form.keep_with_next = look.keeps or None
    if look.outline is not None:
        style.element.get_or_add_pPr().append(element("outlineLvl", val=look.outline))
    return style


def _add_thin_lines(styles: Styles) -> None:
    """The rule under a line, drawn as the upper border of a paragraph two points high, and the empty line."""
    rule = _add(styles, Look("Rule", "Đường kẻ dưới dòng", 2, before=2))
    border(rule.paragraph_format, "top")
    cut = _add(styles, Look("CutLine", "Đường cắt", 2, before=Mm(3).pt, after=Mm(4).pt))
    border(cut.paragraph_format, "top", line="dashed")
    gap = _add(styles, Look("Gap", "Khoảng trống", 2, align=LEFT))
    for style in (rule, gap):
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(2)
    framed = styles["Dấu chỉ phạm vi lưu hành"].paragraph_format
    border(framed, "top", "left", "bottom", "right")


def border(form: ParagraphFormat, *sides: str, line: str = "single") -> None:
    """Rule these sides of paragraphs of this form; they are named in the order top, left, bottom, right."""
    properties = form._element.get_or_add_pPr()
    properties.insert_element_before(
        element("pBdr", *(element(side, **(HAIRLINE | {"val": line})) for side in sides)),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )


def _table_style(id: str, name: str, upright: float, sideways: float, *, ruled: bool) -> Element:
    sides = ("top", "left", "bottom", "right")
    rules = [element(side, **HAIRLINE) for side in (*sides, "insideH", "insideV")] if ruled else []
    room = {"top": upright, "left": sideways, "bottom": upright, "right": sideways}
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="TableNormal"),
        element(
            "tblPr",
            element("tblInd", w=0, type="dxa"),
            *([element("tblBorders", *rules)] if rules else []),
            element("tblCellMar", *(element(side, w=twips(Pt(room[side])), type="dxa") for side in sides)),
        ),
        type="table",
        customStyle=1,
        styleId=id,
    )
