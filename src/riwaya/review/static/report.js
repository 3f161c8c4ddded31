// The text beside its findings: highlights painted over the untouched text where the browser can, links both ways.
"use strict";
(() => {
  const text = document.querySelector(".text");
  const pieces = [...text.querySelectorAll(".mark")];
  const items = new Map();
  for (const item of document.querySelectorAll(".said [data-id]")) items.set(item.dataset.id, item);

  const show = (id) => {
    for (const piece of pieces) piece.classList.toggle("faded", !!id && !piece.dataset.ids.split(" ").includes(id));
    for (const [key, item] of items) item.classList.toggle("current", key === id);
  };
  for (const piece of pieces) {
    piece.addEventListener("click", () => {
      const id = piece.dataset.ids.split(" ").find((i) => items.has(i));
      if (!id) return;
      const item = items.get(id);
      const closed = item.closest("details:not([open])");
      if (closed) closed.open = true;
      show(id);
      history.replaceState(null, "", "#" + id);
      const link = item.querySelector("a.jump");
      link.focus({ preventScroll: true });
      item.scrollIntoView({ block: "nearest" });
    });
  }
  for (const [id, item] of items) {
    item.addEventListener("mouseenter", () => show(id));
    item.addEventListener("mouseleave", () => show(location.hash.slice(1)));
    item.addEventListener("focusin", (event) => { event.stopPropagation(); show(id); });
  }
  for (const box of document.querySelectorAll("[data-channel]")) {
    const apply = () => text.classList.toggle("no-" + box.dataset.channel, !box.checked);
    box.addEventListener("change", apply);
    apply();
  }
  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const piece = pieces.find((p) => p.dataset.ids.split(" ").includes(id));
    show(piece ? id : "");
    if (piece) piece.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", follow);
  if (location.hash) follow();
})();
