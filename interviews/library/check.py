"""What must hold between the entries of library files, and between them and the database."""

import difflib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

import yaml
from django.utils.translation import gettext as _

from interviews.library import forms
from interviews.library.forms import BAD, SLUG, Notes, line_of
from interviews.library.reader import Problem, UnreadableError, tree
from interviews.library.sections import SECTIONS
from interviews.library.sections.roles import LINKS
from interviews.library.sections.rubrics import GENERAL
from interviews.models import Question, RatingScale, ScalePoint
from roles import models as roles

BY_NAME = {section.name: section for section in SECTIONS}


@dataclass
class Files:
    """What files say: their entries by section, all slugs named in them, and their problems."""

    entries: dict[str, list]
    named: dict[str, set]
    problems: list[Problem]


def read(sources) -> Files:
    """Everything that can be known of files without the database."""
    entries = {section.name: [] for section in SECTIONS}
    named = {name: set() for name in entries}
    problems = []
    for source in sources:
        try:
            root = tree(source)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        notes = Notes(source.name)
        with suppress(forms.TooManyProblemsError):
            _read_file(notes, root, entries, named)
        problems += notes.problems
    problems += _duplicates(entries)
    return Files(entries, named, problems)


def problems_of(files: Files) -> list[Problem]:
    """Every problem of the files, among themselves and with what is in the database."""
    # An entry with a faulty field is named by its slug all the same, so that what refers to it
    # is not reported as well.
    known = {
        name: {record["slug"] for record in records} | files.named[name]
        for name, records in files.entries.items()
    }
    return sorted([*files.problems, *_cross_check(files.entries, known)])


def _read_file(notes, root, entries, named):
    seen = set()
    for key_node, value_node in root.value:
        if not isinstance(key_node, yaml.ScalarNode):
            notes.add(line_of(key_node), "", _("A section has no name."), _("Write one."))
            continue
        name = key_node.value
        if name in seen:
            wrong = _("The section “%(name)s” stands twice.") % {"name": name}
            notes.add(line_of(key_node), name, wrong, _("Put its entries under one heading."))
        seen.add(name)
        section = BY_NAME.get(name)
        if section is None:
            wrong = _("The section “%(name)s” is unknown.") % {"name": name[:60]}
            right = _("The sections are: %(known)s.") % {"known": ", ".join(BY_NAME)}
            notes.add(line_of(key_node), name[:60], wrong, right)
            continue
        _read_section(notes, section, value_node, entries, named)


def _read_section(notes, section, node, entries, named):
    if not isinstance(node, yaml.SequenceNode):
        section.read(notes, node, section.name)
        return
    read_entry = forms.record(section.fields)
    for number, item in enumerate(node.value, start=1):
        slug = _slug_in(item)
        if slug:
            named[section.name].add(slug)
        record = read_entry(notes, item, f"{section.name}[{slug or number}]")
        if record is not BAD:
            entries[section.name].append(record)


def _slug_in(node):
    """The slug of an entry, however faulty the rest; empty where it has none."""
    pairs = node.value if isinstance(node.value, list) else []
    for pair in pairs:
        if isinstance(pair, tuple) and pair[0].value == "slug":
            value = pair[1].value
            return value if isinstance(value, str) and SLUG.match(value) else ""
    return ""


def _problem(record, section, field, wrong, right, line=None):
    where = f"{section}[{record.get('slug', '')}]"
    where = f"{where}.{field}" if field else where
    return Problem(record.file, line or record.line_of(field.split(".")[0]), where, wrong, right)


def _duplicates(entries):
    for section, records in entries.items():
        first = {}
        for record in records:
            slug = record["slug"]
            if slug not in first:
                first[slug] = record
                continue
            other = first[slug]
            wrong = _("The slug “%(slug)s” is taken by %(file)s, line %(line)s.") % {
                "slug": slug,
                "file": other.file,
                "line": other.line,
            }
            yield _problem(record, section, "slug", wrong, _("Give each entry its own slug."))


def _cross_check(entries, in_files):
    known = {
        section.name: in_files[section.name]
        | set(section.model.objects.values_list("slug", flat=True))
        for section in SECTIONS
    }
    scales = _scale_values(entries)
    for record in entries["scales"]:
        yield from _check_scale(record)
    for record in entries["competencies"]:
        yield from _check_competency(record, known, scales)
    for record in entries["roles"]:
        yield from _check_role(record, known)
    for record in entries["questions"]:
        yield from _check_question(record, known)
    for record in entries["choices"]:
        yield from _check_choice(record, known)


def _unknown(record, section, field, slug, known, line=None):
    """A reference to an entry that is neither in the files nor in the database."""
    if slug in known:
        return
    wrong = _("There is no “%(slug)s”.") % {"slug": slug}
    close = difflib.get_close_matches(slug, known, n=1)
    right = (
        _("Did you mean “%(close)s”? Else add it, or load the file that has it as well.")
        % {"close": close[0]}
        if close
        else _("Add it, or load the file that has it as well.")
    )
    yield _problem(record, section, field, wrong, right, line or getattr(slug, "line", None))


def _twice(values):
    return [value for value, count in Counter(values).items() if count > 1]


def _scale_values(entries):
    """The numbers of each scale after the load, by slug."""
    values = {
        scale.slug: [point.value for point in scale.points.all()]
        for scale in RatingScale.objects.prefetch_related("points")
    }
    for record in entries["scales"]:
        values[record["slug"]] = sorted({point["value"] for point in record["points"]})
    return values


