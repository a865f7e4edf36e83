"""Hội nghị cán bộ, công chức, viên chức, người lao động: mỗi năm một lần, và được nhắc trước hạn của luật."""

from flows.running import procedure_flow
from flows.steps import yearly as steps
from procedures.engine import Outcome


@procedure_flow("yearly_conference")
async def yearly_conference(procedure_id: int) -> Outcome:
    case = await steps.opened(procedure_id)  # Điều 51.1: mỗi năm một lần sau khi kết thúc năm công tác
    year = await steps.first_year(case)
    while True:
        for number in await steps.reminders(case, year):
            await steps.asked(case, year, number)  # không chậm hơn 03 tháng của năm công tác tiếp theo
        await steps.year_closed(case, year)  # đã tổ chức, hoặc đã đến lúc nhắc cho năm sau
        year += 1
