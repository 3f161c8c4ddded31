"""Builds the compiled modules where there is a C compiler; where there is none, their twins in Python do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = tuple(f"riwaya/rules/{name}_compiled" for name in ("chain", "kept", "trees", "weights"))


class CompiledModules(BuildHookInterface):  # type: ignore[type-arg]
    """`RIWAYA_PURE=1` leaves the C compiler alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in place, beside the sources, for installations of both kinds."""
        if os.environ.get("RIWAYA_PURE"):
            return
        made = [_compiled(Path(self.root), name) for name in COMPILED]
        if None in made:
            self.app.display_warning("no C compiler: reading will take a third more time")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].extend(made)


def _compiled(root: Path, name: str) -> str | None:
    """Where the compiled module lies, from `root`; None where there is no C compiler or no header of Python.
    A fault in a source is raised."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.errors import CCompilerError, ExecError, PlatformError

    here = Path.cwd()
    os.chdir(root / "src")
    try:
        modules = cythonize(
            [Extension(name.replace("/", "."), [f"{name}.pyx"])], build_dir="../build/cython", quiet=True
        )
        command: Any = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
        command.inplace, command.force, command.build_temp = True, True, "../build/cython"
        command.ensure_finalized()
        command.run()
        return f"src/{command.get_ext_filename(name.replace('/', '.'))}"
    except (CCompilerError, ExecError, PlatformError):
        return None
    finally:
        os.chdir(here)