def _check_scale(record):
    numbers = [point["value"] for point in record["points"]]
    if len(numbers) < 2:
        wrong = _("A scale needs at least two points.")
        yield _problem(record, "scales", "points", wrong, _("Add the missing ones."))
    if numbers != sorted(set(numbers)):
        wrong = _("The numbers are %(numbers)s.") % {"numbers": ", ".join(map(str, numbers))}
        right = _("Write each number once, from low to high.")
        yield _problem(record, "scales", "points", wrong, right)
    lost = (
        roles.Competency.objects.filter(
            anchors__point__in=_points_left_out(record["slug"], numbers)
        )
        .distinct()
        .order_by("slug")
    )
    if names := [competency.slug for competency in lost[:5]]:
        wrong = _("A point is left out that has anchors: %(names)s.") % {"names": ", ".join(names)}
        right = _("Keep the point, or make a new scale under another slug.")
        yield _problem(record, "scales", "points", wrong, right)


def _points_left_out(slug, numbers):
    return ScalePoint.objects.filter(scale__slug=slug).exclude(value__in=numbers)


def _check_competency(record, known, scales):
    for scale, levels in record["anchors"].items():
        unknown = list(_unknown(record, "competencies", f"anchors.{scale}", scale, known["scales"]))
        yield from unknown
        if unknown or scale not in scales:
            continue
        if GENERAL not in levels:
            wrong = _("The general anchors are missing.")
            right = _("Add “general:” with one anchor for each point of the scale.")
            yield _problem(record, "competencies", f"anchors.{scale}", wrong, right)
        for level, texts in levels.items():
            yield from _check_anchors(record, scale, level, texts, scales[scale])


def _check_anchors(record, scale, level, texts, wanted):
    field = f"anchors.{scale}.{level}"
    if missing := [str(value) for value in wanted if value not in texts]:
        wrong = _("There is no anchor for %(points)s.") % {"points": ", ".join(missing)}
        right = _("Write one for each point: %(points)s.") % {"points": ", ".join(map(str, wanted))}
        yield _problem(record, "competencies", field, wrong, right)
    if extra := [str(value) for value in texts if value not in wanted]:
        wrong = _("The scale has no point %(points)s.") % {"points": ", ".join(extra)}
        right = _("Remove the anchor, or add the point to the scale.")
        yield _problem(record, "competencies", field, wrong, right)


def _check_role(record, known):
    yield from _unknown(record, "roles", "family", record["family"], known["families"])
    parts = record["competencies"]
    for part in parts:
        yield from _unknown(
            record, "roles", "competencies", part["competency"], known["competencies"], part.line
        )
    for slug in _twice(str(part["competency"]) for part in parts):
        wrong = _("“%(slug)s” stands twice.") % {"slug": slug}
        yield _problem(record, "roles", "competencies", wrong, _("Keep one of the two."))
    total = sum(part["weight"] for part in parts)
    if parts and total != 100:
        wrong = _("The weights sum to %(total)s.") % {"total": total}
        right = _("Change them so that they sum to 100.")
        yield _problem(record, "roles", "competencies", wrong, right)
    for benchmark in record["pay_benchmarks"]:
        currency = benchmark["currency"]
        if (
            not (currency.isascii() and currency.isalpha() and currency.isupper())
            or len(currency) != 3
        ):
            wrong = _("“%(currency)s” is no currency code.") % {"currency": currency}
            right = _("Write three capitals, such as USD.")
            yield _problem(
                record, "roles", "pay_benchmarks", wrong, right, benchmark.line_of("currency")
            )
    for kind in LINKS:
        yield from _check_links(record, kind, known)


def _check_links(record, kind, known):
    for link in record[kind]:
        if not link["role"] and not link["text"]:
            wrong = _("The link has neither a role nor a text.")
            right = _("Name a role by its slug, or write its title as text.")
            yield _problem(record, "roles", kind, wrong, right, link.line)
        elif link["role"] == record["slug"]:
            wrong = _("The role is linked to itself.")
            right = _("Name another role, or write its title as text.")
            yield _problem(record, "roles", kind, wrong, right, link.line)
        elif link["role"]:
            yield from _unknown(record, "roles", kind, link["role"], known["roles"], link.line)


def _check_question(record, known):
    if record["competency"]:
        yield from _unknown(
            record, "questions", "competency", record["competency"], known["competencies"]
        )
    elif record["type"] not in Question.UNSCORED_TYPES:
        wrong = _("A %(type)s question needs a competency.") % {"type": record["type"]}
        right = _("Name the competency it asks about.")
        yield _problem(record, "questions", "competency", wrong, right)
    for slug in record["roles"]:
        yield from _unknown(record, "questions", "roles", slug, known["roles"])
    for name in ("roles", "levels"):
        for value in _twice(str(value) for value in record[name]):
            wrong = _("“%(slug)s” stands twice.") % {"slug": value}
            yield _problem(record, "questions", name, wrong, _("Keep one of the two."))


def _check_choice(record, known):
    yield from _unknown(record, "choices", "family", record["family"], known["families"])
    answers = record["answers"]
    if len(answers) < 2:
        wrong = _("A question needs at least two answers.")
        yield _problem(record, "choices", "answers", wrong, _("Add the missing ones."))
    yield from _check_once(record, "answers", answers, lambda answer: answer["text"])
    for number, answer in enumerate(answers, start=1):
        field = f"answers[{number}].signs"
        yield from _check_once(
            record, field, answer["signs"], lambda sign: (sign["field"], sign["words"])
        )


def _check_once(record, field, parts, key):
    """Parts of a rule that stand twice, at the line of the second."""
    seen = set()
    for part in parts:
        if key(part) in seen:
            said = part.get("words") or part["text"]
            wrong = _("“%(slug)s” stands twice.") % {"slug": said}
            yield _problem(record, "choices", field, wrong, _("Keep one of the two."), part.line)
        seen.add(key(part))
