"""What was worked out and may be asked for again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Kept:
    """Keeps what was made for some keys, those asked for last. A key names all that the thing was made from.

    Args:
        most: weight of all things that are kept.
        weigh: the weight of a thing; without it each weighs 1.

    >>> kept = Kept(2)
    >>> kept.get("a", lambda: 1), kept.get("a", lambda: 2)
    (1, 1)
    """

    def __init__(self, most: int = 128, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._weigh, self._lock = most, weigh, threading.Lock()
        self._things: OrderedDict[Hashable, Any] = OrderedDict()
        self._weight = 0

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for a key; made where it is not kept, by several at once if they come at once.

        Args:
            key: names the thing.
            make: gives it.
        """
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                found: Made = self._things[key]
                return found
        made = make()
        with self._lock:
            if key not in self._things:
                self._things[key] = made
                self._weight += self._weigh(made)
            while self._weight > self._most:
                _, gone = self._things.popitem(last=False)
                self._weight -= self._weigh(gone)
        return made
