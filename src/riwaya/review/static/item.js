// Deciding by keyboard: letters that can be changed, none taken while something is typed.
"use strict";
(() => {
  const DEFAULTS = { accept: "a", reject: "r", unsure: "s", correct: "c", undo: "z", earlier: "k", later: "j" };
  const KEYS = "riwaya-keys";
  let keys = { ...DEFAULTS };
  try { keys = { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEYS) || "{}") }; } catch { /* the defaults stand */ }
  const dialog = document.getElementById("keys");
  const fields = document.getElementById("fields");
  const form = document.getElementById("decision");

  const typing = (target) => target.closest("input, select, textarea, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") { event.preventDefault(); dialog.showModal(); return; }
    const action = Object.keys(keys).find((k) => keys[k] && keys[k] === event.key);
    if (!action) return;
    event.preventDefault();
    if (action === "correct" && !fields.open) {
      fields.open = true;
      form.elements.low.focus();
      form.elements.low.select();
      return;
    }
    const control = document.querySelector(`[data-key="${action}"]`);
    if (control) control.click();
  });
  document.querySelector('[data-key="correct"]').addEventListener("click", (event) => {
    if (fields.open) return;
    event.preventDefault();
    fields.open = true;
    form.elements.low.focus();
  });
  // Enter in a field corrects; without this the first button of the form, "accept", would be pressed.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      form.requestSubmit(document.querySelector('[data-key="correct"]'));
    }
  });
  document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());
  for (const box of document.querySelectorAll("[data-remap]")) {
    box.value = keys[box.dataset.remap] || "";
    box.addEventListener("input", () => {
      keys[box.dataset.remap] = box.value;
      localStorage.setItem(KEYS, JSON.stringify(keys));
    });
  }

  // The edges of the words counted, moved by whole words; offsets are code points of the report's text.
  const context = document.getElementById("context");
  const parts = ["before", "quote", "after"].map((id) => document.getElementById(id));
  const letters = parts.flatMap((part) => [...part.textContent]);
  const offset = Number(context.dataset.offset);
  const edge = { start: Number(form.elements.start.value) - offset, end: Number(form.elements.end.value) - offset };
  const space = (n) => n < 0 || n >= letters.length || /\s/.test(letters[n]);
  const move = (which, by) => {
    let n = edge[which] + by;
    // A start lies after a space, an end before one.
    while (n > 0 && n < letters.length && !(which === "start" ? space(n - 1) && !space(n) : space(n) && !space(n - 1))) n += by;
    const next = { ...edge, [which]: Math.max(0, Math.min(letters.length, n)) };
    if (next.start >= next.end) return;
    Object.assign(edge, next);
    parts[0].textContent = letters.slice(0, edge.start).join("");
    parts[1].textContent = letters.slice(edge.start, edge.end).join("");
    parts[2].textContent = letters.slice(edge.end).join("");
    form.elements.start.value = edge.start + offset;
    form.elements.end.value = edge.end + offset;
    document.getElementById("edges").value = `${edge.start + offset}–${edge.end + offset}`;
  };
  for (const button of document.querySelectorAll("[data-edge]")) {
    button.addEventListener("click", () => move(button.dataset.edge, Number(button.dataset.by)));
  }
})();
