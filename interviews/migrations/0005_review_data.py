"""What the bank holds already counts as approved; its first version is kept, so that a change
loses nothing; where it was published is noted; and who may review, propose and read along."""

from importlib import import_module

from django.db import migrations
from django.utils import timezone

WITH_HISTORY = (
    ("roles", "Competency"),
    ("roles", "Role"),
    ("roles", "RoleCompetency"),
    ("interviews", "RatingScale"),
    ("interviews", "ScalePoint"),
    ("interviews", "Anchor"),
    ("interviews", "Question"),
)
RIGHTS = {
    "Library admins": [
        *[("interviews", f"{act}_wordingrule") for act in ("add", "change", "delete", "view")],
        ("interviews", "view_questionstep"),
        ("interviews", "review_question"),
        ("interviews", "propose_question"),
    ],
    "Hiring managers": [("interviews", "propose_question")],
}


def approve_what_is_there(apps, schema_editor):
    apps.get_model("interviews", "Question").objects.update(state="approved")


def keep_first_versions(apps, schema_editor):
    for app, name in WITH_HISTORY:
        model = apps.get_model(app, name)
        history = apps.get_model(app, f"Historical{name}")
        kept = {field.attname for field in history._meta.concrete_fields}
        fields = [field for field in model._meta.concrete_fields if field.attname in kept]
        versions = [
            history(
                history_date=timezone.now(),
                history_type="+",
                **{field.attname: getattr(row, field.attname) for field in fields},
            )
            for row in model.objects.iterator()
        ]
        history.objects.bulk_create(versions, batch_size=500)
    keep_first_roles(apps)


def keep_first_roles(apps):
    """The roles that each question fits, beside its first version."""
    versions = apps.get_model("interviews", "HistoricalQuestion").objects
    version_of = dict(versions.values_list("id", "history_id"))
    pairs = apps.get_model("interviews", "Question").roles.through.objects
    kept = apps.get_model("interviews", "HistoricalQuestion_roles")
    kept.objects.bulk_create(
        [
            kept(id=pk, history_id=version_of[question], question_id=question, role_id=role)
            for pk, question, role in pairs.values_list("pk", "question_id", "role_id")
        ],
        batch_size=500,
    )


def note_where_published(apps, schema_editor):
    question_of = dict(apps.get_model("interviews", "Question").objects.values_list("slug", "pk"))
    published = apps.get_model("interviews", "PublishedQuestion")
    for revision in apps.get_model("interviews", "KitRevision").objects.iterator(chunk_size=50):
        asked = {
            (round_["key"], question["source"])
            for round_ in revision.document["rounds"]
            for question in round_["questions"]
            if question.get("source") in question_of
        }
        published.objects.bulk_create(
            published(revision=revision, round_key=key, question_id=question_of[slug])
            for key, slug in sorted(asked)
        )


def give_rights(apps, schema_editor):
    import_module("interviews.migrations.0002_groups").give(apps, RIGHTS)


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0004_review_and_history"),
        ("roles", "0004_history"),
    ]

    operations = [
        migrations.RunPython(operation, migrations.RunPython.noop)
        for operation in (
            approve_what_is_there,
            keep_first_versions,
            note_where_published,
            give_rights,
        )
    ]
