"""Where a command writes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from riwaya.model import InputError


@contextmanager
def sink(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file beside `output` that takes its name only when everything is written.

    The file is on the disk before it takes the name, and the name before this returns. Raises InputError
    where it cannot be written; what stood under the name before then still stands there.
    """
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); choose another folder") from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, output)
        _keep(output.parent)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); nothing was left there") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """Have the folder's entries on the disk, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
