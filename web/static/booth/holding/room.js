// The waiting room: from the typed code the page speaks by itself in each round, and says for whom it waits.

import { element, fill, onPress, part, show } from "../page/dom.js";
import { room as words } from "../words.js";
import { ask, look, nameOf, page, tell } from "./state.js";
import { askFor, make } from "./typing.js";

const SOON = 2000;
const LATER = 15000;
let onWrong = () => {};
let timer;

/** Shows the ceremony as it stands; `wrong(error)` shows what broke. */
export async function enter(wrong) {
  onWrong = wrong;
  const { round, waitsFor } = await ask("hear");
  if (round > 4) return show("made", page.told.agency);
  if (page.code) return go();
  if (round > 1 || !waitsFor.includes(page.told.me)) return askFor("resume", resume);
  return show("begin", page.told.agency);
}

/** A code typed on a later visit must be the one that this holder began with. */
async function resume() {
  try {
    await ask("know");
    await go();
  } catch (error) {
    onWrong(error);
  }
}

/** Speaks where it is this holder's turn, else waits and looks again. */
async function go() {
  clearTimeout(timer);
  try {
    const { round, waitsFor } = await ask("hear");
    if (round > 4) return show("made", page.told.agency);
    drawWaiting(round, waitsFor);
    if (waitsFor.includes(page.told.me)) {
      await tell("messages", await ask("speak"));
      await look();
      return go();
    }
    timer = setTimeout(again, document.hidden ? LATER : SOON);
  } catch (error) {
    onWrong(error);
  }
}

async function again() {
  try {
    await look();
    fill("waiting-note", words.note);
  } catch {
    fill("waiting-note", words.lost);
  }
  await go();
}

function drawWaiting(round, waitsFor) {
  const isMine = waitsFor.includes(page.told.me);
  fill("waits-for", isMine ? words.working : words.waitsFor(waitsFor.map(nameOf).join(", ")));
  fill("ceremony-step", words.step(round));
  const rows = page.told.holders.map(({ name, index }) => {
    const who = index === page.told.me ? words.me(name) : name;
    const state = waitsFor.includes(index) ? words.waits : words.done;
    return element("li", {}, element("span", {}, who), element("span", {}, state));
  });
  part("holders").replaceChildren(...rows);
  const isShown = !document.querySelector('[data-view="waiting"]').hidden;
  if (!isShown) show("waiting", page.told.agency);
}

onPress("make", () => make(go));
onPress("have", () => askFor("resume", resume));
document.addEventListener("visibilitychange", () => {
  const isWaiting = !document.querySelector('[data-view="waiting"]').hidden;
  if (!document.hidden && isWaiting) {
    clearTimeout(timer);
    again();
  }
});
