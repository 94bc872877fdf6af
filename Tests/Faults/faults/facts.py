"""Facts about this process: its memory and its descriptors."""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path


def forget_peak() -> None:
    """Sets the peak of memory back to what is in use now."""
    Path("/proc/self/clear_refs").write_text("5")


def address_space() -> int:
    """Bytes of addresses in use."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def memory() -> tuple[int, int]:
    """Resident memory now and at its peak, in bytes."""
    values = {}
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in ("VmRSS", "VmHWM"):
            values[name] = int(value.split()[0]) * 1024
    return values["VmRSS"], values["VmHWM"]


def descriptors() -> dict[int, str]:
    """What each open descriptor is."""
    found = {}
    for name in os.listdir("/proc/self/fd"):
        # The listing has a descriptor of its own, which is gone by now.
        with contextlib.suppress(OSError):
            found[int(name)] = os.readlink(f"/proc/self/fd/{name}")
    return found


def connections() -> set[str]:
    """The open descriptors that are TCP connections."""
    inodes = set()
    for name in ("tcp", "tcp6"):
        lines = Path(f"/proc/self/net/{name}").read_text().splitlines()[1:]
        inodes |= {f"socket:[{line.split()[9]}]" for line in lines}
    return inodes.intersection(descriptors().values())
