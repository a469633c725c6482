// How the back office writes its figures; Pages/Admin/Figures.cs writes them the same way before this page is alive.
const none = "–";
const fixed = (n, digits) => n.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** 0.4, 7.5, 12, 1,930; whole numbers as they are. */
export const number = (n) => n == null ? none : fixed(n, n < 10 && !Number.isInteger(n) ? 1 : 0);

/** 3.1 ms, 11 ms, 1.2 s, 4 min. */
export function span(ms) {
  if (ms == null) return none;
  if (ms < 10) return `${fixed(ms, Number.isInteger(ms) ? 0 : 1)} ms`;
  if (ms < 1000) return `${fixed(ms, 0)} ms`;
  if (ms < 60000) return `${fixed(ms / 1000, 1)} s`;
  return `${fixed(Math.floor(ms / 60000), 0)} min`;
}

/** 00:27, 01:12:05; over a day it is no use to know. */
export function left(seconds) {
  if (seconds == null) return none;
  if (seconds >= 86400) return "over a day";
  const s = Math.ceil(seconds), pad = (n) => String(n).padStart(2, "0"), h = Math.floor(s / 3600);
  return (h ? `${pad(h)}:` : "") + `${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`;
}

/** 14:15:07 UTC. */
export const clock = (iso) => iso ? `${iso.slice(11, 19)} UTC` : none;

const forms = { number, span, left, clock, text: (t) => t ?? "" };
const read = (from, path) => path.split(".").reduce((value, name) => value?.[name], from);

/** Writes every <… data-fig="path:form"> below the root from what was told; under another name, those that are marked with it. */
export function write(root, told, mark = "fig") {
  for (const node of root.querySelectorAll(`[data-${mark}]`)) {
    const [path, form] = node.dataset[mark].split(":"), text = forms[form](read(told, path));
    if (node.textContent !== text) node.textContent = text;
  }
}
