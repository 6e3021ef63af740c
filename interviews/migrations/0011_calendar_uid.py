"""Every interview has an identifier of its own in calendars."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interviews", "0010_panel_data")]

    operations = [
        migrations.AlterField(
            model_name="interview",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
