"""Points of incidents: precision codes of the houses, PRIO-GRID cells."""

from __future__ import annotations

import math

# Radius in km up to which a place counts as a town, as near one, as a district, a province, a region. The
# readers give towns up to 15, provinces 40, natural areas 20, regions 200 and countries 300.
_TOWN, _NEAR, _DISTRICT, _PROVINCE, _REGION = 15.0, 25.0, 35.0, 100.0, 250.0


def acled_geo(radius_km: float | None) -> int | None:
    """ACLED's geo_precision: 1 a town, 2 near a town, 3 a larger region; None is coarser than it records."""
    if radius_km is None or radius_km > _REGION:
        return None
    return 1 if radius_km <= _TOWN else 2 if radius_km <= _NEAR else 3


def ucdp_where(radius_km: float | None) -> int | None:
    """UCDP's where_prec: 1 a point, 2 within 25 km, 3 district, 4 province, 5 region, 6 country."""
    if radius_km is None:
        return None
    bounds = ((_TOWN, 1), (_NEAR, 2), (_DISTRICT, 3), (_PROVINCE, 4), (_REGION, 5))
    return next((code for most, code in bounds if radius_km <= most), 6)


def priogrid(lat: float, lon: float) -> int:
    """The half-degree cell of a point, counted from the south-west; 35.763369, 36.558974 is 181154.

    The north pole and the date line fall into the last row and column.
    """
    row = min(math.floor((lat + 90) * 2), 359) + 1
    column = min(math.floor((lon + 180) * 2), 719) + 1
    return (row - 1) * 720 + column
