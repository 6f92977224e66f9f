"""The rich samples as text: read once, and kept."""

import pytest

from jytrack.errors import UsageError
from jytrack.reports.formats import csv, markdown, plain, table
from jytrack.reports.values.document import Document
from tests.conftest import Golden
from tests.reports.formats import sample

SAMPLES = {"bulletin": sample.bulletin(), "urging": sample.urging(), "page": sample.page()}


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(golden: Golden, name: str) -> None:
    document = SAMPLES[name]
    golden(f"reports/formats/{name}.txt", plain.render(document))
    golden(f"reports/formats/{name}.md", markdown.render(document))
    golden(f"reports/formats/{name}.80.txt", table.render(document, width=80, colour=False))


@pytest.mark.parametrize("name", SAMPLES)
def test_letterhead_and_charts_are_left_out(name: str) -> None:
    told = plain.render(SAMPLES[name])
    assert "签发人" not in told
    assert "〔2023〕" not in told
    assert "每月新增" not in told
    assert told.encode("gbk")


def test_csv_refuses_a_letter_and_names_the_way_out() -> None:
    letter = sample.bulletin()
    flat = Document(
        letter.title, letter.blocks, "jytrack report variance", letter=letter.letter, attachments=letter.attachments
    )
    with pytest.raises(UsageError, match="jytrack report variance"):
        csv.render(flat)
