"""Where a command writes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
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

    The file is on the disk before it takes the name, and the name before this returns. Where the system can,
    it has no name at all until it is whole, so that a killed program leaves nothing behind. Raises InputError
    where it cannot be written; what stood under the name before then still stands there.
    """
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    folder, name = output.parent, None
    try:
        handle = _unnamed(folder)
        if handle is None:
            handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=folder)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); choose another folder") from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if name is None:
                name = _named(file, output)
        os.replace(name, output)
        _keep(folder)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); nothing was left there") from error
    finally:
        if name is not None:
            Path(name).unlink(missing_ok=True)


def _unnamed(folder: Path) -> int | None:
    """A new file in `folder` that no name leads to (Linux); None where there is no such thing."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir("/proc/self/fd"):
        return None
    try:
        return os.open(folder, flag | os.O_RDWR, 0o600)
    except OSError:
        return None


def _named(file: BinaryIO, output: Path) -> str:
    """Give an unnamed file a name beside `output`; where the system does not let it have one, to a copy."""
    name = str(output.with_name(f".{output.name}.{secrets.token_hex(4)}"))
    try:
        # A directory handle, which an absolute path ignores, makes Python follow the link to the file itself.
        os.link(f"/proc/self/fd/{file.fileno()}", name, src_dir_fd=file.fileno(), follow_symlinks=True)
    except OSError:
        handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
        with os.fdopen(handle, "wb") as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
    return name


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
