"""Load on the app: `riwaya serve` over a ledger, asked by ten clients at once; `make load LEDGER=FILE`.

Each client asks for a page, reads it to its end and asks for the next. Told for every route are requests a
second, how long they took, errors, and the CPU time and memory of the server; the exit status is 1 where a
target is missed. The ledger is linked and indexed first, as the app would do on its first page; nothing else
is written to it. Linux only: CPU and memory are read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.request import urlopen

from load_targets import targets

# Requests a second that each route must answer (issue 4), the latency and the memory it may take.
LEAST = {"report": 50.0, "incident": 50.0, "search": 50.0, "account": 300.0}
MOST_MS, MOST_MB = 250.0, 400.0
_TICKS = os.sysconf("SC_CLK_TCK")
_START = 120.0


@dataclass
class Tally:
    """What one route answered: seconds of each request, errors as they were told."""

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.took)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Client(asyncio.Protocol):
    """One browser: asks, counts the answer's bytes, asks again, over one connection while it lasts."""

    def __init__(self, asked: Iterator[tuple[Tally, bytes]], until: float) -> None:
        self.asked, self.until = asked, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first page."""
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        """Send the next request, or stop where the time is over."""
        assert self.transport is not None
        self.began = time.perf_counter()
        if self.began >= self.until:
            self.transport.close()
            return
        self.tally, request = next(self.asked)
        self.head, self.left = b"", -1
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Take in a part of an answer."""
        if self.left < 0:
            self.head += data
            head, end, body = self.head.partition(b"\r\n\r\n")
            if not end:
                return
            if not head.startswith(b"HTTP/1.1 200 "):
                self.tally.errors.append(head.split(b"\r\n", 1)[0].decode("latin-1"))
            _, _, length = head.lower().partition(b"content-length:")
            self.left = int(length.split(b"\r\n", 1)[0]) - len(body)
        else:
            self.left -= len(data)
        if self.left == 0:
            self.tally.took.append(time.perf_counter() - self.began)
            self.ask()

    def connection_lost(self, error: Exception | None) -> None:
        """An answer that breaks off is an error."""
        if time.perf_counter() < self.until:
            self.tally.errors.append(f"connection lost: {error}")
        if not self.done.done():
            self.done.set_result(None)


@dataclass(frozen=True, slots=True)
class Server:
    """The server's processes, as the kernel accounts for them."""

    pid: int
    port: int

    def processes(self) -> list[int]:
        """The server and whatever it started."""
        found, more = [], [self.pid]
        while more:
            found.append(more.pop())
            for children in Path(f"/proc/{found[-1]}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    more += [int(child) for child in children.read_text().split()]
        return found

    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        ticks = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / _TICKS

    def memory(self) -> float:
        """Resident megabytes (10^6 bytes), all processes together."""
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.processes())
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextlib.contextmanager
def serving(ledger: str, more: Sequence[str]) -> Iterator[Server]:
    """`riwaya serve` over the ledger, from when it answers until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    riwaya = str(Path(sys.executable).with_name("riwaya"))
    command = [riwaya, "serve", "--ledger", ledger, "--port", str(port), *more]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        give_up = time.monotonic() + _START
        while True:
            if process.poll() is not None or time.monotonic() > give_up:
                sys.exit("the server did not start")
            with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/search") as answer:
                answer.read()
                break
            time.sleep(0.1)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(30)


def request(path: str, port: int, language: str) -> bytes:
    """A request as a browser sends it."""
    lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Accept-Language: {language}", "Accept: */*")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass
class Measured:
    """One run: what each route answered, and what the server used."""

    tallies: dict[str, Tally]
    seconds: float
    server_cpu: float
    client_cpu: float
    memory: list[float]

    def lines(self) -> Iterator[str]:
        """The run in a table's rows."""
        count = sum(len(t.took) for t in self.tallies.values())
        for route, tally in self.tallies.items():
            yield (
                f"{route:9} {len(tally.took) / self.seconds:8.1f} {tally.percentile(0.5):8.1f} "
                f"{tally.percentile(0.95):8.1f} {tally.percentile(0.99):8.1f} {len(tally.errors):7} "
                f"{1000 * self.server_cpu / max(1, count):9.2f} {self.server_cpu / self.seconds:7.2f} "
                f"{self.client_cpu / self.seconds:7.2f} {self.memory[0]:7.0f} {max(self.memory):7.0f}"
            )

    def missed(self, *, rates: bool) -> Iterator[str]:
        """The targets that were missed; `rates` is false where routes shared the clients."""
        for route, tally in self.tallies.items():
            rate, slow = len(tally.took) / self.seconds, tally.percentile(0.95)
            if rates and rate < LEAST[route]:
                yield f"{route}: {rate:.1f} requests a second, {LEAST[route]:.0f} are asked"
            if slow > MOST_MS:
                yield f"{route}: 95 % within {slow:.0f} ms, {MOST_MS:.0f} are asked"
            for error in dict.fromkeys(tally.errors):
                yield f"{route}: {tally.errors.count(error)} × {error}"
        if max(self.memory) > MOST_MB:
            yield f"memory: {max(self.memory):.0f} MB, {MOST_MB:.0f} may be used"


