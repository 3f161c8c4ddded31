// The text of a report as the browser holds it: from code points, in which the ledger counts, to DOM ranges.

// A lam and the alef after it are one glyph. Where a highlight's edge parts them, Chromium leaves the alef out;
// on pieces of their own it draws both. Marks may stand between.
const LAM = /\u0644\p{M}*$/u;
const ALEF = /^\p{M}*[\u0622\u0623\u0625\u0627\u0671]/u;

export class Ranges {
  #lines = [];

  constructor(text) {
    for (const line of text.querySelectorAll("p[data-start]")) {
      const start = Number(line.dataset.start);
      this.#lines.push({ line, start, end: start + [...line.textContent].length });
    }
  }

  /** Join the pieces of each line into one text node, but for lines in which an edge parts a lam from its alef. */
  join(edges) {
    for (const held of this.#lines) {
      const points = [...held.line.textContent];
      held.joined = !edges.some((edge) => {
        const at = edge - held.start;
        return at > 0 && at < points.length && LAM.test(points.slice(0, at).join("")) && ALEF.test(points.slice(at).join(""));
      });
      if (held.joined) held.line.replaceChildren(held.line.textContent);
    }
  }

  /** The ranges of code points [start, end) in lines that were joined, one a line. */
  joined(start, end) {
    const held = this.#lines.filter((l) => l.joined && l.start < end && start < l.end);
    return held.map((l) => this.of(Math.max(start, l.start), Math.min(end, l.end)));
  }

  /** The range of code points [start, end); null where none of it is on the page. */
  of(start, end) {
    const held = this.#lines.filter((l) => l.start < end && start < l.end);
    if (!held.length) return null;
    const range = document.createRange();
    range.setStart(...this.#place(held[0], start, false));
    range.setEnd(...this.#place(held.at(-1), end, true));
    return range;
  }

  /** The code point at a place of the DOM; null outside the text. */
  at(node, unit) {
    const held = this.#lines.find((l) => l.line.contains(node));
    if (!held) return null;
    const before = document.createRange();
    before.selectNodeContents(held.line);
    before.setEnd(node, unit);
    return held.start + [...before.toString()].length;
  }

  /** The text of the lines, each with the code point at which it starts. */
  *lines() {
    for (const { line, start } of this.#lines) yield [start, line.textContent];
  }

  #place({ line, start }, point, ends) {
    let left = Math.max(0, point - start);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      const points = [...node.data];
      // An end stays in the node that it closes; a start goes on to the node that it opens.
      if (left < points.length || (ends && left === points.length)) return [node, points.slice(0, left).join("").length];
      left -= points.length;
    }
    return [node, node.data.length];
  }
}
