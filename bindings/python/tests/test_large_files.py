"""A hundred megabytes there and back, in a process of its own, so that its memory can be told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from libonoffice.sandbox import Sandbox

PACKAGE = Path(__file__).resolve().parents[1]
SIZE = 100_000_000

PROGRAM = """
import asyncio, hashlib, random, sys
from libonoffice import AsyncClient, Client

kind, size, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]

def peak():
    with open("/proc/self/status") as status:
        (line,) = [line for line in status if line.startswith("VmHWM")]
    return int(line.split()[1]) >> 10

def digest(path):
    hashed = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()

source, target = f"{folder}/source.jpg", f"{folder}/target.jpg"
with open(source, "wb") as file:
    dice = random.Random(1)
    for _ in range(size // 1_000_000):
        file.write(dice.randbytes(1_000_000))
expected = digest(source)
seen = []

def sync():
    with Client(timeout_ms=300_000) as client:
        estate = client.read("estate", data=["Id"], limit=1).id
        before = peak()
        done = client.upload(source, "estate", estate, Art="Foto", progress=seen.append)
        file = int(done.records[0]["fileId"])
        client.download_file("estate", estate, file, target, progress=seen.append)
        extra = peak() - before
        content = client.download_file("estate", estate, file)
        return extra, hashlib.sha256(content).hexdigest()

async def asynchronous():
    async with AsyncClient(timeout_ms=300_000) as client:
        estate = (await client.read("estate", data=["Id"], limit=1)).id
        before = peak()
        done = await client.upload(source, "estate", estate, Art="Foto", progress=seen.append)
        file = int(done.records[0]["fileId"])
        await client.download_file("estate", estate, file, target, progress=seen.append)
        extra = peak() - before
        content = await client.download_file("estate", estate, file)
        return extra, hashlib.sha256(content).hexdigest()

extra, found = sync() if kind == "sync" else asyncio.run(asynchronous())
print(found == expected, digest(target) == expected, seen.count(size), len(seen) > 10, extra)
"""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_hundred_megabytes_take_no_memory(kind: str, tmp_path: Path) -> None:
    with Sandbox(https=False) as sandbox:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, kind, str(SIZE), str(tmp_path)],
            env={**os.environ, **sandbox.environment(), "PYTHONPATH": str(PACKAGE)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    uploaded, downloaded, ends, has_steps, extra = done.stdout.split()
    assert (uploaded, downloaded, has_steps) == ("True", "True", "True")
    assert int(ends) == 2, "each way was told to its end, once"
    assert int(extra) < 24, "megabytes beyond those of a small call"
