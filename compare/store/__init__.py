"""Where articles and claims are kept: `open_store`, `Store`, `load_seeds`."""

from compare.store.errors import StoreError
from compare.store.seeds import load_seeds
from compare.store.store import Batch, Rebuilt, Store, new_batch, open_store

__all__ = ["Batch", "Rebuilt", "Store", "StoreError", "load_seeds", "new_batch", "open_store"]
