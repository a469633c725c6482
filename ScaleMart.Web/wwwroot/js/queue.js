// The queue, alive: the server draws its figures and its tables anew every two seconds, while somebody looks.
import { nowAndThen } from "./live.js";
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
