// The spans of a finding under review: moved by whole words, taken from a selection, painted as they move.
// Offsets are code points of the report's text.
"use strict";
(() => {
  const context = document.getElementById("context");
  const form = document.getElementById("decision");
  const parts = ["before", "quote", "after"].map((id) => document.getElementById(id));
  const letters = parts.flatMap((part) => [...part.textContent]);
  const offset = Number(context.dataset.offset);
  const sets = [...document.querySelectorAll("[data-span]")];
  const fields = new Map(sets.map((set) => [set.dataset.span, {
    channel: set.dataset.channel,
    start: form.elements[`${set.dataset.span}_start`],
    end: form.elements[`${set.dataset.span}_end`],
  }]));
  const main = fields.get(context.dataset.main);

  const read = (field) => {
    const [start, end] = [field.start, field.end].map((box) => (box.value.trim() ? Number(box.value) - offset : NaN));
    return start >= 0 && end <= letters.length && start < end ? { start, end } : null;
  };
  const write = (field, span) => {
    field.start.value = span ? span.start + offset : "";
    field.end.value = span ? span.end + offset : "";
    paint();
  };

  const paint = () => {
    const own = read(main);
    if (!own) return;
    const others = [...fields.values()].filter((f) => f !== main)
      .map((f) => ({ channel: f.channel, span: read(f) })).filter((f) => f.span);
    [[0, own.start], [own.start, own.end], [own.end, letters.length]].forEach(([from, to], n) => {
      const inner = others.flatMap((o) => [o.span.start, o.span.end]).filter((e) => e > from && e < to);
      const cuts = [...new Set([from, ...inner, to])].sort((a, b) => a - b);
      const pieces = cuts.slice(1).map((end, k) => {
        const start = cuts[k];
        const text = letters.slice(start, end).join("");
        const over = others.filter((o) => o.span.start <= start && end <= o.span.end).map((o) => o.channel);
        if (!over.length) return document.createTextNode(text);
        const piece = document.createElement("span");
        piece.className = `mark ${over.join(" ")}`;
        piece.textContent = text;
        return piece;
      });
      parts[n].replaceChildren(...pieces);
    });
  };

  const space = (n) => n < 0 || n >= letters.length || /\s/.test(letters[n]);
  // A start lies after a space, an end before one.
  const fits = (which, n) => (which === "start" ? space(n - 1) && !space(n) : space(n) && !space(n - 1));
  const move = (field, which, by) => {
    const span = read(field);
    if (!span) return;
    let n = span[which] + by;
    while (n > 0 && n < letters.length && !fits(which, n)) n += by;
    const next = { ...span, [which]: Math.max(0, Math.min(letters.length, n)) };
    if (next.start < next.end) write(field, next);
  };
  const word = (field) => {
    if (read(field)) return;
    let start = read(main) ? read(main).end : 0;
    while (start < letters.length && !fits("start", start)) start += 1;
    if (start >= letters.length) for (start = 0; !fits("start", start); start += 1);
    let end = start + 1;
    while (!fits("end", end)) end += 1;
    write(field, { start, end });
  };
  // The last selection within the text: a button that is pressed may take the focus and the selection with it.
  let selected = null;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!parts.some((part) => part.contains(range.startContainer)) || !parts.some((part) => part.contains(range.endContainer))) return;
    const upTo = (node, at) => {
      const before = document.createRange();
      before.setStart(parts[0], 0);
      before.setEnd(node, at);
      return [...before.toString()].length;
    };
    selected = { start: upTo(range.startContainer, range.startOffset), end: upTo(range.endContainer, range.endOffset) };
  });
  const take = (field) => {
    if (!selected) return;
    const span = { ...selected };
    while (span.start < span.end && space(span.start)) span.start += 1;
    while (span.end > span.start && space(span.end - 1)) span.end -= 1;
    if (span.start < span.end) write(field, span);
  };

  for (const set of sets) {
    const field = fields.get(set.dataset.span);
    for (const button of set.querySelectorAll("button")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button.dataset.edge) move(field, button.dataset.edge, Number(button.dataset.by));
        else if (button.dataset.take === "word") word(field);
        else if (button.dataset.take === "selection") take(field);
        else write(field, null);
      });
    }
    for (const box of [field.start, field.end]) box.addEventListener("input", paint);
  }
})();
