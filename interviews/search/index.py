"""The search index: tables that the database itself keeps true, by triggers.

`interviews_question_search` has one row for each question, `interviews_competency_search` one for
each competency with its anchors. They are no models: nothing but the triggers writes them, so
loads, bulk inserts, `update()` and SQL typed by hand all find their way in.

- SQLite: FTS5 tables. The body of a trigger names no table of a model but its own. Otherwise
  SQLite would refuse the renaming by which Django changes a table.
- PostgreSQL: a tsvector each, in a configuration without stop words that stems as FTS5 does.
  Accents go by normalisation, so that no extension is needed.

Changing a model's table on SQLite makes the table anew and loses its triggers. A migration that
touches question, competency or anchor therefore ends with

    migrations.RunPython(index.make_again, migrations.RunPython.noop)

and a test fails where one forgot. A change of what is indexed needs the same.
"""

QUESTIONS = "interviews_question_search"
COMPETENCIES = "interviews_competency_search"

# The columns of a question, and how much a hit in each counts on SQLite: so little beside
# the prompt, because the measure (BM25) favours short texts. PostgreSQL knows four weights.
QUESTION_WEIGHTS = {
    "prompt": 20,
    "competency": 1.5,
    "follow_ups": 0.8,
    "positive_indicators": 0.5,
    "red_flags": 0.5,
    "materials": 0.25,
    "slug": 0.25,
}
COMPETENCY_WEIGHTS = {"name": 20, "definition": 1, "anchors": 0.25, "slug": 0.25}

TRIGGERS = {
    "interviews_question": ("question_added", "question_changed", "question_deleted"),
    "roles_competency": ("competency_added", "competency_changed", "competency_deleted"),
    "interviews_anchor": ("anchor_added", "anchor_changed", "anchor_deleted"),
}
EVENTS = {"added": "INSERT", "changed": "UPDATE", "deleted": "DELETE"}


def make(apps, schema_editor):
    """Make the tables and triggers, and index what is there."""
    _run(schema_editor, "MAKE")
    _run(schema_editor, "FILL")


def make_again(apps, schema_editor):
    drop(apps, schema_editor)
    make(apps, schema_editor)


def drop(apps, schema_editor):
    _run(schema_editor, "DROP")


def missing_triggers(connection):
    """The triggers, as `table.name`, that should be in the database and are not."""
    if connection.vendor == "sqlite":
        sql = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {f"{table}.{name}" for table, name in cursor.fetchall()}
    wanted = {
        f"{table}.interviews_search_{name}" for table, names in TRIGGERS.items() for name in names
    }
    return sorted(wanted - there)


def _run(schema_editor, act):
    from interviews.search import postgresql, sqlite

    engine = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    for statement in getattr(engine, act):
        schema_editor.execute(statement, params=None)
