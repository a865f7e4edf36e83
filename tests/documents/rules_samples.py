"""Made-up rules of an agency, and the notice that makes them public."""

from dataclasses import replace
from datetime import date

from documents.papers.regulation import Adoption, RegulationFacts
from documents.papers.regulation_notice import RegulationNoticeFacts
from tests.documents import opinion_samples, samples

TITLE = "Quy chế chi tiêu nội bộ năm 2027"
DECISION = RegulationFacts(
    letterhead=samples.letterhead("QĐ-SNgV", 12, date(2026, 12, 21)),
    agency=samples.AGENCY,
    head="Giám đốc",
    title=TITLE,
    text=("Điều 1. Quy chế này quy định việc chi tiêu nội bộ.", "Điều 2. Công tác phí được khoán theo tháng."),
    signers=(samples.HEAD,),
    filed_by="VP",
    citation="khoản 9 Điều 53 Luật số 10/2022/QH15",
    asked_on=f"dự thảo {TITLE}",
    in_force_on=date(2027, 1, 1),
    replaces="Quy chế chi tiêu nội bộ năm 2026 (Quyết định số 05/QĐ-SNgV ngày 05/01/2026)",
)
COORDINATION = replace(
    DECISION,
    title="Quy chế phối hợp công tác giữa Giám đốc và Công đoàn",
    signers=(samples.UNION_CHAIR, samples.HEAD),
    asked_on="",
    adoption=Adoption("05/NQ-HNCBCC", date(2026, 12, 15)),
    in_force_on=None,
    replaces="",
)


def notice() -> RegulationNoticeFacts:
    disclosed = opinion_samples.disclosure_facts()
    return RegulationNoticeFacts(
        letterhead=disclosed.letterhead,
        agency=samples.AGENCY,
        title=TITLE,
        issued_as="ban hành theo Quyết định số 12/QĐ-SNgV ngày 21/12/2026",
        places=disclosed.places,
        posting=disclosed.posting,
        contact=disclosed.contact,
        signers=(samples.HEAD,),
        filed_by="VP",
        citations=disclosed.citations,
    )
