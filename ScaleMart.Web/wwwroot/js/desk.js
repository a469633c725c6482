// The form of a sale, helped while it is typed in: each field is checked by the server when it is left, and what shoppers would
// see is drawn anew after a pause. Without this script the same is asked by its buttons.
const form = document.querySelector("form[data-draft]");
const cookie = "scalemart-zone";
const pause = 500;

// Asked once: from then on the zone is what was chosen last.
function knowZone() {
  if (document.cookie.split("; ").some((c) => c.startsWith(`${cookie}=`))) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  document.cookie = `${cookie}=${encodeURIComponent(own)}; path=/admin; max-age=31536000; samesite=lax`;
  // Where cookies are refused the page would come back as it is, for ever.
  if (own !== "UTC" && document.cookie.includes(`${cookie}=`)) location.replace(location.href);
}

const ask = (handler) => {
  const url = new URL(form.dataset.draft, location.href);
  if (handler) url.searchParams.set("handler", handler);
  return fetch(url, { method: "POST", body: new URLSearchParams(new FormData(form)) });
};

function mark(input, words) {
  const id = `${input.id}-fault`;
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((d) => d && d !== id);
  document.getElementById(id)?.remove();
  if (words) {
    const fault = Object.assign(document.createElement("span"), { className: "fault", id, textContent: words });
    input.closest(".field").append(fault);
    input.setAttribute("aria-invalid", "true");
  } else input.removeAttribute("aria-invalid");
  const described = words ? [id, ...others] : others;
  if (described.length) input.setAttribute("aria-describedby", described.join(" "));
  else input.removeAttribute("aria-describedby");
}

let asked = 0;
const left = new Set();

async function check() {
  const mine = ++asked;
  const answer = await ask().catch(() => null);
  if (!answer?.ok || answer.redirected || mine !== asked) return;
  const { faults, beside } = await answer.json();
  if (mine !== asked) return;
  // What nobody has been at yet is not wrong, only empty.
  for (const name of left) mark(form.elements[name], faults[name]);
  for (const [name, words] of Object.entries(beside)) {
    const line = form.querySelector(`[data-beside="${name}"]`);
    if (line) line.textContent = words;
  }
}

let timer, drawing = 0;

async function draw() {
  const mine = ++drawing, answer = await ask("preview").catch(() => null);
  if (!answer?.ok || answer.redirected || mine !== drawing) return;
  const html = await answer.text();
  const place = document.querySelector("[data-preview]");
  if (mine === drawing && place) place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

knowZone();
if (form) {
  for (const wrong of form.querySelectorAll("[aria-invalid=true]")) left.add(wrong.name);
  form.addEventListener("focusout", ({ target }) => {
    if (!target.closest(".field") || target.name === "zone" || !target.name) return;
    left.add(target.name);
    check();
  });
  form.addEventListener("input", ({ target }) => {
    if (target.name === "zone") return;
    clearTimeout(timer);
    timer = setTimeout(draw, pause);
  });
  const move = form.querySelector("button[value=zone]");
  move.hidden = true;
  form.elements.zone.addEventListener("change", () => form.requestSubmit(move));
}
