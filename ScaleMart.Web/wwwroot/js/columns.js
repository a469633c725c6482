// The last fifteen minutes as the charts need them: columns of equal length, a second a row, that grow by what is told.
const kept = 900;
const shop = ["accepted", "refused", "p50Ms", "p95Ms", "p99Ms", "depth", "inFlight", "oldestAgeMs", "drainedPerSecond", "deadLetters", "connections"];
const stock = ["total", "available", "held", "sold"];

function push(column, value, rows) {
  while (column.length < rows - 1) column.unshift(null);
  column.push(value);
  if (column.length > kept) column.splice(0, column.length - kept);
}

/** history: as /admin?handler=history gives it. */
export function columnsOf(history) {
  const at = history.at;

  return {
    history,

    /** told: a tick; scope: the sale that is looked at, or the tick itself. */
    append(told, scope) {
      const second = Math.floor(Date.parse(told.at) / 1000);
      if (at.length && second <= at.at(-1)) return;
      // A second that nobody told is a gap in the line, as it is in what the shop recorded.
      if (at.length && second - at.at(-1) > 1 && second - at.at(-1) < kept) for (let s = at.at(-1) + 1; s < second; s++) row(s, null, null);
      row(second, told, scope);
    },

    /** Of the last minute: word to count. */
    refusedLately() {
      return Object.fromEntries(Object.entries(history.refusals).map(([word, column]) => [word, column.slice(-60).reduce((sum, n) => sum + (n ?? 0), 0)]));
    },

    peak: () => history.accepted.reduce((most, n) => Math.max(most, n ?? 0), 0),
  };

  function row(second, told, scope) {
    at.push(second);
    if (at.length > kept) at.splice(0, at.length - kept);
    for (const name of shop) push(history[name], (told && (scope?.[name] ?? told[name])) ?? null, at.length);
    for (const word of new Set([...Object.keys(history.refusals), ...Object.keys(scope?.refusals ?? {})])) push(history.refusals[word] ??= [], scope?.refusals[word] ?? (scope ? 0 : null), at.length);
    if (history.sale) for (const name of stock) push(history.sale[name], scope?.[name] ?? null, at.length);
  }
}
