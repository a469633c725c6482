// The line that says how fresh the figures are: who watches with you, or since when nobody could be heard.
import { say } from "./say.js";

const patience = 1500, cheer = 4000;
const clock = (iso) => `${iso.slice(11, 16)} UTC`;

export function pulseOf(root) {
  const line = root.querySelector("[data-pulse]");
  let watchers = null, was = "new", timer;

  function write(text, state) {
    if (!line) return;
    line.textContent = text;
    line.dataset.pulse = state;
  }

  const calm = () => write(watchers === null ? "Live" : `${watchers.toLocaleString("en-US")} watching`, "live");

  return {
    live() {
      clearTimeout(timer);
      if (was === "lost") {
        write("Live again", "live");
        say("Live again");
        timer = setTimeout(calm, cheer);
      } else calm();
      was = "live";
    },
    lost() {
      if (was === "lost" || was === "losing") return;
      was = "losing";
      clearTimeout(timer);
      timer = setTimeout(() => {
        was = "lost";
        watchers = null;
        write(`Not live: showing the count from ${clock(root.dataset.at)}`, "lost");
        say(`Not live. The count is from ${clock(root.dataset.at)}.`);
      }, patience);
    },
    // Without a connection the count was asked for, and is as old as that.
    aged() {
      if (was === "lost") write(`Not live: showing the count from ${clock(root.dataset.at)}`, "lost");
    },
    watching(n) {
      watchers = n;
      if (was === "live" && line?.textContent !== "Live again") calm();
    },
  };
}
