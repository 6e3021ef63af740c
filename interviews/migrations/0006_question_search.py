"""The search index of the question bank."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("interviews", "0005_review_data")]

    operations = []
