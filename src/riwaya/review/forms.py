"""The fields that a browser sends."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, the last value of each; files are left out."""
    return {k: v for k, v in (await request.form()).multi_items() if isinstance(v, str)}


Given = Annotated[dict[str, str], Depends(form_of)]
