// Keeps a table's rows as they were told: one for each item, made from the template beside the table, in the order that was told.
import { write } from "./figures.js";
import { sceneOf, show } from "./stock.js";

const marks = new Map([[true, ["good", "yes"]], [false, ["bad", "no"]]]);

export function yes(node, told) {
  const [mark, word] = marks.get(told) ?? ["wait", "not known"];
  if (node.textContent === word) return;
  node.className = `tag ${mark}`;
  node.textContent = word;
}

export function drawRows(root, name, items) {
  const body = root.querySelector(`[data-rows="${name}"]`);
  if (!body) return;
  const template = root.querySelector(`template[data-row="${name}"]`).content.querySelector("tr"), key = body.dataset.key;
  const known = new Map([...body.rows].map((row) => [row.dataset.id, row]));
  items.forEach((item, n) => {
    const id = String(item[key]);
    let row = known.get(id);
    known.delete(id);
    if (!row) {
      row = template.cloneNode(true);
      row.dataset.id = id;
      for (const link of row.querySelectorAll("[data-link]")) link.href = link.dataset.link.replace(/\{(\w+)\}/g, (_, field) => encodeURIComponent(item[field]));
    }

    if (body.rows[n] !== row) body.insertBefore(row, body.rows[n] ?? null);
    write(row, item);
    for (const cell of row.querySelectorAll("[data-yes]")) yes(cell.querySelector("[data-mark]"), item[cell.dataset.yes]);
    if (item.state) show(row, sceneOf(item));
  });
  for (const row of known.values()) row.remove();
  for (const node of root.querySelectorAll(`[data-none="${name}"]`)) node.hidden = items.length > 0;
  for (const node of root.querySelectorAll(`[data-some="${name}"]`)) node.hidden = items.length === 0;
}
