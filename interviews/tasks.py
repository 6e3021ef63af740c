"""Work too long for a request. The state of a job stands in the row that it is about, so a task
may be lost, or done twice, and nothing is broken."""

from django_tasks import task

SLICE = 10  # seconds


@task
def work_on(import_file: int) -> bool:
    """Check or write the rows of an import, whichever is asked for. Returns whether it did."""
    from interviews.models import ImportFile

    file = ImportFile.objects.filter(pk=import_file).first()
    return bool(file and file.work())


@task(priority=-10)
def go_on_advising(import_file: int) -> None:
    """Look for advice on the wording of rows of an import that were not looked at. In slices, so
    that work for which somebody waits comes in between."""
    from interviews.models import ImportFile

    if file := ImportFile.objects.filter(pk=import_file).first():
        file.advise(seconds=SLICE)
