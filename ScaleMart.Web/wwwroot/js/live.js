// The one connection to the shop's hub. It is opened again for ever, with longer and uneven pauses, since everyone else comes
// back at the same moment; not while nobody looks or the network is gone, and at once when that changes.
const shortest = 500, longest = 15000;
const away = () => document.hidden || !navigator.onLine;
const pause = (attempt) => {
  const most = Math.min(longest, shortest * 2 ** attempt);
  return most / 2 + Math.random() * (most / 2);
};

// Ends after so many milliseconds, or as soon as there is a reason to try at once; never while there is no use in trying.
function rest(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => { if (!away()) done(); }, ms);
    const back = () => { if (!away()) done(); };
    function done() {
      clearTimeout(timer);
      removeEventListener("online", back);
      document.removeEventListener("visibilitychange", back);
      resolve();
    }

    addEventListener("online", back);
    document.addEventListener("visibilitychange", back);
  });
}

/**
 * news: what to do with each kind of message. onLive: called on every connection with a way to call the hub; whatever was missed
 * is asked for there, and if that fails the connection counts for nothing. onLost: called when it ends, or cannot be opened.
 * silence: milliseconds in which the shop always has something to say; after so many without a word it is asked.
 */
export async function connect({ news = {}, onLive = async () => {}, onLost = () => {}, silence = Infinity }) {
  for (let attempt = 0; ; attempt++) {
    try {
      await import("/lib/signalr/signalr.min.js");
      const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;
      // A WebSocket and nothing else needs no second request, so that any process may serve it.
      const hub = new HubConnectionBuilder()
        .withUrl("/hubs/live", { skipNegotiation: true, transport: HttpTransportType.WebSockets })
        .configureLogging(LogLevel.None).build();
      let heard = performance.now();
      for (const [kind, hear] of Object.entries(news)) hub.on(kind, (said) => {
        heard = performance.now();
        hear(said);
      });
      const closed = new Promise((resolve) => hub.onclose(resolve));
      await hub.start();
      const sync = () => onLive((method, ...given) => hub.invoke(method, ...given));
      // A laptop that slept has missed what was said, and may not know that its connection is dead: asking again tells.
      const look = () => { if (!document.hidden) sync().catch(() => hub.stop()); };
      document.addEventListener("visibilitychange", look);
      // A connection may stand while the shop behind it has nothing to tell from: then this page is not live, and says so.
      const watch = setInterval(() => {
        if (performance.now() - heard < silence) return;
        heard = performance.now();
        look();
      }, 1000);
      try {
        await sync();
        attempt = 0;
        await closed;
      } finally {
        clearInterval(watch);
        document.removeEventListener("visibilitychange", look);
        await hub.stop();
      }
    } catch {
      // Refused, blocked or broken: the reason makes no difference to what comes next.
    }

    onLost();
    await rest(pause(attempt));
  }
}

/** Does it now and then, unevenly, while there is somebody to see it. */
export function nowAndThen(seconds, act) {
  setTimeout(async () => {
    if (!away()) await Promise.resolve(act()).catch(() => {});
    nowAndThen(seconds, act);
  }, seconds * 1000 * (0.75 + Math.random() / 2));
}
