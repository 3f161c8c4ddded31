"""The dossier: one incident as a file or folder for somebody who has nothing installed.

Both languages, plots as inline SVG, no script, nothing loaded from anywhere: it opens from a stick and
prints.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup

from riwaya.batch.exporting import export
from riwaya.drawing.strip import scale, strip
from riwaya.drawing.timeline import Told, timeline
from riwaya.drawing.voices import axis, interval, marks, measures, voices
from riwaya.formats.sink import sink
from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.linking.resolution import RULES
from riwaya.model import Filters, Incident, InputError
from riwaya.review.citing import citation
from riwaya.review.language import LANGUAGES, Words
from riwaya.review.mapping import drawn, spot_of
from riwaya.review.page import HERE, environment
from riwaya.rules.labels import label

MANIFEST = "MANIFEST.sha256"


def write_dossier(store: Store, id: str, output: Path) -> Incident:
    """Write the dossier of an incident as one HTML file, whole or not at all; the incident."""
    incident = query.incident(store, id)
    with sink(output) as out:
        out.write(render(store, incident).encode())
    return incident


def write_folder(store: Store, id: str, output: Path) -> Incident:
    """Write the dossier with its tables, texts and a manifest of hashes into a new folder.

    The folder appears whole under its name. Raises InputError if something has that name already.
    """
    incident = query.incident(store, id)
    if output.exists():
        raise InputError(f"{output}: is there already; choose another name, nothing was written")
    parent = output.absolute().parent
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=parent))
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); choose another folder") from error
    (made / "index.html").write_text(render(store, incident), "utf-8")
    only = Filters(incidents=(incident.id,))
    for form, name in (("accounts", "accounts.csv"), ("figures", "figures.csv"), ("jsonl", "incident.jsonl")):
        export(store, form, made / name, filters=only)
    (made / "texts").mkdir()
    for number, report in enumerate(store.reports([*incident.reports, *incident.mentions]), 1):
        # Ids may hold what a file name cannot; the page and the tables say which text is whose by its hash.
        name = f"{number:03}-{report.sha256[:12]}.txt"
        (made / "texts" / name).write_bytes(report.text.encode("utf-8", "surrogatepass"))
    (made / "README.txt").write_text(_readme(incident), "utf-8")
    _manifest(made)
    os.replace(made, output)
    return incident


def render(store: Store, incident: Incident) -> str:
    """The dossier as one HTML page."""
    reports = list(store.reports([*incident.reports, *incident.mentions]))
    head = store.head()
    return (
        environment()
        .get_template("dossier.html")
        .render(
            incident=incident,
            languages=[_spoken(incident, Words(language)) for language in LANGUAGES],
            voices=voices(incident),
            measures=measures(incident),
            rules={name: rule.definition for name, rule in RULES.items()},
            reports=[(r, citation(r)) for r in reports],
            head=head.hash if head else "",
            version=version("riwaya"),
            css=Markup((HERE / "static" / "base.css").read_text("utf-8").replace("</", "<\\/")),
        )
    )


def _spoken(incident: Incident, words: Words) -> dict[str, object]:
    """What the page needs in one language."""
    language = words.language
    plots, found = {}, voices(incident)
    for measure in measures(incident):
        line = axis(found, measure)
        name = label("measure", measure, language)
        own = {v.number: marks(v, measure, language, links=False) for v in found}
        strips = {
            n: Markup(strip(m, line, f"{name}: {'; '.join(x.told for x in m)}")) for n, m in own.items() if m
        }
        plots[measure] = (Markup(scale(line, words("Axis: {name}", name=name))), strips)
    told = [Told(a.said, " · ".join(p for p in (a.name, a.outlet, a.said) if p)) for a in incident.accounts]
    spot = spot_of(incident, words)
    return {
        "t": words,
        "title": incident.title_ar if language == "ar" else incident.title,
        "label": lambda group, key: label(group, key, language),
        "interval": lambda figure: interval(figure, language),
        "plots": plots,
        "timeline": Markup(
            timeline(
                incident.start,
                incident.end,
                told,
                words("When it happened and when it was said"),
                words("happened"),
                mirrored=words.direction == "rtl",
            )
        ),
        "map": drawn([spot], words, words("Map")) if spot else Markup(""),
    }


def _manifest(folder: Path) -> None:
    """The SHA-256 of every file, in the form that `sha256sum --check` reads."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n" for p in files
    ]
    (folder / MANIFEST).write_text("".join(lines), "utf-8")


def _readme(incident: Incident) -> str:
    return (
        f"{incident.title}\n{incident.title_ar}\n\n"
        "Open index.html in any browser. accounts.csv and figures.csv open in a spreadsheet,\n"
        "incident.jsonl in programs; texts/ holds the reports as they were read.\n\n"
        "To check that nothing was changed since this folder was made:\n"
        f"    sha256sum --check {MANIFEST}          (Linux)\n"
        f"    shasum -a 256 --check {MANIFEST}      (macOS)\n"
        "On Windows, certutil -hashfile FILE SHA256 prints the hash to compare with the manifest's line.\n"
    )
