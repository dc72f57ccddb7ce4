"""Where calls wait between two events: one file a store, one contract for all of them."""

from __future__ import annotations

from callwright.stores.base import Answered, Conflict, Document, Held, Recorded, Store, Stored, StoreError
from callwright.stores.open import open_store
from callwright.stores.redis_address import hidden

__all__ = [
    "Answered",
    "Conflict",
    "Document",
    "Held",
    "Recorded",
    "Store",
    "StoreError",
    "Stored",
    "hidden",
    "open_store",
]
