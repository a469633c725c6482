// One sale, alive: its figures, its button, and who watches with you.
import { connect, nowAndThen } from "./live.js";
import { pulseOf } from "./pulse.js";
import { refresh } from "./refresh.js";
import { say } from "./say.js";
import { draw, figuresOf, isNewer, sceneOf, show } from "./stock.js";
import { drawTerms } from "./terms.js";
import "./press.js";

const root = document.querySelector("[data-sale]");
const id = root.dataset.sale;
const pulse = pulseOf(root);
const share = root.querySelector("[data-share]");
let connected = false, left = Number(root.querySelector("[data-count=available]").textContent.replaceAll(",", ""));

const arrivals = {
  live: (before) => before === "scheduled" ? "The sale is open." : `Back: ${left} left.`,
  paused: () => "Paused for a moment.",
  held: () => "All are held for now. Some may come back.",
  gone: () => "Sold out.",
  ended: () => "The sale has ended.",
};

function milestone(before, was, { available, total, state }) {
  const scene = root.dataset.scene;
  if (scene !== before) return arrivals[scene]?.(before);
  if (state !== "live") return null;
  if (was > 10 && available <= 10 && total > 20) return `The last ${available}.`;
  return was > total / 2 && available <= total / 2 ? "Half are gone." : null;
}

// Pressing is of no use while nothing can be had; when the shop is not heard, nobody knows, and whoever wants may try.
function arm() {
  const button = root.querySelector("[data-press] button");
  button?.setAttribute("aria-disabled", connected && root.dataset.scene !== "live");
}

function hear(said) {
  const stock = figuresOf(said);
  if ((said.saleId ?? said.id) !== id || !isNewer(root, stock)) return;
  const [before, was] = [root.dataset.scene, left];
  left = stock.available;
  draw(root, stock);
  arm();
  say(milestone(before, was, stock));
}

// The terms, from whoever told them: the hub's news, a watch that begins, or the API.
function learn(sale) {
  const { name } = sale.product, was = root.querySelector("[data-term=name]")?.textContent;
  if (sale.id !== id || !drawTerms(root, sale)) return;
  if (was !== name) document.title = document.title.replace(was, name);
  // Whoever had their share may have more of it now, and only the server can tell.
  const whole = share?.querySelector("[data-whole]");
  if (whole && Number(whole.dataset.whole) !== sale.perCustomerLimit) mine();
}

const mine = () => share && refresh(share, `${location.pathname}?handler=share`).then(() => show(root, root.dataset.scene));

// A button that no longer waits may have to say something else by now.
root.addEventListener("calm", () => show(root, root.dataset.scene));

// The clocks run by themselves, and what they strike needs no news.
root.addEventListener("strike", (event) => {
  const scene = event.target.closest("[data-when]")?.hidden === false && root.dataset.scene;
  const next = scene === "scheduled" ? (left > 0 ? "live" : "gone") : scene && "ended";
  if (!next) return;
  show(root, next);
  arm();
  say(arrivals[next](scene));
});

// Every sale is told again after fifteen seconds at most, though nothing moved.
connect({
  silence: 20000,
  news: {
    stockChanged: hear,
    saleChanged: ({ sale, holdSeconds }) => learn({ ...sale, holdSeconds }),
    watchersChanged: (said) => { if (said.saleId === id) pulse.watching(said.watchers); },
    orderChanged: (order) => { if (order.saleId === id) mine(); },
  },
  async onLive(call) {
    const sale = await call("WatchSale", id);
    hear(sale);
    learn(sale);
    connected = true;
    arm();
    pulse.live();
  },
  onLost() {
    connected = false;
    arm();
    pulse.lost();
  },
});

// If the hub cannot be reached at all, the figures are asked for, slowly.
nowAndThen(20, async () => {
  if (connected) return;
  const answer = await fetch(`/api/sales/${id}`, { cache: "no-store" });
  if (!answer.ok || connected) return;
  const sale = await answer.json();
  hear(sale);
  learn(sale);
  pulse.aged();
});
