// Peeling sealed words: three holders in turn; for one who is away a deputy, with the two others there.

import { fill, onPress, part, show } from "../page/dom.js";
import { peeling as words } from "../words.js";
import { ask, look, nameOf, page, tell } from "./state.js";
import { askFor } from "./typing.js";

const SOON = 5000;
let onWrong = () => {};
let timer;

export function enter(wrong) {
  onWrong = wrong;
  clearTimeout(timer);
  const { words: told, me } = page.told;
  fill("round-title", told.title);
  fill("not-before", told.not_before);
  if (!told.open_now) return show("early", page.told.agency);
  return told.turn === me ? check(told) : wait(told);
}

async function check({ archive_url: address, uuid, head_at_close: headAtClose, record_url: record }) {
  fill("checking", words.checking);
  show("check", page.told.agency);
  await ask("verify", { address, uuid, headAtClose });
  fill("envelopes", await ask("words", { address: record }));
  return show("peel", page.told.agency);
}

const begin = () => (page.code ? peel() : askFor("peel", peel));

async function peel() {
  show("peeling", page.told.agency);
  try {
    const { done } = await tell("words", await ask("peel"));
    fill("peeled-what", done ? words.last : words.next(nameOf(page.told.me + 1)));
    show("peeled", page.told.agency);
  } catch (error) {
    onWrong(error);
  }
}

function wait({ turn, by_deputy: isDeputy, witnesses }) {
  const { me, agency } = page.told;
  fill("peel-waits-for", words.waitsFor(nameOf(turn)));
  fill("absent", words.absent(nameOf(turn)));
  const others = witnesses.map(nameOf).join(", ");
  fill("witnesses", isDeputy ? words.byDeputy : others && words.witnessed(others));
  part("witness").hidden = isDeputy || witnesses.includes(me);
  const isShown = !document.querySelector('[data-view="peel-waiting"]').hidden;
  if (!isShown) show("peel-waiting", agency);
  timer = setTimeout(again, SOON);
}

async function again() {
  try {
    await look();
    const { purpose, words: told } = page.told;
    if (purpose === "peeling") return enter(onWrong);
    fill("peeled-what", told ? "" : words.over);
    return show("peeled", page.told.agency);
  } catch (error) {
    return onWrong(error);
  }
}

async function witness() {
  clearTimeout(timer);
  try {
    await tell("witness", { place: page.told.words.turn });
  } catch (error) {
    return onWrong(error);
  }
  return again();
}

onPress("peel", begin);
onPress("witness", witness);
