"""Builds the compiled modules where there is a C compiler; where there is none, their twins in Python do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = ("riwaya/rules/chain_compiled",)


class CompiledModules(BuildHookInterface):  # type: ignore[type-arg]
    """`RIWAYA_PURE=1` leaves the C compiler alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in place, beside the sources, for installations of both kinds."""
        if os.environ.get("RIWAYA_PURE"):
            return
        source = Path(self.root) / "src"
        try:
            made = [_compile(source, name) for name in COMPILED]
        except Exception as error:  # whatever a compiler or its absence raises: reading goes on, more slowly
            self.app.display_warning(f"no compiled modules ({error}): reading takes a quarter more time")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].extend(str(path.relative_to(self.root)) for path in made)


def _compile(source: Path, name: str) -> Path:
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    here = Path.cwd()
    os.chdir(source)
    try:
        extension = Extension(name.replace("/", "."), [f"{name}.pyx"])
        modules = cythonize([extension], build_dir="../build/cython", quiet=True)
        command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
        command.inplace, command.build_temp, command.force = True, "../build/cython", True
        command.ensure_finalized()
        command.run()
        return source / command.get_ext_filename(name.replace("/", "."))
    finally:
        os.chdir(here)
