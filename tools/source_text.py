"""What the checks share: finding the source files, and C++ text without comments and literals."""
import ast
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

TEST_FOLDERS = {"test", "contract_test"}

# A number comes before a character literal, so that the ' of 1'000 is not taken for a quote.
_LITERALS = re.compile(
    r'R"(?P<tag>[^\s()\\]{0,16})\((?:.|\n)*?\)(?P=tag)"'
    r"|//[^\n]*"
    r"|/\*(?:.|\n)*?\*/"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|\b[0-9](?:'?[\w.])*"
    r"|'(?:\\.|[^'\\\n])+'"
)


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def _blank(match):
    text = match.group(0)
    if text[0].isdigit():
        return text
    edge = '"' if text[0] in 'R"' else " "
    return edge + re.sub(r"[^\n]", " ", text[1:-1]) + edge if len(text) > 1 else text


def without_literals(text):
    """The same number of lines and columns; comments and the insides of literals are blanks."""
    return _LITERALS.sub(_blank, text)


def without_preprocessor(text):
    """Directives, with their continued lines, blanked: their braces need not match."""
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group(0)),
                  text, flags=re.MULTILINE)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def is_test(path):
    parts = Path(path).parts
    return parts[0] == "tests" or any(part in TEST_FOLDERS or part.endswith(".Tests") for part in parts[:-1])


def files_below(root, *folders):
    """Every file git would have (tracked or new, not ignored); plain walking outside a repository."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "--", *folders],
        capture_output=True, text=True, check=False)
    if listing.returncode == 0 and (Path(root) / ".git").exists():
        names = listing.stdout.splitlines()
    else:
        names = [str((Path(here) / name).relative_to(root)) for folder in folders
                 for here, _, files in os.walk(Path(root) / folder) for name in files]
    return sorted(name for name in names if (Path(root) / name).is_file())


def read(root, path):
    return (Path(root) / path).read_text(encoding="utf-8", errors="replace")


def python_functions(text):
    """(name, first line, lines) of every function of a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def self_test(check, cases, clean):
    """Each case is a small tree that must give the finding named with it; `clean` must give none."""
    failures = []
    for files, expected in [*cases, (clean, None)]:
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                target = Path(root) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
            found = [str(finding) for finding in check(root)]
        if expected is None and found:
            failures.append(f"a clean tree was refused: {found}")
        elif expected is not None and not any(expected in finding for finding in found):
            failures.append(f"not found: {expected!r} in {sorted(files)}; found {found}")
    for failure in failures:
        print(failure)
    print(f"self-test: {len(cases) + 1} trees, {len(failures)} failures")
    return 1 if failures else 0


def report(findings, passed):
    for finding in sorted(set(findings)):
        print(finding)
    if not findings:
        print(passed)
    return 1 if findings else 0