HEADINGS = (
    "route     requests/s  p50 ms   p95 ms   p99 ms  errors  CPU ms/rq  server  client  MB first  MB most"
)


async def drive(server: Server, asked: dict[str, list[str]], clients: int, seconds: float) -> Measured:
    """Ask for the pages of the routes in turn, each client beginning elsewhere and in its own language."""
    tallies = {route: Tally() for route in asked}
    memory = [server.memory()]
    cpu, own, began = server.cpu(), time.process_time(), time.perf_counter()
    running = []
    for number in range(clients):
        language = "ar" if number % 2 else "en"
        lists = []
        for route, paths in asked.items():
            first = number * len(paths) // clients
            turned = paths[first:] + paths[:first]
            lists.append(cycle([(tallies[route], request(p, server.port, language)) for p in turned]))
        turns = (next(one) for one in cycle(lists[number % len(lists) :] + lists[: number % len(lists)]))
        running.append(asyncio.create_task(_one(turns, server.port, began + seconds)))
    while not all(task.done() for task in running):
        await asyncio.wait(running, timeout=1.0)
        memory.append(server.memory())
    for task in running:
        task.result()
    took = time.perf_counter() - began
    return Measured(tallies, took, server.cpu() - cpu, time.process_time() - own, memory)


async def _one(asked: Iterator[tuple[Tally, bytes]], port: int, until: float) -> None:
    loop = asyncio.get_running_loop()
    while time.perf_counter() < until:
        _, client = await loop.create_connection(lambda: Client(asked, until), "127.0.0.1", port)
        await client.done


def main() -> int:
    """Measure, tell, and say which targets were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each route is asked")
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--route", action="append", choices=list(LEAST), help="only this one; repeatable")
    parser.add_argument("--mixed", action="store_true", help="all routes at once, in turn")
    parser.add_argument("--warm", type=float, default=3.0, help="seconds before anything is counted")
    given, more = parser.parse_known_args()
    asked = {r: p for r, p in targets(given.ledger).items() if not given.route or r in given.route}
    runs = [asked] if given.mixed else [{route: paths} for route, paths in asked.items()]
    missed: list[str] = []
    with serving(given.ledger, more) as server:
        print(HEADINGS)
        for run in runs:
            asyncio.run(drive(server, run, given.clients, given.warm))
            measured = asyncio.run(drive(server, run, given.clients, given.seconds))
            print(*measured.lines(), sep="\n", flush=True)
            missed += measured.missed(rates=not given.mixed)
    one, five, _ = os.getloadavg()
    print(f"{os.cpu_count()} cores; load average {one:.1f} (1 minute), {five:.1f} (5 minutes)")
    print(*(f"missed: {told}" for told in missed), sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
