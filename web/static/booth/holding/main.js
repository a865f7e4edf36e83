// The key page: making the keys, slips with codes, opening the box, peeling words, at the end the destroyed codes.

import { complain, fill, onPress, onSubmit, show } from "../page/dom.js";
import { Refused } from "../page/server.js";
import { broken, holding as words, problems } from "../words.js";
import * as counted from "./counted.js";
import * as opening from "./opening.js";
import * as peeling from "./peeling.js";
import * as room from "./room.js";
import * as slips from "./slips.js";
import { look, nameOf, page, tell } from "./state.js";

function problem({ title, what, remedy }, canTry = false) {
  fill("problem-title", title);
  fill("problem-what", what);
  fill("problem-remedy", remedy);
  document.querySelector('[data-press="again"]').hidden = !canTry;
  show("problem", page.told?.agency);
}

/** Says in a sentence what went wrong: the server's own words, or the rule that was broken and whose part it is. */
function wrong(error) {
  if (error instanceof Refused) {
    if (error.status === 0) return problem(problems.network, true);
    const what = error.sentence ?? words.refused;
    return problem({ title: words.refusedTitle, what, remedy: words.tryLater }, true);
  }
  const { rule, at } = error;
  const make = broken[rule] ?? broken[rule?.split("-")[0]] ?? broken.other;
  const canTry = ["ceremony-code", "download", "worker", "not-closed"].includes(rule);
  return problem({ ...make(nameOf(Number(at)), at), remedy: words.where(rule, at) }, canTry);
}

async function open() {
  if (!window.isSecureContext || !crypto.subtle) return problem(problems.insecure);
  show("opening");
  page.code = "";
  try {
    await look();
  } catch (error) {
    return error.status === 404 ? problem(words.unknown) : wrong(error);
  }
  for (const name of ["agency", "title", "help"]) fill(name, page.told[name]);
  try {
    return await route();
  } catch (error) {
    return wrong(error);
  }
}

function route() {
  const { replaced, over, purpose, agency, round, destroyed: isDestroyed, kept_until: keptUntil } = page.told;
  if (purpose === "ceremony") return room.enter(wrong);
  if (purpose === "opening") return opening.enter(wrong);
  if (purpose === "slips") return slips.enter(wrong);
  if (purpose === "peeling") return peeling.enter(wrong);
  if (purpose === "destroying") return show("destroy", agency);
  if (page.told.counted?.length) return counted.enter();
  if (!replaced && !over && !isDestroyed && round > 4) return show("made", agency);
  fill("nothing-what", whyNothing({ replaced, over, isDestroyed, keptUntil }));
  return show("nothing", agency);
}

function whyNothing({ replaced, over, isDestroyed, keptUntil }) {
  if (isDestroyed) return words.destroyed;
  if (keptUntil) return words.kept(keptUntil);
  if (replaced) return words.replaced;
  return over ? words.over : words.nothing;
}

async function destroyed(form) {
  complain(form.destroyed, form.destroyed.checked ? null : words.notDestroyed);
  if (!form.destroyed.checked) return form.destroyed.focus();
  try {
    await tell("destroyed", {});
    fill("nothing-what", words.destroyed);
    return show("nothing", page.told.agency);
  } catch (error) {
    return wrong(error);
  }
}

onSubmit("destroy", destroyed);
async function goOn() {
  try {
    await look();
    return await route();
  } catch (error) {
    return wrong(error);
  }
}

onPress("again", open);
onPress("go-on", goOn);
open();
