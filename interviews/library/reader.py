"""From a file to a YAML tree, or to the reasons why not. Nothing here trusts its input."""

import stat
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

# The C parser reads the sales library in a tenth of the time; PyYAML can be built without it.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 12  # the library's own form needs seven levels
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with a file, and what would be right. Lines count from 1; 0 stands
    for the file as a whole."""

    file: str
    line: int
    field: str
    wrong: str
    right: str

    def __str__(self):
        place = self.file
        if self.line:
            place = _("%(file)s, line %(line)s") % {"file": self.file, "line": self.line}
        if self.field:
            place = f"{place}, {self.field}"
        return f"{place}: {self.wrong} {self.right}"


class UnreadableError(Exception):
    """A file that is no YAML tree of ours. Carries its `Problem`."""

    def __init__(self, file, line, wrong, right):
        self.problem = Problem(file, line, "", wrong, right)
        super().__init__(str(self.problem))


@dataclass(frozen=True)
class Source:
    """A named file. `data` is None where `error` says why it was not read."""

    name: str
    data: bytes | None
    error: Problem | None = None


def too_large(name: str, size: int) -> Problem | None:
    """The problem with a file of `size` bytes, None when the size is fine."""
    limit = settings.LIBRARY_FILE_MAX_BYTES
    if size <= limit:
        return None
    megabytes = {"size": f"{size / 2**20:.1f}", "limit": f"{limit / 2**20:.0f}"}
    return Problem(
        name,
        0,
        "",
        _("The file has %(size)s MB; a library file has at most %(limit)s MB.") % megabytes,
        _("Split it into several files, or check that it is the right one."),
    )


def sources_at(paths) -> list[Source]:
    """The files at `paths`; of a folder all its .yaml and .yml files, by name."""
    return [source for path in map(Path, paths) for source in _sources(path)]


def _sources(path):
    try:
        if not path.is_dir():
            return [_source(path)]
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
        return [_source(file) for file in found] or [
            _unread(
                path,
                _("The folder has no .yaml file."),
                _("Name a folder that has, or the files themselves."),
            )
        ]
    except OSError as error:
        return [_forbidden(path, error)]


def _source(path):
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _unread(
                path, _("This is no ordinary file."), _("Name a file with the library in it.")
            )
        if error := too_large(str(path), status.st_size):
            return Source(str(path), None, error)
        return Source(str(path), path.read_bytes())
    except OSError as error:
        return _forbidden(path, error)


def _forbidden(path, error):
    reason = error.strerror or str(error)
    return _unread(
        path,
        _("The file cannot be read: %(reason)s.") % {"reason": reason},
        _("Check its name and that you may read it."),
    )


def _unread(path, wrong, right):
    return Source(str(path), None, Problem(str(path), 0, "", wrong, right))


def tree(source: Source) -> yaml.MappingNode:
    """The YAML mapping in a source. Raises `UnreadableError` for anything else."""
    if source.error:
        raise _unreadable(source.error)
    if error := too_large(source.name, len(source.data)):
        raise _unreadable(error)
    text = _decode(source)
    _scan(source.name, text)
    root = yaml.compose(text, Loader=Loader)
    if not isinstance(root, yaml.MappingNode):
        raise UnreadableError(
            source.name,
            1,
            _("The file is YAML, but not a library file."),
            _("It starts with a section, such as “roles:”, and lists its entries below."),
        )
    return root


def _unreadable(problem):
    return UnreadableError(problem.file, problem.line, problem.wrong, problem.right)


def _decode(source):
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        byte = {"byte": f"0x{source.data[error.start]:02X}"}
        raise UnreadableError(
            source.name,
            line,
            _("The file is not in UTF-8: it has the byte %(byte)s here.") % byte,
            _("Save it again with the encoding UTF-8; nothing else in it has to change."),
        ) from error
    if not text.strip():
        raise UnreadableError(
            source.name,
            0,
            _("The file is empty."),
            _("Give it at least one section, such as “roles:”, with its entries."),
        )
    return text


def _scan(name, text):
    """Refuse what is no single, flat enough, alias-free document, before a tree is built."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise UnreadableError(
                    name,
                    line,
                    _("The file uses a YAML alias (*%(name)s).") % {"name": event.anchor},
                    _("Write the value out in full; aliases are not read."),
                )
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise UnreadableError(
                        name,
                        line,
                        _("The file has several YAML documents."),
                        _("Keep one, without “---” in the middle, or make several files."),
                    )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    raise UnreadableError(
                        name,
                        line,
                        _("The entries are nested too deeply to be a library file."),
                        _("Compare it with the files that dump_library writes."),
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        raise _not_yaml(name, text, error) from error
    if not documents:
        raise UnreadableError(
            name,
            0,
            _("The file has only comments."),
            _("Give it at least one section, such as “roles:”, with its entries."),
        )


def _not_yaml(name, text, error):
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    if not mark and getattr(error, "position", None) is not None:
        line = text.count("\n", 0, error.position) + 1
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return UnreadableError(
        name,
        line,
        _("This is not YAML: %(reason)s.") % {"reason": str(reason).rstrip(".")},
        _("Check indentation, colons and quotes here and in the line above."),
    )
