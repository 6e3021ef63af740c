"""The kinds of spreadsheet, and what stands in their columns."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from interviews.models.questions import Question
from roles.models import Competency, Level

SCALE_POINTS = range(1, 10)
APART = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """`text` without what people write in different ways: case, accents, spaces and hyphens."""
    return _plain(str(text))


@lru_cache(maxsize=2048)
def _plain(text):
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return APART.sub("", letters)


@dataclass(frozen=True)
class Column:
    """A column: its `form` says how its cells are read. Cells of a part (one scale and level of a
    competency, one competency of a role) differ from row to row; the others tell of the whole."""

    key: str
    heading: Any
    form: str  # slug line prose lines choice choices number yes_no reference references note
    help: Any = ""
    example: str = ""
    also: tuple[str, ...] = ()
    is_part: bool = False
    is_needed: bool = False
    choices: tuple[tuple[str, Any], ...] = ()
    refers_to: str = ""  # what a reference names: competencies, roles, families or scales
    low: int = 0
    high: int = 0
    default: str = ""  # what an empty cell counts as

    @property
    def names(self) -> set[str]:
        """All that its heading may be, as `plain` gives it."""
        return {plain(name) for name in (self.key, self.heading, *self.also)}

    @property
    def is_long(self) -> bool:
        """Whether a person needs more than one line to write in it."""
        return self.form in ("prose", "lines", "choices", "references")


@dataclass(frozen=True)
class Kind:
    """A kind of spreadsheet. Rows are about the same thing where their identity is the same: the
    slug or, where that is empty, what stands in the column `called`."""

    slug: str
    name: Any
    things: Any
    called: str
    columns: tuple[Column, ...]
    explanation: Any
    rights: tuple[str, ...]
    right_to_read: str
    admin_list: str

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    @property
    def wholes(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.is_part)

    @property
    def parts(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_part)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def column_named(self, heading: str) -> Column | None:
        """The column that a heading means, forgiving about case, spaces, hyphens and order."""
        wanted = plain(heading)
        return next((column for column in self.columns if wanted in column.names), None)


WRONG = Column(
    "what_is_wrong",
    _("What is wrong"),
    "note",
    help=_("Stands in downloads of refused rows. It is not read."),
)
SLUG_HELP = _(
    "Short name for references, from letters, digits and hyphens. It decides which entry is "
    "changed. Leave it empty for a new one: it is then made from the text."
)


def _slug(example: str) -> Column:
    return Column("slug", _("Slug"), "slug", SLUG_HELP, example, also=("id", "short name"))


LEVELS = tuple(Level.choices)

QUESTIONS = Kind(
    "questions",
    _("Questions"),
    _("questions"),
    "prompt",
    (
        _slug("example-discovery-1"),
        Column(
            "state",
            _("State"),
            "note",
            _("For reading. New questions are drafts, and a changed wording goes to review."),
        ),
        Column(
            "competency",
            _("Competency"),
            "reference",
            _("Its name or slug. Only background and motivation questions go without."),
            "discovery",
            refers_to="competencies",
        ),
        Column(
            "type",
            _("Type"),
            "choice",
            _("The type of question."),
            "Behavioural",
            also=("question type", "kind"),
            is_needed=True,
            choices=tuple(Question.Type.choices),
        ),
        Column(
            "minutes",
            _("Minutes"),
            "number",
            _("Time for the answer, a whole number from 1 to 120. Empty counts as 6."),
            "6",
            also=("time", "duration"),
            low=1,
            high=120,
            default="6",
        ),
        Column(
            "prompt",
            _("Prompt"),
            "prose",
            _("The question, read aloud word for word."),
            "Tell me about a customer whose real need was not the one they named first. How did "
            "you find out, and what did you change?",
            also=("question", "question text", "text", "wording"),
            is_needed=True,
        ),
        Column(
            "follow_ups",
            _("Follow-ups"),
            "lines",
            _("One per line (Alt+Enter in Excel), or on one line with | between them."),
            "What did you ask first?\nWhat came of it?",
            also=("follow-up", "follow-up questions", "probes"),
        ),
        Column(
            "positive_indicators",
            _("Positive indicators"),
            "lines",
            _("What a good answer shows, one per line."),
            "Asks before offering\nNames what changed and by how much",
            also=("indicators", "positive", "green flags"),
        ),
        Column(
            "red_flags",
            _("Red flags"),
            "lines",
            _("What counts against an answer, one per line."),
            "Speaks of the product only",
            also=("negative indicators", "flags"),
        ),
        Column(
            "materials",
            _("Materials"),
            "prose",
            _("A role-play brief, or what has to be at hand."),
        ),
        Column(
            "roles",
            _("Roles it fits"),
            "references",
            _("Titles or slugs of roles, one per line. Empty: all that ask for the competency."),
            "account-executive",
            also=("role", "roles"),
            refers_to="roles",
        ),
        Column(
            "levels",
            _("Levels it fits"),
            "choices",
            _("One per line. Empty: all levels."),
            "Mid-level\nSenior",
            also=("level", "levels"),
            choices=LEVELS,
        ),
        Column(
            "language",
            _("Language"),
            "line",
            _("Its code. Empty counts as en."),
            "en",
            also=("lang",),
            default="en",
        ),
        Column("source", _("Source"), "line", _("Where it comes from."), "Own", also=("origin",)),
        WRONG,
    ),
    _("One row is one question."),
    ("interviews.add_question", "interviews.change_question"),
    "interviews.view_question",
    "admin:interviews_question_changelist",
)

COMPETENCIES = Kind(
    "competencies",
    _("Competencies with anchors"),
    _("competencies"),
    "name",
    (
        _slug("example-discovery"),
        Column(
            "name",
            _("Name"),
            "line",
            _("What it is called."),
            "Example: discovery",
            also=("competency",),
            is_needed=True,
        ),
        Column(
            "category",
            _("Category"),
            "choice",
            _("The category, in the first row of a competency."),
            "Hard skill",
            also=("type",),
            is_needed=True,
            choices=tuple(Competency.Category.choices),
        ),
        Column(
            "definition",
            _("Definition"),
            "prose",
            _("What is meant by it, in the first row of a competency."),
            "Finds out what a customer needs before offering anything.",
            also=("description",),
            is_needed=True,
        ),
        Column(
            "references",
            _("References"),
            "lines",
            _("Elements of published frameworks, one per line."),
            "O*NET Skill 2.A.1.b Active Listening",
        ),
        Column(
            "scale",
            _("Rating scale"),
            "reference",
            _("Name or slug of the scale. Empty where there is only one."),
            "five-point",
            also=("scale",),
            is_part=True,
            refers_to="scales",
        ),
        Column(
            "level",
            _("Role level"),
            "choice",
            _("Empty for the general anchors; a level for those that override them."),
            also=("level",),
            is_part=True,
            choices=LEVELS,
        ),
        *[
            Column(
                f"anchor_{value}",
                format_lazy(_("Anchor {value}"), value=value),
                "prose",
                _("The behaviour that earns this number. Empty where there is none."),
                example,
                also=(str(value), f"point {value}"),
                is_part=True,
            )
            for value, example in zip(
                SCALE_POINTS,
                (
                    "Offers a product before asking a single question.",
                    "Asks a few questions from a list, whatever the answers are.",
                    "Asks about the need, its cause and its cost, and sums them up correctly.",
                    "Finds a need that the customer had not named, and confirms it.",
                    "Brings several people on the customer's side to one shared view of the need.",
                    *[""] * 4,
                ),
                strict=True,
            )
        ],
        WRONG,
    ),
    _(
        "One row has the anchors of a competency for one rating scale and role level. Name, "
        "category and definition stand in its first row."
    ),
    (
        "roles.add_competency",
        "roles.change_competency",
        "interviews.add_anchor",
        "interviews.change_anchor",
        "interviews.delete_anchor",
    ),
    "roles.view_competency",
    "admin:roles_competency_changelist",
)


def _prose(key: str, heading: Any, example: str = "", **more: Any) -> Column:
    return Column(key, heading, "prose", more.pop("help", ""), example, **more)


def _lines(key: str, heading: Any, example: str = "", **more: Any) -> Column:
    return Column(key, heading, "lines", more.pop("help", _("One per line.")), example, **more)


ROLES = Kind(
    "roles",
    _("Roles with weights"),
    _("roles"),
    "title",
    (
        _slug("example-account-executive"),
        Column(
            "title",
            _("Title"),
            "line",
            _("What the job is called."),
            "Example: Account Executive",
            also=("role", "job title"),
            is_needed=True,
        ),
        Column(
            "competency",
            _("Competency"),
            "reference",
            _("Name or slug. One row for each competency of the role."),
            "discovery",
            is_part=True,
            refers_to="competencies",
        ),
        Column(
            "weight",
            _("Weight"),
            "number",
            _("Per cent; the weights of one role sum to 100."),
            "100",
            is_part=True,
            low=1,
            high=100,
        ),
        Column(
            "essential",
            _("Essential"),
            "yes_no",
            _("yes or no."),
            "yes",
            is_part=True,
        ),
        _prose("level_3", _("At 3"), help=_("What a 3 looks like in this role."), is_part=True),
        _prose("level_5", _("At 5"), help=_("What a 5 looks like in this role."), is_part=True),
        Column(
            "family",
            _("Job family"),
            "reference",
            _("Name or slug of a family that is there already, in the first row of a role."),
            "sales",
            also=("family",),
            is_needed=True,
            refers_to="families",
        ),
        Column(
            "level",
            _("Level"),
            "choice",
            _("How senior the role is."),
            "Mid-level",
            is_needed=True,
            choices=LEVELS,
        ),
        _lines("other_titles", _("Other titles"), "Client Executive"),
        _prose(
            "summary",
            _("Summary"),
            "Owns the sales cycle for a set of accounts.",
            is_needed=True,
            help=_("What the role is for, in a sentence or two."),
        ),
        _prose("scope", _("Scope of authority")),
        _lines("distinctions", _("Beside other roles")),
        _lines("responsibilities", _("Responsibilities"), "Qualify pipeline\nNegotiate and close"),
        _lines("hard_skills", _("Hard skills")),
        _lines("soft_skills", _("Soft skills")),
        _prose("education", _("Education")),
        _prose("experience", _("Experience")),
        _prose("work_environment", _("Work environment")),
        _prose("travel", _("Travel")),
        _lines("measures", _("Measures of performance"), "Revenue against quota"),
        _prose("pay_structure", _("Pay structure")),
        _lines("industries", _("Industries")),
        _lines("onet_soc", _("O*NET-SOC codes"), help=_("Such as 11-2022.00, one per line.")),
        _prose("weights_reason", _("Reason for the weights"), "Discovery decides most."),
        WRONG,
    ),
    _(
        "One row is one competency of a role, with its weight. All that tells of the role as a "
        "whole stands in its first row. Reporting lines and pay stay as they are."
    ),
    (
        "roles.add_role",
        "roles.change_role",
        "roles.add_rolecompetency",
        "roles.change_rolecompetency",
        "roles.delete_rolecompetency",
    ),
    "roles.view_role",
    "admin:roles_role_changelist",
)

KINDS = {kind.slug: kind for kind in (QUESTIONS, COMPETENCIES, ROLES)}


def kind_that_fits(headings: Iterable[str]) -> Kind:
    """The kind that knows most of these headings."""
    return max(
        KINDS.values(), key=lambda kind: sum(bool(kind.column_named(name)) for name in headings)
    )
