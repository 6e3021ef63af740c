"""Library files handed in through the admin: kept as they came, read, and loaded on request."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LibraryUpload(models.Model):
    """One hand-in of one or more files. `files` is a list of `{"name", "text"}`."""

    files = models.JSONField(_("files"))
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    loaded_at = models.DateTimeField(_("loaded"), null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("library file")
        verbose_name_plural = _("library files")

    def __str__(self):
        return ", ".join(file["name"] for file in self.files)

    def report(self):
        """What loading these files would do now. Nothing is written."""
        from interviews.library import load

        return load.check(self.sources)

    def load(self, *, seen, by):
        """Write the files into the library, all or nothing, if that does what the report with the
        fingerprint `seen` said; else `OutdatedError`. Returns the report."""
        from interviews.library import load

        report = load.load(self.sources, seen, by)
        if report.is_clean:
            self.loaded_at = timezone.now()
            self.save(update_fields=["loaded_at"])
        return report

    @property
    def sources(self):
        from interviews.library import reader

        return [reader.Source(file["name"], file["text"].encode()) for file in self.files]
