"""Where jobs run: one thread to read, one to write, one for long work without the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

Job = Callable[[], None]


class Runner(Protocol):
    """Runs jobs; those of one kind one after the other, in order."""

    def read(self, job: Job) -> None: ...
    def write(self, job: Job) -> None: ...
    def work(self, job: Job) -> None: ...
    def close(self) -> None: ...


class ThreadRunner:
    """One thread per kind of job, so that a long import or report never holds up scrolling."""

    def __init__(self) -> None:
        self._reader = ThreadPoolExecutor(1, "reader")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._worker = ThreadPoolExecutor(1, "worker")

    def read(self, job: Job) -> None:
        self._reader.submit(job)

    def write(self, job: Job) -> None:
        self._writer.submit(job)

    def work(self, job: Job) -> None:
        self._worker.submit(job)

    def close(self) -> None:
        """Wait for what was begun to be written; reads not yet begun are dropped."""
        self._reader.shutdown(cancel_futures=True)
        self._worker.shutdown(cancel_futures=True)
        self._writer.shutdown()
