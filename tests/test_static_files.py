import re

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from config.settings import STORAGES

IMPORTED = re.compile(r"""(?:from|import|import\()\s*["'](\.[^"']+)["']""")


def test_modules_import_each_other_by_the_names_that_pages_load_them_by(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = STORAGES
    call_command("collectstatic", interactive=False, verbosity=0)

    loaded = [
        tmp_path / path
        for path in staticfiles_storage.hashed_files.values()
        if path.startswith("js/")
    ]
    imported = {name for path in loaded for name in IMPORTED.findall(path.read_text())}
    assert imported
    assert imported <= {f"./{path.name}" for path in loaded}
