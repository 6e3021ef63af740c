"""What the page of one import shows, and what comes back from it."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from interviews.admin.imports.form import may_import
from interviews.advice import HEAVIEST
from interviews.models import ImportRow

ROWS_A_PAGE = 50
LONGEST_PK = 19  # digits: what has fewer fits into a column of the database
SHOWN = ("all", "refused", "new", "changed", "unchanged", "advised", "alike", "left_out")


def preview(request, file):
    """All that the page of an import shows."""
    counts = file.counts()
    context = {
        "file": file,
        "kind": file.sheet_kind,
        "counts": counts,
        "rows_in_all": counts["all"] + counts[""],
        "may_import": may_import(request.user, file.sheet_kind),
        "title": _("What this file would do") if not file.is_written else _("What was written"),
        "subtitle": str(file),
    }
    if file.job:
        return context
    from interviews import wording
    from interviews.spreadsheets.cells import names_in_library

    tabs = _tabs(counts)
    show = _choice(request.GET.get("show"), tabs, file)
    page = Paginator(_shown(file, show), ROWS_A_PAGE).get_page(request.GET.get("p"))
    context["may_mend"] = context["may_import"] and not file.is_written
    is_to_mend = context["may_mend"] and any(row.faults for row in page)
    names = names_in_library() if is_to_mend else {}
    same = file.same_faults() if is_to_mend else {}
    return context | {
        "show": show,
        "page": page,
        "rows": [_told(file.sheet_kind, row, names, same) for row in page],
        "tabs": tabs,
        "silence": wording.SILENCE,
    }


def _choice(wish, tabs, file):
    """The rows to show: those wished for while there are any, else those most in need of a look."""
    there = [key for key, _name, _count in tabs]
    wishes = [wish, "all"] if file.is_written else [wish, "refused", "all"]
    return next((key for key in wishes if key in there), there[0] if there else "all")


def _shown(file, show):
    told = file.rows.told()
    match show:
        case "left_out":
            return file.rows.filter(left_out=True)
        case "advised":
            return told.filter(advice__isnull=False).exclude(advice=[])
        case "alike":
            return told.much_alike()
        case "all":
            return told.exclude(status=ImportRow.Status.UNCHANGED)
    return told.filter(status=show)


def _tabs(counts):
    """The rows that a person can choose to see, with how many they are."""
    names = {
        "refused": _("Refused"),
        "all": _("All but unchanged"),
        "new": _("New"),
        "changed": _("Changed"),
        "advised": _("Advice on wording"),
        "alike": _("Like another question"),
        "unchanged": _("Unchanged"),
        "left_out": _("Left out"),
    }
    counts = counts | {"all": counts["good"] + counts["refused"]}
    return [(key, name, counts[key]) for key, name in names.items() if counts[key]]


def _told(kind, row, names, same):
    """A row as the preview shows it."""
    from roles.differences import word_changes

    headings = {column.key: column.heading for column in kind.columns}
    faulty = {}
    for key, message in row.faults:
        faulty.setdefault(key, []).append(message)
    return {
        "row": row,
        "called": row.cells.get(kind.called) or row.cells.get("slug") or "",
        "held_back": faulty.pop("", []),
        "inputs": [
            {
                "column": kind.column(key),
                "name": f"cell-{row.pk}-{key}",
                "text": row.cells.get(key, ""),
                "messages": found,
                "offered": _offered(kind.column(key), names),
                "others": same.get((key, row.cells.get(key, "")), 1) - 1,
            }
            for key, found in faulty.items()
        ],
        "changes": [
            {"heading": headings[key], "pieces": word_changes(before, after)}
            for key, before, after in row.changes
        ],
        "cells": [
            (column.heading, row.cells[column.key])
            for column in kind.columns
            if column.form != "note" and row.cells.get(column.key, "").strip()
        ],
        "advice": [
            piece | {"heading": headings[piece["key"]]}
            for piece in sorted(row.advice or (), key=_weight)
            if row.status == "new" or piece["key"] in {key for key, *_texts in row.changes}
        ],
        "alike": row.alike,
    }


def _weight(piece):
    return HEAVIEST.index(piece["severity"])


def _offered(column, names):
    """What a cell can hold, where that is a list."""
    if not names:
        return []
    if column.form == "choice":
        return [label for _value, label in column.choices]
    if column.form == "reference":
        return sorted(names[column.refers_to].by_slug)
    return [_("yes"), _("no")] if column.form == "yes_no" else []


def mended(data, file):
    """What a person typed into the preview: cells by row, rows to leave out, rows to take in."""
    keys = set(file.sheet_kind.keys)
    shown = {int(pk) for pk in data.getlist("shown") if is_pk(pk)}
    there = dict(file.rows.filter(pk__in=shown).values_list("pk", "left_out"))
    out = {int(pk) for pk in data.getlist("left_out") if is_pk(pk)} & there.keys()
    cells = {}
    for name, text in data.items():
        start, _dash, rest = name.partition("-")
        pk, _dash, key = rest.partition("-")
        if start == "cell" and is_pk(pk) and int(pk) in there and key in keys:
            text = text.replace("\r\n", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
            cells.setdefault(int(pk), {})[key] = text
    for pk, more in _everywhere(data.getlist("everywhere"), cells, file).items():
        cells[pk] = cells.get(pk, {}) | more
    left_out = [pk for pk in out if not there[pk]]
    taken_in = [pk for pk, was_out in there.items() if was_out and pk not in out]
    return cells, left_out, taken_in


def is_pk(text):
    """Whether a text is a number that a primary key can be."""
    return text.isascii() and text.isdigit() and len(text) < LONGEST_PK


def _everywhere(wishes, cells, file):
    """What else to write where a person says that it holds for all rows with the same fault:
    `{pk of a row: {key: text}}`. A wish is `PK-KEY`, the cell that was mended."""
    more = {}
    for wish in wishes:
        pk, _dash, key = wish.partition("-")
        if not is_pk(pk) or key not in cells.get(int(pk), {}):
            continue
        wrong = file.rows.get(pk=pk).cells.get(key, "")
        for other in file.rows_with_fault(key, wrong):
            # A row on the same page sends its cell along; what was mended in it stays.
            if cells.get(other, {}).get(key, wrong) == wrong:
                more.setdefault(other, {})[key] = cells[int(pk)][key]
    return more


def told_why(kind, row):
    """The cells of a refused row, and why it is refused."""
    headings = {column.key: column.heading for column in kind.columns}
    lines = [f"{headings[key]}: {message}" if key else message for key, message in row.faults]
    return row.cells | {"what_is_wrong": "\n".join(lines)}
