"""The index on SQLite: FTS5 tables and their triggers."""

from interviews.search.index import (
    COMPETENCIES,
    COMPETENCY_WEIGHTS,
    EVENTS,
    QUESTION_WEIGHTS,
    QUESTIONS,
    TRIGGERS,
)

TOKENIZE = "tokenize='porter unicode61 remove_diacritics 2'"
OWN = [name for name in QUESTION_WEIGHTS if name != "competency"]
ANCHORS = """(SELECT coalesce(group_concat(text, char(10)), '') FROM interviews_anchor
    WHERE competency_id = {pk})"""


def _insert_question(row):
    own = ", ".join(f"{row}.{name}" for name in OWN)
    return f"""
    INSERT INTO {QUESTIONS} (rowid, {", ".join(OWN)}, competency, competency_id)
    VALUES ({row}.id, {own},
        coalesce((SELECT name FROM {COMPETENCIES} WHERE rowid = {row}.competency_id), ''),
        {row}.competency_id);"""


def _forget_question(row):
    return f"DELETE FROM {QUESTIONS} WHERE rowid = {row}.id;"


# Questions may be loaded before their competency.
NAME_QUESTIONS = f"""
    UPDATE {QUESTIONS} SET competency = NEW.name WHERE competency_id = NEW.id;"""


def _gather_anchors(row):
    pk = f"{row}.competency_id"
    return f"""
    UPDATE {COMPETENCIES} SET anchors = {ANCHORS.format(pk=pk)} WHERE rowid = {pk};"""


BODIES = {
    "question_added": _forget_question("NEW") + _insert_question("NEW"),
    "question_changed": _forget_question("OLD") + _insert_question("NEW"),
    "question_deleted": _forget_question("OLD"),
    "competency_added": f"""
    INSERT INTO {COMPETENCIES} (rowid, name, definition, slug, anchors)
    VALUES (NEW.id, NEW.name, NEW.definition, NEW.slug, '');
    {NAME_QUESTIONS}""",
    "competency_changed": f"""
    UPDATE {COMPETENCIES} SET name = NEW.name, definition = NEW.definition, slug = NEW.slug
    WHERE rowid = NEW.id;
    {NAME_QUESTIONS}""",
    "competency_deleted": f"DELETE FROM {COMPETENCIES} WHERE rowid = OLD.id;",
    "anchor_added": _gather_anchors("NEW"),
    "anchor_changed": _gather_anchors("OLD") + _gather_anchors("NEW"),
    "anchor_deleted": _gather_anchors("OLD"),
}
ONLY_OF = {
    "question_changed": f"OF {', '.join(OWN)}, competency_id",
    "competency_changed": "OF name, definition, slug",
    "anchor_changed": "OF text, competency_id",
}


def _trigger(table, name):
    event = EVENTS[name.rpartition("_")[2]]
    return f"""
    CREATE TRIGGER interviews_search_{name} AFTER {event} {ONLY_OF.get(name, "")} ON {table}
    BEGIN {BODIES[name]} END"""


MAKE = [
    f"""CREATE VIRTUAL TABLE {QUESTIONS} USING fts5(
        {", ".join(QUESTION_WEIGHTS)}, competency_id UNINDEXED, {TOKENIZE})""",
    f"CREATE VIRTUAL TABLE {COMPETENCIES} USING fts5({', '.join(COMPETENCY_WEIGHTS)}, {TOKENIZE})",
    *[_trigger(table, name) for table, names in TRIGGERS.items() for name in names],
]
FILL = [
    f"""INSERT INTO {COMPETENCIES} (rowid, name, definition, slug, anchors)
    SELECT id, name, definition, slug, {ANCHORS.format(pk="roles_competency.id")}
    FROM roles_competency""",
    f"""INSERT INTO {QUESTIONS} (rowid, {", ".join(OWN)}, competency, competency_id)
    SELECT question.id, {", ".join(f"question.{name}" for name in OWN)},
        coalesce(competency.name, ''), question.competency_id
    FROM interviews_question question
    LEFT JOIN roles_competency competency ON competency.id = question.competency_id""",
]
DROP = [
    *[
        f"DROP TRIGGER IF EXISTS interviews_search_{name}"
        for names in TRIGGERS.values()
        for name in names
    ],
    f"DROP TABLE IF EXISTS {QUESTIONS}",
    f"DROP TABLE IF EXISTS {COMPETENCIES}",
]


def found_in(index):
    """SQL: that a row of `index` is found by its parameter, the key of what it found, and how well
    it fits, more for better."""
    weights = QUESTION_WEIGHTS if index == QUESTIONS else COMPETENCY_WEIGHTS
    points = ", ".join(map(str, weights.values()))
    # The plus keeps SQLite from searching anew for every row of the table beside the index.
    return f"{index} MATCH %s", f"+{index}.rowid", f"-bm25({index}, {points})"


def expression(terms):
    """What MATCH takes, for texts that have all terms."""
    return " AND ".join(f"({_alternatives(term)})" for term in terms)


def any_in_prompt(words):
    """What MATCH takes, for questions whose prompt has one of the words."""
    return "prompt : (" + " OR ".join(f'"{word}"' for word in words) + ")"


def _alternatives(term):
    phrase = f'"{" ".join(term.words)}"'
    ways = [f"{phrase} *" if term.is_beginning else phrase]
    return " OR ".join(ways + [f'"{stem}"' for stem in sorted(term.alternatives)])
