// Copying: a link to a span, a quote with its citation. Works without a secure context, too.

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return;
  } catch { /* no secure context or no permission: the old way */ }
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "unseen";
  const before = document.activeElement;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
  before?.focus();
}

/** The address of a span: its code points, and the first letters of the hash of the text that they count. */
export function linkTo(start, end, hash) {
  const address = new URL(location.href);
  address.hash = `cp=${start}-${end}&text=${hash}`;
  return address.href;
}

/** What an address asks for: an id, or a span, or a span of another text (`moved`). */
export function asked(hash, current) {
  const found = /^#cp=(\d+)-(\d+)(?:&text=([0-9a-f]+))?$/.exec(hash);
  if (!found) return { id: decodeURIComponent(hash.slice(1)) };
  return { start: Number(found[1]), end: Number(found[2]), moved: Boolean(found[3]) && found[3] !== current };
}
