// Counts down to <time data-countdown datetime="…"> by the server's clock; without this script the moments stand as they were
// drawn. A clock says "warn" once when less than its data-warn seconds are left, and "strike" at zero. Clocks may come and go.
const ahead = Date.parse(document.documentElement.dataset.now) - Date.now();
const pad = (n) => String(n).padStart(2, "0");
const told = new WeakMap();

/** The server's time, as well as this browser can tell. */
export const now = () => Date.now() + ahead;

function parts(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return { d: Math.floor(s / 86400), h: Math.floor(s / 3600) % 24, m: Math.floor(s / 60) % 60, s: s % 60 };
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// A clock whose moment moved far away needs more places than it was drawn with.
function widen(clock, p) {
  const words = { d: "days", h: "hours" };
  for (const unit of [p.d && "d", (p.d || p.h) && "h"]) {
    if (!unit || clock.querySelector(`[data-unit=${unit}]`)) continue;
    const place = document.createElement("span"), figure = document.createElement("span"), word = document.createElement("small");
    figure.dataset.unit = unit;
    word.textContent = words[unit];
    place.append(figure, word);
    clock.querySelector(unit === "d" ? ":scope > span" : ":scope > :has([data-unit=m])").before(place);
  }
}

function draw(clock, ms) {
  const p = parts(ms);
  if (clock.firstElementChild) widen(clock, p);
  for (const unit of clock.querySelectorAll("[data-unit]")) write(unit, pad(p[unit.dataset.unit]));
  if (!clock.firstElementChild) write(clock, (p.d ? `${p.d} d ` : "") + (p.d || p.h ? `${pad(p.h)}:` : "") + `${pad(p.m)}:${pad(p.s)}`);
}

function tell(clock, event) {
  // What was said of another moment is not said of this one.
  const said = `${event} ${clock.dateTime}`, already = told.get(clock) ?? new Set();
  if (already.has(said)) return;
  told.set(clock, already.add(said));
  clock.dispatchEvent(new CustomEvent(event, { bubbles: true }));
}

// At zero, what belongs to the time before goes and what belongs to the time after comes. Nothing reloads by itself:
// everyone's clock strikes at the same moment.
function strike(clock) {
  const scope = clock.closest("[data-moment]");
  for (const e of scope?.querySelectorAll("[data-before]") ?? []) e.hidden = true;
  for (const e of scope?.querySelectorAll("[data-after]") ?? []) e.hidden = false;
  tell(clock, "strike");
}

function tick() {
  const time = now();
  for (const clock of document.querySelectorAll("time[data-countdown]")) {
    const left = Date.parse(clock.dateTime) - time;
    draw(clock, left);
    if (left > 0 && left <= 1000 * clock.dataset.warn) tell(clock, "warn");
    if (left <= 0) strike(clock);
  }

  setTimeout(tick, 1000 - (now() % 1000));
}

// After the page's other modules, so that they hear of what has struck already.
setTimeout(tick);
