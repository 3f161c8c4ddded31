// The text of a report beside what was found in it: painted, linked both ways, copied, told aloud.
import { asked, copy, linkTo } from "./copying.js";
import { badges, lanes, layer } from "./overlay.js";
import { CAN_PAINT, paint } from "./painting.js";
import { Ranges } from "./ranges.js";

const text = document.querySelector(".text[data-spans]");
const told = document.getElementById("told");
const hash = text.dataset.hash;
const items = new Map([...document.querySelectorAll(".said [data-id]")].map((item) => [item.dataset.id, item]));
const rows = await (await fetch(text.dataset.spans)).json();
const ranges = new Ranges(text);
// Where the page came with pieces, nobody needs them once the browser paints; ids go with them, links are followed here.
if (CAN_PAINT) ranges.join(rows.flatMap(([start, end]) => [start, end]));
const spans = rows
  .map(([start, end, channel, id]) => ({ start, end, channel, id, range: ranges.of(start, end) }))
  .filter((span) => span.range);
const of = (id) => spans.filter((span) => span.id === id);
const painted = CAN_PAINT ? paint(spans.map((span) => [ranges.joined(span.start, span.end), span.channel])) : null;
const pieces = [...text.querySelectorAll(".mark")];

function show(id, also = []) {
  text.classList.toggle("focused", Boolean(id) || also.length > 0);
  painted?.current([...of(id), ...also].flatMap((span) => ranges.joined(span.start, span.end)));
  for (const piece of pieces) piece.classList.toggle("current", piece.dataset.ids.split(" ").includes(id));
  for (const [key, item] of items) item.classList.toggle("current", key === id);
}

const say = (words) => { told.textContent = words; };
const name = (item) => item.dataset.told;

function bring(range) {
  const box = range.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) scrollBy({ top: box.top - innerHeight / 3 });
}

function openItem(id) {
  const item = items.get(id);
  const closed = item.closest("details:not([open])");
  if (closed) closed.open = true;
  show(id);
  item.querySelector("a.jump").focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

// From the list to the text.
for (const [id, item] of items) {
  item.addEventListener("mouseenter", () => show(id));
  item.addEventListener("mouseleave", () => follow(false));
  item.addEventListener("focusin", (event) => {
    event.stopPropagation();
    show(id);
    if (event.target.matches("a.jump")) say(name(item));
  });
}

// From the text to the list: a click, or the arrows in the direction in which the text is read.
text.addEventListener("click", (event) => {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = caret ?? document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const at = range && ranges.at(range.offsetNode ?? range.startContainer, range.offset ?? range.startOffset);
  if (at === null || at === undefined || !getSelection().isCollapsed) return;
  const over = spans.filter((span) => span.start <= at && at <= span.end && items.has(span.id));
  over.sort((a, b) => a.end - a.start - (b.end - b.start));
  if (over.length) openItem(over[0].id);
});
const listed = spans.filter((span) => items.has(span.id));
let step = -1;
text.addEventListener("keydown", (event) => {
  if (event.target !== text || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const by = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
  if (by && listed.length) {
    event.preventDefault();
    step = Math.max(0, Math.min(listed.length - 1, step + by));
    show(listed[step].id);
    bring(listed[step].range);
    say(name(items.get(listed[step].id)));
  } else if (event.key === "Enter" && step >= 0) {
    event.preventDefault();
    openItem(listed[step].id);
  }
});

// Channels, badges, lanes.
layer(text, "lanes", lanes(spans)).show(true);
const invisible = layer(text, "badges", badges(ranges, JSON.parse(text.dataset.invisible)));
for (const box of document.querySelectorAll("[data-channel]")) {
  const channel = box.dataset.channel;
  const apply = () => {
    if (channel === "invisible") invisible.show(box.checked);
    else text.classList.toggle(`no-${channel}`, !box.checked);
    if (channel !== "invisible") painted?.toggle(channel, box.checked);
  };
  box.addEventListener("change", apply);
  apply();
}

// Copying.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { copy: what, start, end } = button.dataset;
    const words = what === "link" ? linkTo(start, end, hash) : what;
    await copy(words);
    say(text.dataset.copied);
  });
}

// The address.
function follow(scroll = true) {
  if (!location.hash) return show("");
  const wanted = asked(location.hash, hash);
  if (wanted.moved) return scroll ? say(text.dataset.moved) : undefined;
  const range = wanted.id === undefined ? ranges.of(wanted.start, wanted.end) : of(wanted.id)[0]?.range;
  show(wanted.id ?? "", wanted.id === undefined ? [wanted] : []);
  if (range && scroll) bring(range);
  return undefined;
}
addEventListener("hashchange", () => follow());
follow();
text.dataset.ready = CAN_PAINT ? "painted" : "pieces";
