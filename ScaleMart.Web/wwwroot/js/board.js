// The dashboard, alive: told once a second, drawn where the server drew it.
import { chartIn } from "./chart.js";
import { columnsOf } from "./columns.js";
import { clock, left, number, span, write } from "./figures.js";
import { connect } from "./live.js";
import { keepMinutes } from "./minutes.js";
import { drawRows } from "./rows.js";
import { say } from "./say.js";
import { draw, figuresOf, sceneOf, show } from "./stock.js";

const root = document.querySelector("[data-board]");
const saleId = root.dataset.saleId || null;
const here = saleId ? `?sale=${encodeURIComponent(saleId)}&` : "?";
const one = (selector) => root.querySelector(selector);
const put = (selector, text) => { const node = one(selector); if (node && node.textContent !== text) node.textContent = text; };

const shapes = {
  orders: { least: 5, form: number, series: [{ label: "refused", colour: "--quiet", dash: [5, 4] }, { label: "accepted", colour: "--accent", fill: 0.16, width: 2.5 }], of: (h) => [h.refused, h.accepted] },
  answers: { least: 5, form: span, series: [{ label: "p50", colour: "--quiet", width: 1.5 }, { label: "p95", colour: "--ink", dash: [5, 4] }, { label: "p99", colour: "--accent", width: 2.5 }], of: (h) => [h.p50Ms, h.p95Ms, h.p99Ms] },
  depth: { least: 10, form: number, series: [{ label: "written", colour: "--quiet", dash: [5, 4] }, { label: "waiting", colour: "--accent", fill: 0.16, width: 2.5 }], of: (h) => [h.drainedPerSecond, h.depth] },
  // One upon the other: what is left upon what is held upon what is sold.
  stock: {
    least: 1, form: number,
    series: [
      { label: "left", colour: "--accent", fill: 1, width: 0, value: (d, n) => d[1][n] == null ? null : d[1][n] - d[2][n] },
      { label: "held", colour: "--held", fill: 1, width: 0, value: (d, n) => d[2][n] == null ? null : d[2][n] - d[3][n] },
      { label: "sold", colour: "--sold", fill: 1, width: 0 },
    ],
    of: ({ sale: s }) => [s.available.map((n, i) => n == null ? null : n + s.held[i] + s.sold[i]), s.held.map((n, i) => n == null ? null : n + s.sold[i]), s.sold],
  },
};

const charts = [...root.querySelectorAll("[data-chart]")].map((place) => {
  const shape = shapes[place.dataset.chart], set = chartIn(place, shape);
  return (history) => set([history.at, ...shape.of(history)]);
});
let columns = null, lost = false;

function drawCharts() {
  if (columns) for (const set of charts) set(columns.history);
}

function drawWhy() {
  if (!columns) return;
  put("[data-peak]", number(columns.peak()));
  const counts = columns.refusedLately(), all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  one("[data-why]").hidden = all === 0;
  one("[data-why-none]").hidden = all > 0;
  let most = null;
  for (const row of root.querySelectorAll("[data-refusal]")) {
    const count = counts[row.dataset.refusal] ?? 0;
    row.hidden = count === 0;
    row.cells[1].textContent = number(Math.round(count));
    row.cells[2].textContent = all ? `${Math.round(100 * count / all)}%` : "–";
    if (count > (most?.count ?? 0)) most = { count, label: row.cells[0].textContent.toLowerCase() };
  }

  put("[data-why-most]", most ? `${Math.round(100 * most.count / all)}% ${most.label}` : "in the last minute none");
}

function drawLight(tick, sale) {
  const balanced = sale ? sale.balanced : tick.light.balanced, reason = sale ? sale.balanceReason : tick.light.reason;
  const words = balanced === true
    ? (sale ? `Balanced: ${number(sale.total)} = ${number(sale.available)} + ${number(sale.held)} + ${number(sale.sold)}` : tick.sales.length === 1 ? "Balanced" : "Every sale is balanced")
    : balanced === false ? `Not balanced: ${reason}` : `Not judged: ${reason ?? "nobody has looked yet"}`;
  const light = one("[data-light]"), mark = balanced === true ? "good" : balanced === false ? "bad" : "unsure";
  if (light.dataset.light !== mark) light.dataset.light = mark;
  put("[data-light-words]", words);
  put("[data-light-at]", clock(sale ? sale.balancedAt : tick.light.at));
}

function drawSoonest(tick, sale) {
  const soonest = sale ?? tick.sales.filter((s) => s.soldOutInSeconds != null).sort((a, b) => a.soldOutInSeconds - b.soldOutInSeconds)[0];
  put("[data-soonest]", left(soonest?.soldOutInSeconds));
  put("[data-soonest-name]", soonest?.soldOutInSeconds == null ? "nothing sells just now" : sale ? "at this rate" : soonest.name);
}

function hear(tick) {
  const sale = saleId ? tick.sales.find((s) => s.saleId === saleId) : null;
  if (saleId && !sale) { location.reload(); return; } // It has ended: the server says so.
  root.dataset.at = tick.at;
  if (!lost) put("[data-pulse]", `Live, ${clock(tick.at)}`);
  write(one(".kpis"), sale ?? tick);
  write(one(".kpis"), tick, "now"); // What is of the whole shop, whichever sale is looked at.
  one("[data-alarm]").classList.toggle("alarm", tick.deadLetters > 0);
  drawLight(tick, sale);
  drawSoonest(tick, sale);
  if (sale) {
    draw(one("[data-stock]"), figuresOf(sale));
    show(one("[data-live-state]"), sceneOf(sale));
  } else drawRows(root, "sales", tick.sales);
  drawRows(root, "instances", tick.instances);
  drawRows(root, "stores", tick.stores);
  columns?.append(tick, sale ?? tick);
  drawCharts();
  drawWhy();
}

function pulse(text, state) {
  const line = one("[data-pulse]");
  line.textContent = text;
  line.dataset.pulse = state;
}

keepMinutes(`/admin${here}handler=minutes`);

connect({
  silence: 5000,
  news: { dashboardTick: hear },
  async onLive(call) {
    await call("WatchDashboard");
    // What was missed is asked for, and not made up.
    const answer = await fetch(`/admin${here}handler=history`, { cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error(`the history was answered with ${answer.status}`);
    columns = columnsOf(await answer.json());
    drawCharts();
    drawWhy();
    if (lost) say("Live again");
    lost = false;
    pulse(`Live, ${clock(root.dataset.at)}`, "live");
  },
  onLost() {
    if (!lost) say("Not live");
    lost = true;
    pulse(`Not live: as of ${clock(root.dataset.at)}`, "lost");
  },
});
