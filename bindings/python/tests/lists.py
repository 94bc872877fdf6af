"""A list of estates for raw servers, as long as a test wants it."""

from __future__ import annotations

from raw_server import Answer, Exchange, envelope, http, result


def estates(
    records: int,
    counted: bool = True,
    fails_at: int | None = None,
    held_from: int | None = None,
) -> Answer:
    """Answers reads like a list of so many estates.

    Args:
        counted: whether it tells how many there are.
        fails_at: pages from that record on fail.
        held_from: pages from that record on wait until the server is released.
    """

    def answer(exchange: Exchange) -> bytes:
        (action,) = exchange.actions
        first = int(action["parameters"].get("listoffset", 0))
        if held_from is not None and first >= held_from:
            exchange.server.release.wait(30)
        if fails_at is not None and first >= fails_at:
            return http(envelope([result(1, "gave up")], 500, 97, "see the actions"))
        last = min(records, first + int(action["parameters"]["listlimit"]))
        rows = [{"id": n, "type": "estate", "elements": {"Id": f"{n}"}} for n in range(first, last)]
        meta = {"cntabsolute": records if counted else None}
        return http(envelope([result(data={"meta": meta, "records": rows})]))

    return answer
