"""Measures the package against its peers, and fails if a bar is missed: see README.md."""

from __future__ import annotations

import asyncio
import functools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peers
from peers import Place

HERE = Path(__file__).resolve().parent
ROUNDS = 9
SMALL_ROUNDS = 31  # of the quickest job, whose median is the most restless
CALLS = 400
IN_FLIGHT = 50

# Everybody decodes with json.
sys.modules["msgspec.json"] = None  # type: ignore[assignment]

# Nobody is led elsewhere by proxies and CA files of the person who measures.
for variable in list(os.environ):
    if variable.lower().endswith(("_proxy", "_ca_bundle")):
        del os.environ[variable]


def pin(core: int) -> None:
    """Keeps this process on one core, if there are several."""
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {core})


@contextmanager
def server(folder: str) -> Iterator[Place]:
    """The server, in a process of its own; its program and certificates are in the folder."""
    core = "1" if (os.cpu_count() or 1) > 1 else "-1"
    process = subprocess.Popen(
        [f"{folder}/server", folder, core], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    try:
        ports = process.stdout.readline().split()
        yield Place(int(ports[-1]), f"{folder}/ca.pem")
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


class Bars:
    """Collects what was measured, and whether it is enough."""

    def __init__(self) -> None:
        self.failed = 0

    def check(
        self, what: str, value: float, bar: float, unit: str = "×", most: bool = False
    ) -> None:
        """Prints one figure; it must reach the bar, or with most not exceed it."""
        good = value <= bar if most else value >= bar
        self.failed += not good
        sign = "≤" if most else "≥"
        print(
            f"{'ok    ' if good else 'MISSED'} {what}: {value:.2f} {unit} ({sign} {bar:g} {unit})"
        )


class Paces:
    """Calls per second, and the client's own CPU time, which a busy machine disturbs less."""

    def __init__(self, *names: str) -> None:
        self.rates: dict[str, list[float]] = {name: [] for name in names}
        self._cpu: dict[str, list[float]] = {name: [] for name in names}

    def note(self, name: str, calls: int, run: Callable[[], float]) -> None:
        """Runs so many calls, which return the seconds they took."""
        began = time.process_time()
        self.rates[name].append(calls / run())
        self._cpu[name].append((time.process_time() - began) / calls * 1e6)

    def show(self, what: str) -> None:
        print(f"{what} per second: {medians(self.rates)}; CPU µs each: {medians(self._cpu)}")


def in_turn(call: Callable[[], None]) -> float:
    """Seconds for CALLS calls, one after another."""
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return time.perf_counter() - began


def small_calls(place: Place, bars: Bars) -> None:
    calls = {
        "libonoffice": peers.ours(place),
        "requests": peers.with_requests(place),
        "pycurl": peers.with_pycurl(place),
    }
    paces = Paces(*calls)
    for _ in range(SMALL_ROUNDS):
        for name, call in calls.items():
            paces.note(name, CALLS, functools.partial(in_turn, call))
    paces.show("small calls")
    bars.check("of requests", ratio(paces.rates, "libonoffice", "requests"), 4)
    bars.check("of pycurl", ratio(paces.rates, "libonoffice", "pycurl"), 0.85)


def in_flight(place: Place, bars: Bars) -> None:
    flights = {"libonoffice": peers.flight_ours, "aiohttp": peers.flight_aiohttp}
    paces = Paces(*flights)
    for _ in range(ROUNDS):
        for name, flight in flights.items():
            paces.note(name, 5 * CALLS, lambda: asyncio.run(flight(place, 5 * CALLS, IN_FLIGHT)))  # noqa: B023
    paces.show(f"{IN_FLIGHT} in flight, calls")
    bars.check("of aiohttp", ratio(paces.rates, "libonoffice", "aiohttp"), 1.5)


_LARGE = """
import resource, sys, time
sys.modules["msgspec.json"] = None
sys.path[:0] = {paths!r}
import peers
place = peers.Place({port}, {ca_file!r})
began = time.perf_counter()
peers.{function}(place)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def large_answer(place: Place, bars: Bars) -> None:
    times: dict[str, list[float]] = {"large_ours": [], "large_pycurl": []}
    peaks: dict[str, list[float]] = {"large_ours": [], "large_pycurl": []}
    for _ in range(ROUNDS):
        for name in times:
            program = _LARGE.format(
                paths=[str(HERE), str(HERE.parent)],
                port=place.port,
                ca_file=place.ca_file,
                function=name,
            )
            shown = subprocess.run(
                [sys.executable, "-c", program], check=True, capture_output=True, text=True
            )
            seconds, peak = map(float, shown.stdout.split())
            times[name].append(seconds)
            peaks[name].append(peak)
    print("50 MB, seconds: " + medians(times, 3) + "; peak MB: " + medians(peaks))
    bars.check("of pycurl's time", ratio(times, "large_ours", "large_pycurl"), 1.1, most=True)
    bars.check("of pycurl's memory", ratio(peaks, "large_ours", "large_pycurl"), 1, most=True)


def start_up(bars: Bars) -> None:
    programs = {
        "empty": "pass",
        "first client": "from libonoffice import Client; Client('t' * 32, 's' * 64)",
    }
    milliseconds: dict[str, list[float]] = {name: [] for name in programs}
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    for _ in range(4 * ROUNDS):
        for name, program in programs.items():
            # CPU time: a start waits for nothing but the processor, be it busy or not.
            child = os.posix_spawn(sys.executable, [sys.executable, "-c", program], environment)
            _, status, usage = os.wait4(child, 0)
            assert status == 0, program
            milliseconds[name].append((usage.ru_utime + usage.ru_stime) * 1000)
    print("start, CPU milliseconds: " + medians(milliseconds, 1))
    more = statistics.median(
        ours - empty for ours, empty in zip(milliseconds["first client"], milliseconds["empty"])
    )
    bars.check("beyond an empty Python", more, 30, "ms", most=True)


def medians(values: dict[str, list[float]], places: int = 0) -> str:
    return ", ".join(f"{name} {statistics.median(v):.{places}f}" for name, v in values.items())


def ratio(values: dict[str, list[float]], ours: str, theirs: str) -> float:
    """The median of the ratios of each round."""
    return statistics.median(a / b for a, b in zip(values[ours], values[theirs]))


def main() -> int:
    bars = Bars()
    pin(0)
    with server(sys.argv[1]) as place:
        small_calls(place, bars)
        in_flight(place, bars)
        large_answer(place, bars)
    start_up(bars)
    return 1 if bars.failed else 0


if __name__ == "__main__":
    sys.exit(main())
