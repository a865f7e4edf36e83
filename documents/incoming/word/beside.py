"""What a Word file holds beside the text that is read, said so that nobody misses it."""

import xml.etree.ElementTree as ET

CHANGES = ("ins", "del", "moveFrom", "moveTo")
FOOTNOTES = ("footnoteReference", "endnoteReference")
PICTURES = ("blip", "imagedata")  # a line drawn under the state name is none


def notes_beside(root: ET.Element) -> list[str]:
    """A sentence for each sort of thing that the paragraphs do not show."""
    found = {element.tag for element in root.iter()}
    said = (
        (found.intersection(CHANGES), "Tệp có vết sửa (Track Changes): đã đọc như khi chấp nhận mọi chỗ sửa."),
        ("commentReference" in found, "Các ghi chú bên lề (Comments) không được đưa vào."),
        (found.intersection(FOOTNOTES), "Chú thích cuối trang không được đưa vào: cần thì gõ thêm vào đoạn văn."),
        (_has_boxes(root), "Chữ trong hộp (Text Box) không được đưa vào: cần thì gõ thêm vào đoạn văn."),
        (found.intersection(PICTURES), "Hình ảnh không được đưa vào."),
        ("oMath" in found, "Công thức toán không được đưa vào: cần thì gõ thêm vào đoạn văn."),
    )
    return [sentence for is_so, sentence in said if is_so]


def _has_boxes(root: ET.Element) -> bool:
    return any(text.text for box in root.iter("txbxContent") for text in box.iter("t"))
