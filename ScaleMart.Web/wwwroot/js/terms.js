// Draws a sale's terms where they stand, in the words of the server (Pages/Shared: Money, Clock): name, price, limit, times.
const signs = { EUR: "€", GBP: "£", USD: "$" };
const withoutCents = new Set(["JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "PYG", "UGX"]);
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const drawn = new Map([...document.querySelectorAll("[data-sale]")].map((root) => [root, root.dataset.at]));

export function money(amount, currency) {
  const digits = withoutCents.has(currency) && Number.isInteger(amount) ? 0 : 2;
  const figure = amount.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return signs[currency] ? signs[currency] + figure : `${currency} ${figure}`;
}

function moment(iso, now) {
  const at = new Date(iso), today = new Date(now);
  const midnight = (time) => Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate());
  const year = at.getUTCFullYear() === today.getUTCFullYear() ? "" : ` ${at.getUTCFullYear()}`;
  const day = { 0: "today", 1: "tomorrow", [-1]: "yesterday" }[Math.round((midnight(at) - midnight(today)) / 86400000)]
    ?? `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}${year}`;
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

function span(seconds) {
  const [unit, word] = seconds >= 3600 && seconds % 3600 === 0 ? [3600, "hour"] : seconds >= 60 && seconds % 60 === 0 ? [60, "minute"] : [1, "second"];
  return `${seconds / unit} ${word}${seconds === unit ? "" : "s"}`;
}

const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const percent = (sale) => Math.floor(((sale.listPrice - sale.unitPrice) * 100) / sale.listPrice + 1e-9);
const each = ({ perCustomerLimit: limit }) => limit === 1 ? "One per person" : `Up to ${limit.toLocaleString("en-US")} per person`;

function time(node, iso, now) {
  if (node.dateTime !== undefined) node.dateTime = iso;
  if (node.dataset.countdown === undefined) write(node, moment(iso, now));
}

const pens = {
  name: (node, sale) => write(node, sale.product.name),
  description: (node, sale) => write(node, sale.product.description),
  price: (node, sale) => write(node, money(sale.unitPrice, sale.currency)),
  list(node, sale) {
    write(node, money(sale.listPrice, sale.currency));
    if (node.matches("s")) node.hidden = sale.listPrice <= sale.unitPrice;
  },
  off: (node, sale) => { node.hidden = percent(sale) < 1; },
  share: (node, sale) => write(node, `${percent(sale)}% off`),
  limit: (node, sale) => write(node, sale.perCustomerLimit.toLocaleString("en-US")),
  each: (node, sale) => write(node, each(sale)),
  hold: (node, sale) => { if (sale.holdSeconds) write(node, span(sale.holdSeconds)); },
  reserve: (node, sale) => write(node, `Reserve ${sale.perCustomerLimit === 1 ? "one " : ""}at ${money(sale.unitPrice, sale.currency)}`),
  opensAt: (node, sale) => time(node, sale.opensAt, sale.serverTime),
  closesAt: (node, sale) => time(node, sale.closesAt, sale.serverTime),
};

/** The sale as the API gives it. False when what is shown is as new, for news may overtake each other. */
export function drawTerms(root, sale) {
  if (sale.serverTime <= (drawn.get(root) ?? "")) return false;
  drawn.set(root, sale.serverTime);
  for (const node of root.querySelectorAll("[data-term]")) pens[node.dataset.term]?.(node, sale);
  const picture = root.querySelector(".art img");
  if (picture && picture.getAttribute("src") !== sale.product.imageUrl) picture.src = sale.product.imageUrl;
  return true;
}
