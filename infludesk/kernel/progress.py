"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Takes (done, total), total 0 where it is not known; raises Cancelled where the work is to stop."""


def silent(done: int, total: int) -> None:
    """Report progress to nobody."""


class Stretches:
    """One bar over several stretches of work, each of which tells (done, total) of its own; it never runs back."""

    def __init__(self, progress: Progress, total: int) -> None:
        """Tell ``progress``, of ``total`` in all stretches together."""
        self._progress, self._total = progress, total
        self._done = self._planned = 0
        self.stand()

    def next(self, size: int) -> Progress:
        """The next stretch, which makes so much of the total."""
        begun = self._planned
        self._planned += size

        def tell(done: int, total: int) -> None:
            self._done = max(self._done, begun + size * done // max(total, 1))
            self.stand()

        return tell

    def stand(self) -> None:
        """Tell how far it is."""
        self._progress(self._done, self._total)

    def finish(self) -> None:
        """Tell that all is done."""
        self._done = self._total
        self.stand()
