"""Spreadsheets in and out: hand in, look at what each row would do, mend, write; and export."""

from interviews.admin.imports.desk import ImportFileAdmin
from interviews.admin.imports.downloads import FromImportFilter, export_selected

__all__ = ["FromImportFilter", "ImportFileAdmin", "export_selected"]
