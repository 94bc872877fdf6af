"""Many calls with random faults, from several threads: the counts of both ends must agree."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass

from .abi import Abi
from .certificates import Certificates
from .client import Client, Outcome, Request
from .fault import FAULTS, Fault
from .part import Report
from .server import Server
from .supply import Dice
from .trial import actions

THREADS = 8
#: Exchanges that a thread has in flight at a time.
FLIGHT = 8
#: Of the requests that meet a fault.
SHARE = 0.3
#: Of the exchanges that are cancelled.
CANCELLED = 0.03


@dataclass(frozen=True)
class _Call:
    """A call that is over, or under way."""

    name: str
    is_write: bool


def _is_fit(fault: Fault, kind: str) -> bool:
    """Whether a fault can come in any order and number, and is over quickly."""
    return (
        fault.kind == kind
        and not fault.lasting
        and fault.ballast == 0
        and set(fault.options) <= {"stall_timeout_ms"}
        and "://127.0.0.1:{port}" in fault.url
        and not fault.name.startswith(_UNFIT)
    )


#: They put off the next attempt for a second or more, or set the client's clock.
_UNFIT = ("429-", "503-3600", "503-past", "refused-clock")


class Chaos:
    """One run. `wrong` lists what does not agree."""

    def __init__(
        self, abi: Abi, server: Server, certificates: Certificates, seed: int, calls: int
    ) -> None:
        self._abi = abi
        self._server = server
        self._certificates = certificates
        self._seed = seed
        self._calls = calls
        self._lock = threading.Lock()
        #: Exchanges under way, by their handles.
        self._running: dict[int, _Call] = {}
        self._outcomes: list[tuple[_Call, Outcome]] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        """Runs half of the calls over http, half over https."""
        for kind in ("tcp", "tls"):
            self._run(kind, self._calls // 2)

    def summary(self) -> str:
        """How the calls ended."""
        counts = Counter(outcome.status for _, outcome in self._outcomes)
        uncertain = sum(outcome.uncertain for _, outcome in self._outcomes)
        ends = ", ".join(f"{count} {status}" for status, count in counts.most_common())
        return f"seed {self._seed}: {ends}; {uncertain} uncertain"

    def _run(self, kind: str, calls: int) -> None:
        names = sorted(name for name, fault in FAULTS.items() if _is_fit(fault, kind))
        port = self._server.open(kind)
        self._server.arm(port, Dice(self._seed, names, SHARE))
        scheme = "https" if kind == "tls" else "http"
        options = {"stall_timeout_ms": 200, "timeout_ms": 20_000, "connect_timeout_ms": 2000}
        before = len(self._outcomes)
        with Client(
            self._abi,
            f"{scheme}://127.0.0.1:{port}/api.php",
            ca_file=self._certificates.path("root"),
            retries=1,
            **options,
        ) as client:
            threads = [
                threading.Thread(
                    target=self._work, args=(client, f"{kind}-{number}", calls // THREADS)
                )
                for number in range(THREADS)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        seen = self._server.end(port)
        self.wrong += seen.errors
        mine = self._outcomes[before:]
        if len(mine) != calls // THREADS * THREADS:
            self.wrong.append(f"{len(mine)} outcomes of {calls // THREADS * THREADS} calls")
        for call, outcome in mine:
            self._judge(call, outcome, seen.writes.get(f"{call.name}-2", []))
        writes = {f"{call.name}-2" for call, _ in mine if call.is_write}
        strays = [name for name in seen.writes if name not in writes]
        if strays:
            self.wrong.append(f"the server executed writes that nobody sent: {strays[:5]}")

    def _judge(self, call: _Call, outcome: Outcome, met: list[str]) -> None:
        executed = len(met)
        what = f"{call.name}: {outcome.status}, uncertain {outcome.uncertain}, executed {executed}"
        what += f" {met} {outcome.trace}"
        if not call.is_write:
            if outcome.uncertain:
                self.wrong.append(f"{what}, though it is a read")
            return
        # What came of the write itself may be better than what came of the whole.
        status = outcome.results[-1][0]
        if executed > 1:
            self.wrong.append(f"{what}: twice")
        elif status == "OK" and executed != 1:
            self.wrong.append(f"{what}: not executed")
        elif status != "OK" and not outcome.uncertain and executed != 0:
            self.wrong.append(f"{what}: executed")

    # What a thread does

    def _work(self, client: Client, thread: str, calls: int) -> None:
        dice = random.Random(f"{self._seed} {thread}")
        done = 0
        while done < calls:
            count = min(calls - done, 1 if dice.random() < 0.4 else dice.randint(1, FLIGHT))
            batch = [
                _Call(f"{thread}-{done + index}", dice.random() < 0.5) for index in range(count)
            ]
            if count == 1:
                self._send(client, batch[0])
            else:
                self._fly(client, batch, dice)
            done += count

    def _send(self, client: Client, call: _Call) -> None:
        with Request(self._abi, actions(call.is_write, 0, call.name)) as request:
            self._end(call, client.send(request))

    def _fly(self, client: Client, batch: list[_Call], dice: random.Random) -> None:
        mine = set(batch)
        for call in batch:
            with Request(self._abi, actions(call.is_write, 0, call.name)) as request, self._lock:
                # Under the lock: another thread may find it finished before this one has noted it.
                self._running[client.start(request)] = call
        client.poll(dice.randint(0, 3))
        with self._lock:
            for exchange, call in self._running.items():
                if call in mine and dice.random() < CANCELLED:
                    client.cancel_exchange(exchange)
        while self._is_under_way(mine):
            client.poll(200)
            while self._fetch(client):
                pass

    def _is_under_way(self, batch: set[_Call]) -> bool:
        with self._lock:
            return not batch.isdisjoint(self._running.values())

    def _fetch(self, client: Client) -> bool:
        """Takes an exchange that has finished, whoever began it. False if there is none."""
        with self._lock:
            exchange = client.next()
            if exchange == 0:
                return False
            call = self._running.pop(exchange, None)
        if call is None:
            self.wrong.append("an exchange came twice, or was never started")
            return True
        self._end(call, client.finish(exchange))
        return True

    def _end(self, call: _Call, outcome: Outcome) -> None:
        with self._lock:
            self._outcomes.append((call, outcome))


def play(abi: Abi, server: Server, certificates: Certificates, seed: str, calls: str) -> Report:
    """Runs as many calls as asked for, of this seed."""
    chaos = Chaos(abi, server, certificates, int(seed), int(calls))
    chaos.run()
    return Report(int(calls), chaos.wrong[:20], chaos.summary())
