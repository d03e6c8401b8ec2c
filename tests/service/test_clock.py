"""A wall clock that is set while the service runs: a real one as far as the process can see, not the one of the simulation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("moved_clock.py")
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t which, struct timespec *out) {
    static int (*ask)(clockid_t, struct timespec *);
    if (!ask) *(void **)(&ask) = dlsym(RTLD_NEXT, "clock_gettime");
    int done = ask(which, out);
    if (which != CLOCK_REALTIME || done) return done;
    long away = 0;
    FILE *file = fopen(getenv("CLOCK_OFFSET"), "r");
    if (file) {
        if (fscanf(file, "%ld", &away) != 1) away = 0;
        fclose(file);
    }
    out->tv_sec += away;
    return 0;
}
"""


@pytest.mark.skipif(shutil.which("cc") is None or not sys.platform.startswith("linux"), reason="NOT TESTED: needs a C compiler on Linux")
def test_a_clock_that_is_set_does_not_stop_the_jobs(tmp_path: Path) -> None:
    source, shim, offset = tmp_path / "shim.c", tmp_path / "shim.so", tmp_path / "offset"
    source.write_text(SHIM, "ascii")
    offset.write_text("0", "ascii")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(shim), str(source), "-ldl"], check=True)

    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LD_PRELOAD": str(shim), "CLOCK_OFFSET": str(offset)},
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "done\n"
