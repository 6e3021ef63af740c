"""Who may read and keep the questions of “Which role do we need?”."""

from importlib import import_module

from django.db import migrations

MODELS = ("choicequestion", "choiceanswer", "choicesign")
ACTS = {
    "Library admins": ("add", "change", "delete", "view"),
    "Hiring managers": ("view",),
    "Coordinators": ("view",),
}


def give_rights(apps, schema_editor):
    groups = import_module("interviews.migrations.0002_groups")
    rights = {
        group: [("roles", f"{act}_{model}") for model in MODELS for act in acts]
        for group, acts in ACTS.items()
    }
    groups.give(apps, rights)


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0002_groups"),
        ("roles", "0002_choice"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
