// Puts what the server draws now in the place of what it drew before. Focus and what was chosen stay with whoever has them.
const mark = (e) => e.id ? `#${CSS.escape(e.id)}` : e.name ? `[name="${CSS.escape(e.name)}"]${e.type === "radio" ? `[value="${CSS.escape(e.value)}"]` : ""}` : e.getAttribute("href") ? `[href="${CSS.escape(e.getAttribute("href"))}"]` : e.localName;

// What was chosen or focused in a part that is not drawn for a while, such as a form that waits for its answer.
let chosen = [], owed = null, lent = null;

/** False when there was no good answer, or nothing may be touched now; attributes of the place itself change with it. */
export async function refresh(place, url) {
  const answer = await fetch(url, { cache: "no-store", headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected || place.querySelector("[aria-busy=true]")) return false;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  const fresh = drawn.children.length === 1 && drawn.firstElementChild.matches("[data-place]") ? drawn.firstElementChild : drawn;
  if (fresh !== drawn) for (const { name, value } of fresh.attributes) place.setAttribute(name, value);
  const focused = place.contains(document.activeElement) && document.activeElement !== place ? mark(document.activeElement) : null;
  if (place.querySelector("input")) chosen = [...place.querySelectorAll("input:checked")].map(mark);
  place.replaceChildren(...fresh.childNodes);
  for (const input of chosen.map((c) => place.querySelector(c))) if (input) input.checked = true;
  if (focused) {
    const wanted = focused === lent && owed ? owed : focused;
    const found = place.querySelector(wanted), stand = found ?? place.querySelector("a, button");
    [owed, lent] = found || !stand ? [null, null] : [wanted, mark(stand)];
    stand?.focus({ preventScroll: true });
  }

  return true;
}
