"""The records of django-simple-history, as the library keeps them."""

from simple_history.models import HistoricalRecords


class LibraryRecords(HistoricalRecords):
    """Once an account is gone its records name nobody, as those of the command line do. So what a
    person does always has a reason, if only an empty one, and what the command line does has
    none."""

    def get_change_reason_for_object(self, instance, history_type, using):
        reason = super().get_change_reason_for_object(instance, history_type, using)
        return reason or ("" if self.get_history_user(instance) else None)
