"""How structured an interview is, judged from its kit alone: fifteen checks.

    design_checks(document, today)  the `Checks` of a `KitDocument`

The components are those of Campion, Palmer and Campion (1997), "A review of structure in the
selection interview", Personnel Psychology 50, 655–702: seven of content, eight of evaluation. Each
check gives 1, 0.5 or 0, or nothing while the kit has nothing that it could look at. The score is
100 × the weighted sum over the weight of the checks with a value; the core components count double.
Weights and thresholds are this project's own choices: say `CAUTION` wherever they show.

Plain functions over plain data: nothing here knows a database.
"""

import datetime

from django.utils.translation import gettext_lazy as _

from interviews.document import KitDocument

from . import content, evaluation
from .checks import CAUTION, Check, Checks

__all__ = ["CAUTION", "Check", "Checks", "design_checks"]

CORE = frozenset({1, 2, 4, 8, 9, 11, 14})
COMPONENTS = (
    _("Job analysis"),
    _("Same questions, same order"),
    _("Limited prompting"),
    _("Better types of question"),
    _("Length"),
    _("Other information held back"),
    _("Candidate’s questions at the end"),
    _("A rating for each answer"),
    _("Anchored scales"),
    _("Detailed notes"),
    _("Several raters"),
    _("Same panel for all"),
    _("No talk between interviews"),
    _("Training"),
    _("Combined by rule"),
)


def design_checks(document: KitDocument, today: datetime.date) -> Checks:
    """The design half of the fifteen checks of a kit: what its document alone can tell. `today`
    decides whether its job analysis is recent. Quick enough for every page: the wording is looked
    at by patterns only."""
    findings = (
        content.job_analysis(document, today),
        content.same_questions(document),
        content.prompting(document),
        content.types(document),
        content.length(document),
        content.papers(document),
        content.candidates_questions(document),
        evaluation.rating(document),
        evaluation.anchors(document),
        evaluation.notes(document),
        evaluation.raters(document),
        evaluation.same_panel(document),
        evaluation.apart(document),
        evaluation.training(document),
        evaluation.combination(document),
    )
    return Checks(
        tuple(
            Check(number, str(component), number in CORE, finding)
            for number, (component, finding) in enumerate(
                zip(COMPONENTS, findings, strict=True), start=1
            )
        )
    )
