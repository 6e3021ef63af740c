"""manage.py check_wording FILE.csv"""

import io

import pytest
from django.core.management import CommandError, call_command

ROWS = (
    "How old are you?,1,age\n"
    "Tell me about a deal you lost.,0,age\n"
    "Which of these two graphs is steeper?,1,missed\n"
    "Are you married?,0,alarm\n"
)


def check(tmp_path, content):
    path = tmp_path / "texts.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = io.StringIO()
    call_command("check_wording", str(path), stdout=out)
    return out.getvalue().splitlines()


def test_it_lists_misses_and_false_alarms_and_ends_with_the_figures(tmp_path):
    lines = check(tmp_path, f"text,risky,category\n{ROWS}")

    assert lines[0] == "missed       missed: Which of these two graphs is steeper?"
    assert lines[1] == "false alarm  alarm: Are you married?"
    assert "family, by the words “you married”" in lines[2]
    assert lines[-1] == "recall 0.50 false-alarms 0.50 n 4"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_it_reads_files_saved_by_excel(tmp_path, encoding):
    content = "text,risky,category\r\n“What’s your age?”,1,age\r\n".encode(encoding)

    assert check(tmp_path, content)[-1] == "recall 1.00 false-alarms - n 1"


def test_columns_may_stand_in_any_order(tmp_path):
    lines = check(tmp_path, "Category,Text,Risky,more\nage,How old are you?,1,x\n")

    assert lines[-1] == "recall 1.00 false-alarms - n 1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,category\nHow old are you?,age\n", "no column risky"),
        ("text,risky,category\nHow old are you?,yes,age\n", "line 2: risky must be 0 or 1"),
        ("text,risky,category\nHow old are you?\n", "line 2: risky must be 0 or 1"),
        ("text,risky,category\n", "has no texts"),
        ("", "no column text"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path, content, message):
    with pytest.raises(CommandError, match=message):
        check(tmp_path, content)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_wording", str(tmp_path / "none.csv"))
