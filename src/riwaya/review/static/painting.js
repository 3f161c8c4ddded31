// Channels painted over the untouched text by the CSS Custom Highlight API; the pieces of the page stay where it is missing.

export const CAN_PAINT = typeof Highlight === "function" && "highlights" in CSS;
// Later channels lie over earlier ones.
const ORDER = ["content", "speaker", "place", "cue", "event", "figure", "current"];

/** Paint every [ranges, channel]; afterwards `toggle` takes a channel away and puts it back. */
export function paint(spans) {
  const made = new Map(ORDER.map((name, n) => [name, Object.assign(new Highlight(), { priority: n })]));
  for (const [ranges, channel] of spans) ranges.forEach((range) => made.get(channel).add(range));
  for (const [name, highlight] of made) CSS.highlights.set(name, highlight);
  return {
    toggle: (channel, on) => (on ? CSS.highlights.set(channel, made.get(channel)) : CSS.highlights.delete(channel)),
    current: (ranges) => {
      made.get("current").clear();
      for (const range of ranges) made.get("current").add(range);
    },
  };
}
