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

  // Correcting begins in the first field, its text selected so that typing replaces it.
  const open = () => {
    const first = fields.querySelector("input:not([type=hidden]), select");
    fields.open = true;
    first.focus();
    if (first.select) first.select();
  };

  const typing = (target) => target.closest("input, select, textarea, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") { event.preventDefault(); dialog.showModal(); return; }
    const action = Object.keys(keys).find((k) => keys[k] && keys[k] === event.key);
    if (!action) return;
    event.preventDefault();
    if (action === "correct" && !fields.open) {
      open();
      return;
    }
    const control = document.querySelector(`[data-key="${action}"]`);
    if (control) control.click();
  });
  document.querySelector('[data-key="correct"]').addEventListener("click", (event) => {
    if (fields.open) return;
    event.preventDefault();
    open();
  });
  // Enter in a field corrects; without this the first button of the form, "accept", would be pressed.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      form.requestSubmit(document.querySelector('[data-key="correct"]'));
    }
  });
  document.getElementById("show-keys").hidden = false;
  document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());
  for (const box of document.querySelectorAll("[data-remap]")) {
    box.value = keys[box.dataset.remap] || "";
    box.addEventListener("input", () => {
      keys[box.dataset.remap] = box.value;
      localStorage.setItem(KEYS, JSON.stringify(keys));
    });
  }
})();
