"""Spreadsheets handed in through the admin, and who may hand them in."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
import roles.fields
from django.conf import settings
from django.db import migrations, models


RIGHTS = {
    "Library admins": [("interviews", f"{act}_importfile") for act in ("add", "change", "view")],
}


def give_rights(apps, schema_editor):
    import_module("interviews.migrations.0002_groups").give(apps, RIGHTS)


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0006_question_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("questions", "Questions"),
                            ("competencies", "Competencies with anchors"),
                            ("roles", "Roles with weights"),
                        ],
                        max_length=20,
                        verbose_name="what it holds",
                    ),
                ),
                ("name", roles.fields.LineField(max_length=200, verbose_name="file")),
                ("format", models.CharField(max_length=10, verbose_name="format")),
                ("notes", models.JSONField(default=list, verbose_name="notes")),
                (
                    "handed_in_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="handed in"
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="checked")),
                (
                    "fingerprint",
                    models.CharField(
                        blank=True, max_length=16, verbose_name="fingerprint of what was found"
                    ),
                ),
                ("written_at", models.DateTimeField(blank=True, null=True, verbose_name="written")),
                (
                    "job",
                    models.CharField(
                        blank=True,
                        choices=[("check", "Check"), ("write", "Write")],
                        max_length=10,
                        verbose_name="job",
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked for")),
                (
                    "seen_alive_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="worker's last sign of life"
                    ),
                ),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="rows done")),
                ("to_review", models.BooleanField(default=False, verbose_name="send to review")),
                ("failure", models.TextField(blank=True, verbose_name="why the last job failed")),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "job_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a spreadsheet",
                "verbose_name_plural": "imports of spreadsheets",
                "ordering": ["-handed_in_at"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("cells", models.JSONField(verbose_name="cells")),
                ("left_out", models.BooleanField(default=False, verbose_name="left out")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("unchanged", "Unchanged"),
                            ("refused", "Refused"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("faults", models.JSONField(default=list, verbose_name="faults")),
                ("changes", models.JSONField(default=list, verbose_name="changes")),
                (
                    "advice",
                    models.JSONField(
                        blank=True,
                        help_text="None while nobody has looked for any.",
                        null=True,
                        verbose_name="advice",
                    ),
                ),
                ("alike", models.JSONField(default=list, verbose_name="questions alike")),
                (
                    "target",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="entry of the library"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="interviews.importfile",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a spreadsheet",
                "verbose_name_plural": "rows of spreadsheets",
                "ordering": ["file", "number"],
            },
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["questions", "competencies", "roles"])),
                name="import_file_kind_known",
                violation_error_message="Choose questions, competencies or roles.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("job__in", ["", "check", "write"])),
                name="import_file_job_known",
                violation_error_message="A job checks or writes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("written_at", None), ("written_by", None)),
                    models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                    _connector="OR",
                ),
                name="import_file_written_by_somebody",
                violation_error_message="Say when and by whom the rows were written.",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["file", "status"], name="import_row_status"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("file", "number"),
                name="import_row_number_once",
                violation_error_message="This file has that row already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["", "new", "changed", "unchanged", "refused"])),
                name="import_row_status_known",
                violation_error_message="A row is new, changed, unchanged or refused.",
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
