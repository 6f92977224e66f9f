"""What facts give to a document: what its wording's holes are filled with."""

from collections.abc import Mapping
from dataclasses import field

from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Block


@valueclass
class Material:
    """The holes of `domain/plan/wording.py`, filled: `fields` within lines, `blocks` in the body, `tables` attached.

    A block or table that has nothing to say is empty or left out; its paragraph or attachment is dropped then, and a
    heading without paragraphs with it.
    """

    fields: Mapping[str, str]
    blocks: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
