// The recovery code: made, shown once, typed back; and typed again on any later day.

import { complain, element, fill, onPress, onSubmit, part, save, show } from "../page/dom.js";
import * as recovery from "../keys/recovery.js";
import { recovery as words } from "../words.js";
import { nameOf, page } from "./state.js";

let made = "";
let then = () => {};
const pressed = (name) => document.querySelector(`[data-press="${name}"]`);

/** Makes a code and shows it; `next` runs when it was typed back. */
export async function make(next) {
  made = await recovery.fresh();
  then = next;
  showCode();
}

function showCode() {
  part("recovery").replaceChildren(...recovery.groups(made).map((group) => element("li", {}, group)));
  fill("me", nameOf(page.told.me));
  show("code", page.told.agency);
}

/** Asks for the code; `why` names one of the reasons in the words. */
export function askFor(why, next) {
  then = next;
  fill("type-title", words[why].title);
  fill("type-why", words[why].why);
  pressed("show-again").hidden = why !== "back";
  document.querySelector("#f-recovery").value = "";
  show("type-back", page.told.agency);
}

async function typed(form) {
  const sentence = await wrong(form.recovery.value);
  complain(form.recovery, sentence);
  if (sentence) return form.recovery.focus();
  page.code = recovery.plain(form.recovery.value);
  made = "";
  form.reset();
  part("recovery").replaceChildren();
  return then();
}

async function wrong(value) {
  const fault = await recovery.fault(value);
  if (fault) return words[fault.kind](fault.character ?? fault.count);
  return made && recovery.plain(value) !== made ? words.different : null;
}

/** Groups the characters while they are typed, and says at once when the whole code cannot be right. */
async function grouping({ target }) {
  if (target.selectionStart === target.value.length) target.value = recovery.grouped(target.value).slice(0, 34);
  const isWhole = recovery.plain(target.value).length >= recovery.LENGTH;
  complain(target, isWhole ? await wrong(target.value) : null);
}

function saveCode() {
  const { title, me } = page.told;
  save(words.fileName, [words.fileTitle, title, nameOf(me), recovery.grouped(made), words.fileWarning]);
  askFor("back", then);
}

onSubmit("type-back", typed);
onPress("print", () => {
  window.print();
  askFor("back", then);
});
onPress("save", saveCode);
onPress("written", () => askFor("back", then));
onPress("show-again", showCode);
document.querySelector("#f-recovery").addEventListener("input", grouping);
document.querySelector("#f-recovery").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
