// The front page, alive: every sale on it is watched.
import { connect, nowAndThen } from "./live.js";
import { draw, figuresOf, isNewer, show } from "./stock.js";
import { drawTerms } from "./terms.js";

const roots = new Map([...document.querySelectorAll("[data-sale]")].map((root) => [root.dataset.sale, root]));
let connected = false;

function hear(said) {
  const root = roots.get(said.saleId ?? said.id), stock = figuresOf(said);
  if (root && isNewer(root, stock)) draw(root, stock);
}

function learn(sale) {
  const root = roots.get(sale.id);
  if (root) drawTerms(root, sale);
}

const both = (sale) => { hear(sale); learn(sale); };

for (const root of roots.values()) {
  root.addEventListener("strike", (event) => {
    if (event.target.closest("[hidden]")) return;
    show(root, root.dataset.scene === "scheduled" ? "live" : "ended");
  });
}

// Every sale is told again after fifteen seconds at most, though nothing moved.
connect({
  silence: 20000,
  news: { stockChanged: hear, saleChanged: ({ sale }) => learn(sale) },
  async onLive(call) {
    for (const sale of await Promise.all([...roots.keys()].slice(0, 100).map((id) => call("WatchSale", id)))) both(sale);
    connected = true;
  },
  onLost() { connected = false; },
});

nowAndThen(30, async () => {
  if (connected) return;
  const answer = await fetch("/api/sales", { cache: "no-store" });
  if (answer.ok && !connected) for (const sale of await answer.json()) both(sale);
});
