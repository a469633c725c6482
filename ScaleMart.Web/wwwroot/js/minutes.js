// The table behind the charts: while it is open, the server draws it anew now and then.
import { nowAndThen } from "./live.js";

export function keepMinutes(url) {
  const behind = document.querySelector("[data-minutes]"), place = behind.querySelector("[data-minutes-place]");
  async function draw() {
    if (!behind.open) return;
    const answer = await fetch(url, { cache: "no-store", headers: { accept: "text/html" } });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  }

  behind.addEventListener("toggle", () => draw().catch(() => {})); // What is drawn stands; the next look comes soon.
  nowAndThen(15, draw);
}
