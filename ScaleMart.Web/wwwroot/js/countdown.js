// Counts down to <time data-countdown datetime="…"> by the server's clock; without this script the moments stand as they were drawn.
const drawn = Date.parse(document.documentElement.dataset.now);
const ahead = drawn - Date.now();
const pad = (n) => String(n).padStart(2, "0");

function parts(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return { d: Math.floor(s / 86400), h: Math.floor(s / 3600) % 24, m: Math.floor(s / 60) % 60, s: s % 60 };
}

function draw(clock, ms) {
  const p = parts(ms);
  for (const unit of clock.querySelectorAll("[data-unit]")) unit.textContent = pad(p[unit.dataset.unit]);
  if (!clock.firstElementChild) clock.textContent = (p.d ? `${p.d} d ` : "") + (p.d || p.h ? `${pad(p.h)}:` : "") + `${pad(p.m)}:${pad(p.s)}`;
}

// At zero, what belongs to the time before goes and what belongs to the time after comes. Nothing reloads by itself:
// everyone's clock strikes at the same moment.
function strike(clock) {
  const scope = clock.closest("[data-moment]");
  for (const e of scope?.querySelectorAll("[data-before]") ?? []) e.hidden = true;
  for (const e of scope?.querySelectorAll("[data-after]") ?? []) e.hidden = false;
}

let running = [...document.querySelectorAll("time[data-countdown]")].map((clock) => ({ clock, at: Date.parse(clock.dateTime) }));

function tick() {
  const now = Date.now() + ahead;
  running = running.filter(({ clock, at }) => {
    draw(clock, at - now);
    if (at > now) return true;
    strike(clock);
    return false;
  });
  if (running.length) setTimeout(tick, 1000 - (now % 1000));
}

tick();
