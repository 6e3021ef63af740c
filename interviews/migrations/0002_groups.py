"""The four groups and what each may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

LIBRARY = [
    ("roles", model)
    for model in ("jobfamily", "role", "competency", "rolecompetency", "rolelink", "paybenchmark")
] + [
    ("interviews", model)
    for model in ("ratingscale", "scalepoint", "anchor", "question", "libraryupload")
]
WRITE = ("add", "change", "delete", "view")

GROUPS = {
    "Library admins": [
        *[(app, f"{act}_{model}") for app, model in LIBRARY for act in WRITE],
        ("interviews", "view_kit"),
        ("interviews", "read_all_kits"),
    ],
    "Hiring managers": [
        *[(app, f"view_{model}") for app, model in LIBRARY if model != "libraryupload"],
        ("interviews", "view_kit"),
        ("interviews", "add_kit"),
        ("interviews", "change_kit"),
        ("interviews", "view_opening"),
        ("interviews", "add_opening"),
        ("interviews", "change_opening"),
        ("interviews", "view_candidate"),
        ("interviews", "add_candidate"),
        ("interviews", "change_candidate"),
    ],
    "Coordinators": [
        *[(app, f"view_{model}") for app, model in LIBRARY if model != "libraryupload"],
        ("interviews", "view_kit"),
        ("interviews", "view_opening"),
        ("interviews", "view_candidate"),
    ],
    "Interviewers": [],
}


def make_groups(apps, schema_editor):
    give(apps, GROUPS)


def give(apps, groups):
    """Each group with these rights, made where it is missing. Later migrations add to it."""
    # Permissions are otherwise made after the last migration, too late for this one.
    for app_label in ("roles", "interviews"):
        app_config = apps.get_app_config(app_label)
        models_module = getattr(app_config, "models_module", None)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = models_module
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, rights in groups.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *[
                Permission.objects.get(content_type__app_label=app, codename=codename)
                for app, codename in rights
            ]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
