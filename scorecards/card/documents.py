"""Published kits as documents, read once by each process: a scorecard that saves at every pause of
the typing would spend half its time on checking the same frozen data again."""

from interviews.document import KitDocument
from interviews.models import KitRevision

MOST = 64  # documents of some hundred kilobytes

_known: dict[str, KitDocument] = {}


def document_of(revision: KitRevision) -> KitDocument:
    """The frozen document of this revision. Its digest is that of its content, so that what is
    known under it is what it says."""
    document = _known.get(revision.digest)
    if document is None:
        if len(_known) >= MOST:
            _known.clear()
        document = _known[revision.digest] = revision.as_document()
    return document
