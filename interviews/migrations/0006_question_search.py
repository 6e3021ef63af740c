"""The search index of the library, kept by the database itself: see `interviews.search.index`."""

from django.db import migrations

from interviews.search import index


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0005_review_data"),
        ("roles", "0004_history"),
    ]

    operations = [migrations.RunPython(index.make, index.drop)]
