// What pages gain from scripts and can do without: a print button, and a page that looks again at long work.

for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.append(button);
}

const waiting = document.querySelector("[data-look-again]");
if (waiting) {
  const seconds = Number(waiting.dataset.lookAgain);
  setTimeout(() => window.location.reload(), Math.max(2, seconds) * 1000);
}
