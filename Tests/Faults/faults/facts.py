"""Facts about this process: its memory and its descriptors."""

from __future__ import annotations

import contextlib
import os
import resource
import socket
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


def descriptors() -> int:
    """How many descriptors are open."""
    return len(os.listdir("/proc/self/fd")) - 1  # that of the listing itself


def connections() -> set[str]:
    """The open descriptors that are sockets of the internet, by their inodes."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        # The listing has a descriptor of its own, which is gone by now.
        with contextlib.suppress(OSError):
            inode = os.readlink(f"/proc/self/fd/{name}")
            if inode.startswith("socket:"):
                with socket.socket(fileno=os.dup(int(name))) as copy:
                    if copy.family in (socket.AF_INET, socket.AF_INET6):
                        found.add(inode)
    return found
