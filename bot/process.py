"""The process: its event loop, its garbage, and how it is asked to stop."""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def stop_signal() -> asyncio.Event:
    """Give what is set by the first signal to stop; a second one ends the program at once."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        for number in _STOP_SIGNALS:
            loop.remove_signal_handler(number)

    for number in _STOP_SIGNALS:
        # Windows has none; there Ctrl-C ends the program as a KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop)
    return stopping


@contextlib.asynccontextmanager
async def running(work: Coroutine[object, object, object]) -> AsyncIterator["asyncio.Task[object]"]:
    """Let something run beside; in the end it is cancelled, and waited for until it has ended."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        # One that cannot end in order says so itself.
        await asyncio.wait((task,))


async def either(first: "asyncio.Task[object]", other: Coroutine[object, object, object]) -> None:
    """Wait until one of two ends, and raise what the first raised; the other is cancelled then."""
    async with running(other) as waiting:
        await asyncio.wait((first, waiting), return_when=asyncio.FIRST_COMPLETED)
    if first.done():
        first.result()


def calm_collector() -> None:
    """Let garbage be looked for less often, and not among what was read at the start.

    Turns leave little of it in circles, and a look at all there is stops every turn meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 100)


def share_interpreter() -> None:
    """Let threads take turns with the interpreter ten times as often as they would.

    The writer gives it away at each statement, and waits for it behind whatever reads a large file
    meanwhile: an answer of ten statements would take ten of these turns longer.
    """
    sys.setswitchinterval(0.0005)


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Give the faster event loop where there is one: not on Windows."""
    try:
        import uvloop  # noqa: PLC0415 - see above
    except ImportError:
        return None
    return uvloop.new_event_loop
