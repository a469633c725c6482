// A form is sent once: its button says that it waits, and a second press is not sent. Back on the page, it can be pressed again.
const Slow = 5000;
// Longer than the server waits for its stores. A visitor who stops the loading by hand may press again after it.
const Over = 40000;
const timers = new WeakMap();
const waits = (form) => form.querySelector("button[aria-busy=true]");
const parts = (form) => form.querySelectorAll("button [data-when]");

function show(form, when) {
  for (const button of form.querySelectorAll("button")) button.dataset.waits = when;
  for (const part of parts(form)) part.hidden = part.dataset.when !== when;
}

function begin(form) {
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-busy", "true");
  for (const part of parts(form)) part.dataset.was = part.hidden ? "" : "shown";
  show(form, "waiting");
  timers.set(form, [setTimeout(() => show(form, "slow"), Slow), setTimeout(() => end(form), Over)]);
}

function end(form) {
  if (!waits(form)) return;
  for (const timer of timers.get(form) ?? []) clearTimeout(timer);
  for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-busy");
  for (const part of parts(form)) part.hidden = part.dataset.was !== "shown";
  form.dispatchEvent(new Event("calm", { bubbles: true }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-press]")) return;
  if (waits(form) || form.querySelector("button[aria-disabled=true]")) event.preventDefault();
  else begin(form);
});

// The browser may keep the page as it was left.
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("[data-press]")) end(form); });
