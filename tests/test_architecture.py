"""The walls of the house: who may import whom, what stays pure, and what may not be in the tree."""

import ast
import functools
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"cli", "commands", "config", "crawler", "demo", "review", "scheduler", "seeds", "storage", "benchmarks"}
MAY_IMPORT = {
    "review": {"storage", "config"},
    "scheduler": {"storage", "config", "seeds"},
    "crawler": {"seeds", "config", "storage.models"},
    "seeds": {"config", "storage.models"},
    "demo": set(),
    "storage": set(),
    "config": set(),
}
PURE = [
    "crawler/discovery",
    "crawler/extraction",
    "crawler/profile.py",
    "scheduler/decide.py",
    "scheduler/health.py",
    "scheduler/messages.py",
    "scheduler/retries.py",
    "scheduler/revisit.py",
    "scheduler/rhythm.py",
]
NO_IO = {"scrapy", "twisted", "sqlite3", "sqlite_utils", "socket", "subprocess", "requests", "urllib.request", "http.client"}


def _files(room: str) -> list[Path]:
    single = ROOT / f"{room}.py"
    return [single] if single.exists() else sorted((ROOT / room).rglob("*.py"))


@functools.cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


@functools.cache
def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_rooms_import_only_downwards(room: str) -> None:
    """A room imports itself and what DESIGN allows it, nothing else of ours."""
    allowed = MAY_IMPORT[room] | {room}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _files(room)
        for name in _imports(path)
        if name.split(".")[0] in ROOMS and not any(name == good or name.startswith(good + ".") for good in allowed)
    ]

    assert wrong == []


def _pure_files() -> list[Path]:
    paths = [ROOT / name for name in PURE]
    return [file for path in paths for file in ([path] if path.suffix else sorted(path.rglob("*.py"))) if file.exists()]


@pytest.mark.parametrize("path", _pure_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_pure_modules_do_no_io_and_read_no_clock(path: Path) -> None:
    """Pure modules take values, `now` included."""
    imported = _imports(path)
    io = [name for name in imported if any(name == bad or name.startswith(bad + ".") for bad in NO_IO)]
    clocks = _clock_calls(path)

    assert io == []
    assert clocks == []


def _clock_calls(path: Path) -> list[str]:
    calls = []
    for node in _nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            dotted = f"{node.func.value.id}.{node.func.attr}"
            if dotted in {"datetime.now", "date.today", "time.time"}:
                calls.append(dotted)
    return calls


def test_sql_lives_in_storage_only() -> None:
    """No other room opens the database or speaks SQL."""
    speakers = [
        str(path.relative_to(ROOT))
        for room in ["cli", "commands", "crawler", "demo", "review", "scheduler", "seeds"]
        if (ROOT / room).exists() or (ROOT / f"{room}.py").exists()
        for path in _files(room)
        if {name.split(".")[0] for name in _imports(path)} & {"sqlite3", "sqlite_utils"}
    ]

    assert speakers == []


def test_no_file_names_this_machine_or_a_registry() -> None:
    """A lock file carries names, versions and hashes; no file carries a path of the machine it was made on."""
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    home = str(Path.home()) + "/"
    wrong = []
    for name in names:
        path = ROOT / name
        if not path.is_file() or path.suffix in {".png", ".gz"}:
            continue
        text = path.read_text("utf-8", errors="replace")
        if str(ROOT) + "/" in text or (len(home) > 2 and home in text):
            wrong.append(name)
    lock = (ROOT / "requirements.txt").read_text("utf-8")

    assert wrong == []
    assert "://" not in lock
    assert "--hash=sha256:" in lock
