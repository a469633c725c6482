// Says a milestone to whoever listens instead of looking; a number that moves is no milestone.
const line = document.getElementById("say");

export function say(text) {
  if (line && text) line.textContent = text;
}
