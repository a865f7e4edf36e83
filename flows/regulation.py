"""Quy chế của cơ quan: xây dựng, lấy ý kiến, ban hành, công khai, rà soát hằng năm; in the order of the law."""

from flows.running import procedure_flow
from flows.steps import regulation as steps
from procedures.engine import Outcome


@procedure_flow("regulation")
async def regulation(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 59.1.a: người đứng đầu cùng Công đoàn xây dựng
    await steps.consulted(case)  # Điều 53.8-10, 55.1: lấy ý kiến, tiếp thu, giải trình
    await steps.adopted(case)  # hội nghị thông qua, nơi luật của ngày bắt đầu đòi
    if refused := await steps.decided(case):  # Điều 53: người đứng đầu quyết định
        return refused
    await steps.issued(case)  # văn thư: số, ngày, bản ký; quy chế phối hợp có hai chữ ký
    await steps.disclosed(case)  # Điều 46.9, 47.2: công khai trong 05 ngày làm việc
    await steps.posted(case)  # Điều 48: ít nhất 20 ngày liên tục
    number = 1
    while True:
        await steps.review_asked(case, number)  # mỗi năm một lần, như hội nghị kiểm điểm (Điều 51.3.b)
        if ended := await steps.reviewed(case, number):  # bị bãi bỏ, hoặc có quy chế khác thay
            return ended
        number += 1
