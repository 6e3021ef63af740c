"""Who may schedule, and the first texts that panelists accept and answer."""

import uuid
from importlib import import_module

from django.db import migrations

SCHEDULING = [
    ("interviews", f"{act}_{model}")
    for model in ("interview", "panelist")
    for act in ("add", "change", "view")
]
RIGHTS = {
    "Library admins": [("interviews", f"{act}_statement") for act in ("add", "view")],
    "Hiring managers": SCHEDULING,
    "Coordinators": SCHEDULING,
}

FIRST_STATEMENTS = {
    "confidentiality": (
        "What I learn about this candidate, what is said in the interview and what my colleagues "
        "note, I keep to myself and to the people who run this opening. I pass on no papers, make "
        "no recording, and talk to no other interviewer about the candidate before my own "
        "scorecard is in."
    ),
    "conflict": (
        "Is there anything between you and this candidate that could sway you, or seem to: family "
        "or close friendship, having worked together, a reporting line, money, or a dispute?"
    ),
}


def give_uids(apps, schema_editor):
    interviews = apps.get_model("interviews", "Interview").objects
    for interview in interviews.filter(uid=None):
        interview.uid = uuid.uuid4()
        interview.save(update_fields=["uid"])


def give_rights(apps, schema_editor):
    import_module("interviews.migrations.0002_groups").give(apps, RIGHTS)


def write_first_statements(apps, schema_editor):
    statements = apps.get_model("interviews", "Statement").objects
    for kind, text in FIRST_STATEMENTS.items():
        statements.get_or_create(kind=kind, number=1, defaults={"text": text})


class Migration(migrations.Migration):
    dependencies = [("interviews", "0009_panels_and_guests")]

    operations = [
        migrations.RunPython(give_uids, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
        migrations.RunPython(write_first_statements, migrations.RunPython.noop),
    ]
