// Orders, alive: one ticket, or the list of all. Whatever happens to them elsewhere is drawn anew by the server.
import { connect, nowAndThen } from "./live.js";
import { refresh } from "./refresh.js";
import { say } from "./say.js";
import "./press.js";

const place = document.querySelector("[data-place]");
const one = place.dataset.order;
const words = {
  confirmed: "Paid. It is yours.", expired: "The time to pay ran out.", cancelled: "The order is cancelled.",
  refunded: "The order is refunded.", paying: "The payment is under way.", declined: "The card was declined; it is still held for you.",
};

// Messages may overtake each other; a timeline only grows.
const isNews = (order) => order.timeline.length > Number(place.dataset.events) || (order.recorded && place.dataset.recorded === "false");

let asked = null;
function again() {
  // Several changes come close together: one look shows them all.
  asked ??= new Promise((resolve) => setTimeout(resolve, 150)).then(() => {
    asked = null;
    return refresh(place, `${location.pathname.replace(/\/(pay|cancel)$/, "")}?handler=now`);
  }).catch(() => false);
  return asked;
}

async function hear(order) {
  if (one && (order.id !== one || !isNews(order))) return;
  const before = place.dataset.last;
  if (!await again()) return;
  // What is drawn may be newer than what was heard of.
  const last = one ? place.dataset.last : order.timeline.at(-1).event;
  if (last !== before) say(words[last]);
}

place.addEventListener("warn", (event) => {
  event.target.closest("[data-left]")?.classList.add("short");
  say("One minute left to pay.");
});
// The shop's own clock decides a moment later, and says so; if it cannot be heard, this looks.
place.addEventListener("strike", () => setTimeout(again, 2500));

connect({ news: { orderChanged: hear }, onLive: async () => { await again(); } });

// What is not settled is looked at now and then, even though news should have come.
nowAndThen(30, () => place.querySelector("[data-unsettled]") && again());
