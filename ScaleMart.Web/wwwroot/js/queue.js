// The queue, alive: the server draws its figures and its tables anew every two seconds, while somebody looks.
import { chartIn } from "./chart.js";
import { number } from "./figures.js";
import { nowAndThen } from "./live.js";
import { keepMinutes } from "./minutes.js";
import { refresh } from "./refresh.js";
import { say } from "./say.js";

const [figures, tables] = ["figures", "tables"].map((name) => document.querySelector(`[data-place="${name}"]`));
const line = document.querySelector("[data-pulse]");
let wasFresh = figures.dataset.stale !== "true";

async function isFresh() {
  try {
    const drawn = await Promise.all([refresh(figures, `${location.pathname}?handler=figures`), refresh(tables, `${location.pathname}?handler=now`)]);
    return drawn.every(Boolean) && figures.dataset.stale !== "true";
  } catch {
    return false; // Nobody answers: what is drawn stays, and the line says how old it is.
  }
}

nowAndThen(2, async () => {
  const fresh = await isFresh();
  const at = figures.dataset.at ? `${figures.dataset.at.slice(11, 19)} UTC` : "";
  line.textContent = fresh ? `Live, as of ${at}` : at ? `Not live: the queue as it stood at ${at}` : "Not live: not seen yet";
  line.dataset.pulse = fresh ? "live" : "lost";
  if (fresh !== wasFresh) say(fresh ? "The queue is live again." : line.textContent);
  wasFresh = fresh;
});

// What the shop has recorded is there for whoever comes; a look at it now and then is enough for a quarter of an hour.
const draw = chartIn(document.querySelector("[data-chart]"), {
  least: 10, form: number, series: [{ label: "in flight", colour: "--quiet", dash: [5, 4] }, { label: "waiting", colour: "--accent", fill: 0.16, width: 2.5 }],
});

async function drawDepth() {
  const answer = await fetch("/admin?handler=history", { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const { at, inFlight, depth } = await answer.json();
  draw([at, inFlight, depth]);
}

drawDepth().catch(() => {}); // Nobody answers: the line above says so.
nowAndThen(10, drawDepth);
keepMinutes(`${location.pathname}?handler=minutes`);
