// A chart of columns over the last quarter of an hour, in the page's own colours and by UTC. It is for the eye alone: the figures
// stand in the table behind it.
/* global uPlot */
const minutes = 15, height = 210, blink = 5;

// A colour of the page as the canvas needs it: the page's words for colours have two sides, light and dark.
function colour(name) {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const faint = (rgb, share) => rgb.replace(/^rgba?\(([^,]+),([^,]+),([^,)]+).*$/, `rgba($1,$2,$3,${share})`);

// Round numbers a little above the highest, so that the line is not pressed to the edge.
function ceiling(most, least) {
  const step = 10 ** Math.floor(Math.log10(Math.max(most, least)));
  return Math.max(least, Math.ceil((most * 1.05) / (step / 2)) * (step / 2));
}

// A second or two that a busy shop did not record are no hole in the line; a longer silence is.
const gaps = (u, series, from, to, nulls) => nulls.filter(([a, b]) => u.posToVal(b / devicePixelRatio, "x") - u.posToVal(a / devicePixelRatio, "x") > blink);

function series({ label, colour: name, fill, dash, width = 2 }) {
  const stroke = colour(name);
  return { label, stroke, dash, width, fill: fill && (fill === 1 ? stroke : faint(stroke, fill)), points: { show: false }, gaps };
}

function axis(more) {
  const [line, quiet] = [colour("--line"), colour("--quiet")];
  return { stroke: quiet, font: "12px 'Instrument Sans', sans-serif", grid: { stroke: line, width: 1 }, ticks: { show: false }, ...more };
}

/**
 * shape: { series: [{ label, colour, fill, dash, width }], form: writes a value, least: the lowest top of the scale }.
 * The place's <b data-value="label"> show the newest values, or those under the pointer.
 */
export function chartIn(place, shape) {
  const values = shape.series.map(({ label }) => place.closest("section").querySelector(`[data-value="${label}"]`));
  let plot = null, data = null;

  function say(at) {
    const index = at ?? (data ? data[0].length - 1 : -1);
    shape.series.forEach(({ value }, n) => {
      const text = index < 0 ? "" : shape.form(value ? value(data, index) : data[n + 1][index]);
      if (values[n] && values[n].textContent !== text) values[n].textContent = text;
    });
  }

  function make() {
    plot?.destroy();
    plot = new uPlot({
      width: place.clientWidth,
      height,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      legend: { show: false },
      cursor: { sync: { key: "board" }, drag: { x: false, y: false }, y: false, points: { size: 7 } },
      scales: {
        x: { range: (u, min, max) => [Math.min(min, max - minutes * 60), max] },
        y: { range: (u, min, max) => [0, ceiling(max ?? 0, shape.least)] },
      },
      axes: [
        axis({ values: (u, splits) => splits.map((s) => new Date(s * 1000).toISOString().slice(11, 16)), incrs: [60, 180, 300], space: 60, size: 30 }),
        axis({ values: (u, splits) => splits.map((s) => shape.form(s)), size: 58 }),
      ],
      series: [{}, ...shape.series.map(series)],
      hooks: { setCursor: [(u) => say(u.cursor.idx)] },
    }, data ?? [[], ...shape.series.map(() => [])], place);
  }

  make();
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height })).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", make);
  return (columns) => {
    data = columns;
    plot.setData(data);
    say(plot.cursor.idx);
  };
}
