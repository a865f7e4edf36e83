"""Staff lists as CSV files, made up line by line."""

HEADINGS = "Họ và tên,Đơn vị,Đối tượng,Thư điện tử,Chức vụ,Năm sinh"


def csv(*lines: str) -> bytes:
    """A file with the usual headings and these lines, as Excel saves it."""
    return "\r\n".join([HEADINGS, *lines, ""]).encode("utf-8-sig")


def of_the_world(people: int = 8, without_mail: int = 1) -> list[str]:
    """The lines that describe the people of tests.world as they are."""
    units = ("Văn phòng", "Phòng Lãnh sự", "Phòng Hợp tác quốc tế")
    return [
        f"Nguyễn Thị Số {number},{units[number % 3]},Công chức,"
        + ("" if number < without_mail else f"nguoi{number}@example.gov.vn")
        + ",,"
        for number in range(people)
    ]
