"""What a document is made of: the plan's standing, its units compared, and what else one kind or another tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.figures.light import Light
from jytrack.domain.figures.track import JudgedAt
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.feedback import Explanation
from jytrack.domain.plan.ownership import is_main
from jytrack.domain.values.words import DepartmentKind
from jytrack.reports.documents.amounts import Naming, units_named
from jytrack.reports.figures.townships import Compared
from jytrack.reports.values.document import Paragraph
from jytrack.reports.values.phrases import NO_LEAD, leads

CALLED = {DepartmentKind.TOWNSHIP: "乡镇", DepartmentKind.COUNTY: "县区"}
"""What units are in prose, of the kinds that are compared."""


@dataclass(frozen=True)
class Facts:
    """One standing with its units compared.

    `earlier` are the lights at the ends of earlier quarters, by the quarter's name and the target's code; `span` is
    what the document calls its months; `names_units` whether its prose may name townships. `at_ends` judges each
    target, by its code, at the end of a closed month on what is known at the clock; `explained` is what its lead said
    of it, month by month; `corrected` what changed since the document before.
    """

    standing: PlanStanding
    compared: Sequence[Compared]
    span: str
    earlier: Mapping[str, Mapping[str, Light]] = field(default_factory=dict)
    names_units: bool = True
    at_ends: Mapping[str, JudgedAt] = field(default_factory=dict)
    explained: Mapping[str, Sequence[Explanation]] = field(default_factory=dict)
    corrected: str = ""

    @cached_property
    def named(self) -> Naming:
        """How units are told of: townships and counties by their number, where the document must not name them."""
        if self.names_units:
            return units_named
        kinds = {each.name: each.kind for each in self.standing.plan.departments}

        def named(units: Sequence[str]) -> str:
            """Departments by name, the rest by its number."""
            told = [units_named([unit for unit in units if kinds.get(unit) not in CALLED])]
            for kind, called in CALLED.items():
                count = sum(kinds.get(unit) is kind for unit in units)
                told.append(f"{count}个{called}" if count else "")
            return "和".join(filter(None, told))

        return named

    @cached_property
    def main(self) -> tuple[Assessment, ...]:
        """The plan's main goals: those that it lists without a task of its own."""
        return tuple(judged for judged in self.standing.assessments if is_main(judged.target))

    @cached_property
    def others(self) -> tuple[Assessment, ...]:
        """All goals but the main ones."""
        return tuple(judged for judged in self.standing.assessments if not is_main(judged.target))

    def owners(self, judged: Assessment) -> str:
        """Who leads a target, in brackets, with the mark of what is not binding."""
        names = "、".join(leads(self.standing.plan, judged.target)) or f"牵头单位{NO_LEAD}"
        return f"（{names}{'' if judged.target.binding else '，不作约束'}）"


def numbered(sentences: Sequence[str]) -> tuple[Paragraph, ...]:
    """Sentences as numbered paragraphs; a single one needs no number."""
    if len(sentences) == 1:
        return (Paragraph(sentences[0]),)
    return tuple(Paragraph(f"{number}.{text}") for number, text in enumerate(sentences, 1))
