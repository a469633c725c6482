// A form is sent once: its button says that it waits, and a second press is not sent. Back on the page, it can be pressed again.
const waits = (form) => form.querySelector("button[aria-busy=true]");

function set(form, busy) {
  if (!busy && !waits(form)) return;
  for (const button of form.querySelectorAll("button")) {
    if (busy) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
    for (const part of button.querySelectorAll("[data-when]")) {
      if (busy) part.dataset.was = part.hidden ? "" : "shown";
      part.hidden = busy ? part.dataset.when !== "waiting" : part.dataset.was !== "shown";
    }
  }

  if (!busy) form.dispatchEvent(new Event("calm", { bubbles: true }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-press]")) return;
  if (waits(form) || form.querySelector("button[aria-disabled=true]")) event.preventDefault();
  else {
    set(form, true);
    // Who stops the loading by hand is let press again; the form's key sees to it that there is one order.
    setTimeout(() => set(form, false), 10000);
  }
});

// The browser may keep the page as it was left.
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("[data-press]")) set(form, false); });
