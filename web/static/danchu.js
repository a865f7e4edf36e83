// What pages gain from scripts and can do without: a print button, pages that look again at what goes on, and what was
// opened in them staying open.

for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.append(button);
}

// A text to be taken elsewhere: copied at once, or marked where the browser does not let a page copy.
for (const place of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = place.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const text = place.querySelector("textarea");
  button.addEventListener("click", async () => {
    text.select();
    const isCopied = await navigator.clipboard?.writeText(text.value).then(() => true, () => false);
    said.textContent = isCopied ? place.dataset.copied : place.dataset.marked;
  });
  const row = document.createElement("div");
  row.className = "buttons";
  row.append(button, said);
  place.append(row);
}

// What a person has opened (an article, a list) is open again after a reload and after the way back.
const openedHere = `opened ${window.location.pathname}`;
const named = new Map();
for (const place of document.querySelectorAll("details")) {
  const words = place.querySelector("summary").textContent.trim();
  let at = 1;
  while (named.has(`${words} ${at}`)) at += 1;
  named.set(`${words} ${at}`, place);
}
if (["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type)) {
  for (const name of JSON.parse(sessionStorage.getItem(openedHere) ?? "[]")) named.get(name)?.setAttribute("open", "");
}
window.addEventListener("pagehide", () => {
  const opened = [...named.keys()].filter((name) => named.get(name).open);
  sessionStorage.setItem(openedHere, JSON.stringify(opened));
});

const waiting = document.querySelector("[data-look-again]");
if (waiting) {
  const seconds = Number(waiting.dataset.lookAgain);
  setTimeout(() => window.location.reload(), Math.max(2, seconds) * 1000);
}

// A page that somebody else's work moves: it asks for its mark, and loads again when that is another one.
const moving = document.querySelector("[data-moves]");
if (moving) {
  const everyMilliseconds = 2000;
  const leavingMilliseconds = 10000;
  let leftAt = -leavingMilliseconds;
  // Whoever has pressed a link is on the way: to load this page again would take that back.
  window.addEventListener("beforeunload", () => (leftAt = performance.now()));
  const isLeaving = () => performance.now() - leftAt < leavingMilliseconds;
  const look = async () => {
    if (document.visibilityState === "visible" && !document.activeElement?.matches("input, select, textarea")) {
      const answer = await fetch(moving.dataset.moves, { redirect: "error" }).catch(() => null);
      if (answer?.ok && (await answer.text()) !== moving.dataset.mark && !isLeaving()) {
        window.location.reload();
        return;
      }
    }
    setTimeout(look, everyMilliseconds);
  };
  setTimeout(look, everyMilliseconds);
}
