"""Runs the matrix: hands the faults out to several workers, since most of their time is waiting."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from multiprocessing.connection import wait

from .certificates import Certificates
from .fault import FAULTS
from .part import Report
from .process import Process

WORKERS = 6


#: Seconds that all variants of a fault may take together; beyond that, the library hangs.
PATIENCE = 120


class _Running:
    """A worker and the fault that it runs; "" for the end."""

    def __init__(self, worker: Process) -> None:
        self.worker = worker
        self.name = ""
        self.since = 0.0

    def begin(self, name: str) -> None:
        """Gives it a fault to run."""
        self.name = name
        self.since = time.monotonic()
        self.worker.connection.send(name)


class Runner:
    """One run of the matrix with one library."""

    def __init__(self, library: str, certificates: Certificates, short: bool) -> None:
        self._arguments = (library, str(certificates.folder), "short" if short else "whole")
        self._waiting: list[str] = []
        self._report = Report(0)

    def run(self, names: Sequence[str]) -> Report:
        """Runs these faults."""
        # The slow ones first, so that no worker is left with them at the end.
        self._waiting = sorted(names, key=lambda name: FAULTS[name].family in _SLOW)
        running = [self._start() for _ in range(min(WORKERS, len(names)))]
        while running:
            ready = wait([one.worker.connection for one in running], timeout=1)
            for one in list(running):
                if one.worker.connection in ready:
                    is_over = self._take(one)
                elif time.monotonic() - one.since > PATIENCE:
                    one.worker.kill()
                    continue
                else:
                    continue
                if is_over:
                    running.remove(one)
        self._report.note = f"{len(names)} faults"
        return self._report

    def _start(self) -> _Running:
        running = _Running(Process("faults.worker", *self._arguments))
        running.begin(self._next())
        return running

    def _next(self) -> str:
        return self._waiting.pop() if self._waiting else ""

    def _take(self, running: _Running) -> bool:
        """Takes a worker's answer and gives it the next fault. True if there is none."""
        try:
            count, wrong = running.worker.connection.recv()
        except (EOFError, ConnectionResetError):
            code = running.worker.close()
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            took = time.monotonic() - running.since
            what = f"the process with the library ended after {took:.0f} s: {how}"
            self._report.count += 1
            self._report.wrong.append(f"{running.name or 'the end'}: {what}")
            running.worker = Process("faults.worker", *self._arguments)
            running.begin(self._next())
            return False
        self._report.count += count
        self._report.wrong += wrong
        if not running.name:
            running.worker.close()
            return True
        running.begin(self._next())
        return False


_SLOW = ("throttle", "connect", "pace", "proxy")
