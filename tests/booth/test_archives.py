"""The browser verifies whole archives as Python does: the same report at every stage, the same broken rule."""

from io import BytesIO

import pytest

from ballots import archive
from ballots.exact import Broken
from ballots.verify import verify
from tests.ballots.faults import FAULTS
from tests.ballots.sealed_world import box, written

VERIFY = """async ({name, expected}) => {
  const response = await fetch(`/files/${name}`);
  try {
    const found = await verify.verify(response.body, expected ?? {});
    return {stage: found.stage, ballots: found.ballots, counted: found.sum.counted, result: found.result};
  } catch (error) {
    if (!(error instanceof numbers.Broken)) throw error;
    return error.rule;
  }
}"""
STRICTER = {
    "a_wrong_factor_and_a_result_of_77_digits": "result-form",
    "a_weight_where_none_was_agreed": "credentials-form",
    "signatures_left_out": "trustees-form",
    "one_key_left_unsigned": "trustees-form",
    "keys_of_holders_that_do_not_follow": "trustees-form",
    "a_single_key_that_everyone_knows": "trustees-form",
}
"""The browser reads the archives of this product alone: no weights, and no holders but three of whom two open."""
STAGES = {
    "open": lambda made: made.opened,
    "closed": lambda made: made.closed,
    "encrypted_tally": lambda made: made.summed,
    "partial": lambda made: made.shared,
    "result": lambda made: made.finished,
}


@pytest.fixture
def verified(js, site):
    """Verifies bytes in the browser: a report, or the rule that is broken."""

    def run(raw: bytes, **expected: object) -> object:
        site.files["tried.bel"] = raw
        return js(VERIFY, {"name": "tried.bel", "expected": expected})

    return run


@pytest.mark.parametrize("stage", STAGES)
def test_an_archive_passes_at_every_stage_with_pythons_report(stage, verified):
    raw = written(STAGES[stage](box()))
    assert verified(raw) == vars(verify(BytesIO(raw)))


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_archive_names_the_rule_that_python_names(name, verified):
    rule, fault = FAULTS[name]
    assert verified(fault()) == STRICTER.get(name, rule)


def test_what_was_published_elsewhere_is_compared(verified):
    made = box()
    raw = written(made.finished)
    assert verified(raw, roll=6, stage="result")["stage"] == "result"
    assert verified(raw, roll=7) == "roll"
    assert verified(raw, stage="closed") == "stage"
    assert verified(raw, head="0" * 64) == "head"
    assert verified(raw, headAtClose="0" * 64) == "head-at-close"


def test_a_file_cut_anywhere_is_refused_or_is_an_earlier_stage(verified):
    raw = written(box().closed)
    for at in range(0, len(raw), len(raw) // 17):
        try:
            wanted: object = vars(verify(BytesIO(raw[:at])))
        except Broken as broken:
            wanted = broken.rule
        assert verified(raw[:at]) == wanted, at


def test_one_altered_byte_anywhere_is_refused(verified):
    raw = written(box().finished)
    for at in range(7, len(raw), len(raw) // 23):
        altered = bytearray(raw)
        altered[at] ^= 1
        with pytest.raises(Broken):
            verify(BytesIO(bytes(altered)))
        assert isinstance(verified(bytes(altered)), str), at


def test_a_foreign_file_is_refused(verified):
    assert verified(b"") == "file-empty"
    assert verified(b"PK\x03\x04" + bytes(1020)) == "file-foreign"
    assert verified(archive.write([archive.Record("BELENIOS", b'{"version":1,"timestamp":"0"}')])) == "event-order"
