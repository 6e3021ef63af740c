from django.contrib.staticfiles import storage


class ManifestStaticFilesStorage(storage.ManifestStaticFilesStorage):
    """Our modules import each other by their long-lived names, too. Under two names a module runs
    twice, and whatever it listens to is done twice."""

    # Django's own way, support_js_module_import_aggregation, reads the scripts of packages as well.
    patterns = (
        *storage.ManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            (
                (
                    r"""(?P<matched>(?P<how>\bfrom |\bimport |\bimport\()"(?P<url>\./[^"]+)")""",
                    '%(how)s"%(url)s"',
                ),
            ),
        ),
    )
