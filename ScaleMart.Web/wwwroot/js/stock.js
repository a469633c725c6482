// Draws a sale's figures where they stand, and shows the parts that belong to its scene. Nothing changes its place.
const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const figure = (n) => n.toLocaleString("en-US");
let orphan = null;

export const sceneOf = (stock) => stock.state !== "soldOut" ? stock.state : stock.held > 0 ? "held" : "gone";

/** The figures of news, or of a sale as the API gives it. */
export function figuresOf(said) {
  const { available, held, sold } = said.stock ?? said;
  return { available, held, sold, total: available + held + sold, state: said.state, version: said.version ?? null, at: said.at ?? said.serverTime };
}

/** News may overtake each other: what is older than what is shown is not drawn. */
export function isNewer(root, stock) {
  const version = Number(root.dataset.version), later = stock.at > root.dataset.at;
  return stock.version === null ? later : stock.version > version || (stock.version === version && later);
}

export function draw(root, stock) {
  if (stock.version !== null) root.dataset.version = stock.version;
  root.dataset.at = stock.at;
  root.dataset.total = stock.total;
  for (const node of root.querySelectorAll("[data-count]")) write(node, figure(stock[node.dataset.count]));
  const share = (units) => `${(100 * Math.min(units, stock.total)) / Math.max(1, stock.total)}%`;
  for (const bar of root.querySelectorAll("[data-bar]")) bar.setAttribute("width", share(bar.dataset.bar === "free" ? stock.available : stock.available + stock.held));
  for (const maybe of root.querySelectorAll(".maybe")) maybe.hidden = stock.held === 0 || stock.state === "ended";
  for (const box of root.querySelectorAll(".stock")) box.classList.toggle("pale", stock.state === "ended");
  show(root, sceneOf(stock));
}

export function show(root, scene) {
  root.dataset.scene = scene;
  for (const part of root.querySelectorAll("[data-when]")) {
    const word = part.closest("[aria-busy=true]")?.dataset.waits ?? scene;
    const hidden = !part.dataset.when.split(" ").includes(word);
    if (hidden && part.contains(document.activeElement)) orphan = document.activeElement;
    part.hidden = hidden;
  }

  for (const art of root.querySelectorAll(".art")) art.classList.toggle("faded", scene === "gone" || scene === "ended");
  // Whoever was at the button by keyboard is there again when it is back, unless they went elsewhere.
  if (orphan?.isConnected && !orphan.closest("[hidden]") && document.activeElement === document.body) {
    orphan.focus({ preventScroll: true });
    orphan = null;
  }
}
