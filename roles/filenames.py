"""What a file is called that is handed out."""

import unicodedata
from urllib.parse import quote


def attachment(*parts: object, ending: str = "pdf") -> str:
    """The header of a download named after these parts; empty ones are left out.

    The name stands in it in ASCII for old programs, then in full.
    """
    name = "-".join("-".join(str(part).split()) for part in parts if part)
    name = "".join(sign for sign in name if sign not in '/\\"%' and sign.isprintable())
    name = f"{name}.{ending}"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lstrip("-")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
