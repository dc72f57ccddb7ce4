"""What a waiting call costs in the memory store."""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
import tracemalloc
from pathlib import Path

from callwright.core import codec
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.stores.memory import MemoryStore
from tests.benchmarks.load import EVENTS
from tests.benchmarks.ratio import Ratio, report
from tests.benchmarks.servers import FLOW

CALLS = 10_000
BAR = 4096
AT = 1_700_000_000_000


async def _bytes_a_call(folder: str) -> float:
    flow = Path(folder) / "bench.yaml"
    flow.write_text(FLOW)
    store = MemoryStore()
    dispatcher = Dispatcher(Catalog(load([flow])), store)
    gc.collect()
    tracemalloc.start()
    for n in range(CALLS):
        for turn, event in enumerate(EVENTS[:3]):
            body = event % f"00000000-0000-0000-0000-{n:012}"
            await dispatcher.dispatch(codec.decode(codec.loads_json(body), AT + turn * 4000))
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(store) == CALLS
    return used / CALLS


def main() -> int:
    """Ten thousand calls, each in the middle of a form."""
    with tempfile.TemporaryDirectory() as folder:
        used = asyncio.run(_bytes_a_call(folder))
    return report([Ratio("bytes of a waiting call in the memory store", used, BAR)])


if __name__ == "__main__":
    sys.exit(main())
