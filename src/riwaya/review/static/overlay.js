// What is drawn beside the letters and is no part of them: names of invisible characters, brackets of crowded spans.

const CROWDED = 3;
// As many lanes as the margin holds; what is more shares the last.
const LANES = 6;

/** A layer over the text that nobody selects, copies or hears; `draw` fills it anew whenever the text moves. */
export function layer(text, name, draw) {
  const made = document.createElement("div");
  made.className = `overlay ${name}`;
  made.setAttribute("aria-hidden", "true");
  text.append(made);
  const redraw = () => {
    made.replaceChildren();
    if (!made.hidden) draw(made, text.getBoundingClientRect());
  };
  new ResizeObserver(redraw).observe(text);
  document.fonts.ready.then(redraw);
  return { show: (on) => { made.hidden = !on; redraw(); } };
}

function put(into, frame, box, given) {
  const mark = document.createElement("span");
  Object.assign(mark.dataset, given);
  for (const [side, value] of Object.entries(box)) mark.style[side] = `${value}px`;
  into.append(mark);
  return mark;
}

/** A badge above each invisible character; the name is drawn by the sheet, so that it is no text. */
export function badges(ranges, names) {
  return (into, frame) => {
    for (const [start, line] of ranges.lines()) {
      const points = [...line];
      for (let n = 0; n < points.length; n += 1) {
        const name = names[points[n].codePointAt(0).toString(16)];
        if (!name) continue;
        let end = n + 1;
        while (points[end] === points[n]) end += 1;
        const box = ranges.of(start + n, start + end).getBoundingClientRect();
        const told = end - n > 1 ? `${name}×${end - n}` : name;
        put(into, frame, { left: box.left - frame.left, top: box.top - frame.top }, { name: told });
        n = end - 1;
      }
    }
  };
}

/** Brackets in the margin for spans that lie where more than three overlap, each in a lane of its own. */
export function lanes(spans) {
  const crowded = spans.filter((s) => points(s).some((at) => spans.filter((o) => o.start <= at && at < o.end).length > CROWDED));
  return (into, frame) => {
    const free = [];
    for (const { range, channel } of crowded) {
      const box = range.getBoundingClientRect();
      let lane = free.findIndex((bottom) => bottom <= box.top);
      if (lane < 0) lane = free.push(0) - 1;
      free[lane] = box.bottom + 2;
      put(into, frame, { right: 2 + Math.min(lane, LANES - 1) * 5, top: box.top - frame.top, height: box.height }, { lane: channel });
    }
  };
  function points(span) {
    return spans.filter((o) => span.start <= o.start && o.start < span.end).map((o) => o.start);
  }
}
