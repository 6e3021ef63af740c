"""What the kit builder keeps: changes, locks, drop orders, and more settings of a kit."""

import django.db.models.deletion
import django.utils.timezone
import roles.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0007_import_file"),
        ("roles", "0004_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KitChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("words", roles.fields.ProseField(verbose_name="what was done")),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("before_token", models.CharField(max_length=64)),
                ("after_token", models.CharField(max_length=64)),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken back"),
                ),
            ],
            options={
                "verbose_name": "change of a kit",
                "verbose_name_plural": "changes of a kit",
                "ordering": ["kit", "number"],
            },
        ),
        migrations.AddField(
            model_name="kit",
            name="analysed_on",
            field=models.DateField(blank=True, null=True, verbose_name="date of the job analysis"),
        ),
        migrations.AddField(
            model_name="kit",
            name="analysis_expert",
            field=roles.fields.LineField(
                blank=True,
                help_text="Who knows the job and confirmed what it asks for.",
                max_length=160,
                verbose_name="expert on the job",
            ),
        ),
        migrations.AddField(
            model_name="kit",
            name="analysis_source",
            field=roles.fields.LineField(
                blank=True,
                help_text="Such as “Interviews with three account executives”.",
                max_length=240,
                verbose_name="source of the job analysis",
            ),
        ),
        migrations.AddField(
            model_name="kit",
            name="calibrated_panel",
            field=models.BooleanField(
                default=False,
                help_text="Only people who practised rating in the last twelve months sit on it.",
                verbose_name="panel has practised",
            ),
        ),
        migrations.AddField(
            model_name="kit",
            name="excluded_questions",
            field=models.ManyToManyField(
                blank=True,
                help_text="Assembling never chooses these.",
                related_name="kits_without",
                to="interviews.question",
                verbose_name="questions kept out",
            ),
        ),
        migrations.AddField(
            model_name="kit",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("junior", "Junior"),
                    ("mid", "Mid-level"),
                    ("senior", "Senior"),
                    ("lead", "Lead"),
                    ("manager", "Manager"),
                    ("director", "Director"),
                    ("executive", "Executive"),
                ],
                help_text="Empty: that of the role. It decides which questions and anchors fit.",
                max_length=20,
                verbose_name="level",
            ),
        ),
        migrations.AddField(
            model_name="kit",
            name="papers_held_back",
            field=models.BooleanField(
                default=False,
                help_text="The panel sees CV and test results only after its scorecards are in.",
                verbose_name="papers held back",
            ),
        ),
        migrations.AddField(
            model_name="kit",
            name="same_panel",
            field=models.BooleanField(
                default=False,
                help_text="The same people hold a round with every candidate.",
                verbose_name="same panel for all",
            ),
        ),
        migrations.AddField(
            model_name="kitquestion",
            name="drop_order",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="When time runs short, 1 is left out first. Empty: it is always asked.",
                null=True,
                verbose_name="dropped",
            ),
        ),
        migrations.AddField(
            model_name="kitquestion",
            name="locked",
            field=models.BooleanField(
                default=False,
                help_text="Assembling leaves it in this round.",
                verbose_name="locked",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="solo_role_play",
            field=models.BooleanField(
                default=False,
                help_text="Assembling asks for two otherwise: one plays, one rates.",
                verbose_name="role-plays with one panelist",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="types",
            field=roles.fields.LinesOfChoicesField(
                blank=True,
                default="",
                help_text="What assembling may choose for this round; none ticked means all.",
                line_choices=[
                    ("behavioural", "Behavioural"),
                    ("situational", "Situational"),
                    ("role_play", "Role-play"),
                    ("technical", "Technical"),
                    ("background", "Background"),
                    ("motivation", "Motivation"),
                ],
                verbose_name="types of question",
            ),
        ),
        migrations.AddConstraint(
            model_name="kit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "level__in",
                        ["", "junior", "mid", "senior", "lead", "manager", "director", "executive"],
                    )
                ),
                name="kit_level_known",
                violation_error_message="Choose a level from junior to executive, or none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kitquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("drop_order__isnull", True),
                    models.Q(("drop_order__gte", 1), ("drop_order__lte", 99)),
                    _connector="OR",
                ),
                name="kit_question_drop_order_1_to_99",
                violation_error_message="Number the optional questions from 1 to 99.",
            ),
        ),
        migrations.AddField(
            model_name="kitchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="kitchange",
            name="kit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="interviews.kit",
            ),
        ),
        migrations.AddConstraint(
            model_name="kitchange",
            constraint=models.UniqueConstraint(
                fields=("kit", "number"), name="kit_change_number_once"
            ),
        ),
    ]
