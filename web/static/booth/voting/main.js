// The booth: choose, review, send, receipt. The code stays in this page's memory and nowhere else.

import { fault, grouped } from "../ballots/credentials.js";
import { isHash, spoken } from "../ballots/numbers.js";
import { complain, copy, element, fill, onPress, onSubmit, part, save, show } from "../page/dom.js";
import { Refused, fetched, posted } from "../page/server.js";
import { Work } from "../page/work.js";
import { booth as words, code as codeWords, problems } from "../words.js";
import { bits, drawn, faults, named, ticked } from "./questions.js";
import { isSigned } from "./receipt.js";
import { offered, overlong, sizeOf, written } from "./words.js";

const round = location.pathname.split("/")[2] ?? "";
const here = `/b/${round}`;
const IN_APP = /FBAN|FBAV|FB_IAB|Instagram|Zalo|Line\/|MicroMessenger|; wv\)/;

let sealer;
let code = "";
let about;
let election;
let sealed;
let receipt;
let wanted = null;

function problem(kind, canTry = false) {
  const { title, what, remedy } = problems[kind];
  fill("problem-title", title);
  fill("problem-what", what);
  fill("problem-remedy", remedy);
  document.querySelector('[data-press="again"]').hidden = !canTry;
  part("find-ballot").hidden = kind !== "closed";
  show("problem");
}

/** Takes the code from the address and clears it there, so that neither history nor a screenshot keeps it. */
function takeCode() {
  const typed = location.hash.slice(1);
  if (location.hash) history.replaceState(null, "", location.pathname);
  code = typed && !fault(typed) ? grouped(typed) : "";
}

async function open() {
  if (!window.isSecureContext || !crypto.subtle) return problem("insecure");
  if (!window.Worker || typeof BigInt !== "function") return problem("old");
  show("opening");
  try {
    await load();
  } catch (error) {
    if (error instanceof Refused) return problem(error.status === 404 ? "unknown" : "network", error.status !== 404);
    return problem(error.rule === "worker" ? "old" : "broken");
  }
  if (about.state !== "open") return problem(about.state);
  enter();
}

async function load() {
  const files = ["about.json", "election.json", "trustees.json"];
  const [told, raw, trustees] = await Promise.all(files.map((name) => fetched(`${here}/${name}`)));
  about = JSON.parse(new TextDecoder().decode(told));
  sealer ??= new Work(new URL("./worker.js", import.meta.url));
  election = await sealer.ask("open", { raw, trustees, round, ceremony: about.ceremony });
  fill("agency", about.agency);
  fill("name", election.name);
  fill("description", election.description);
  fill("closes", about.closes_at);
  fill("help", about.help);
  fill("booth-hash", isHash(about.booth_hash) ? spoken(about.booth_hash).join(" ") : about.booth_hash);
  for (const place of document.querySelectorAll("[data-only]")) place.hidden = place.dataset.only !== about.mode;
  part("questions").replaceChildren(...drawn(election.questions));
  offered(about);
}

/** Shows the first view that a person needs: the code where it is missing, else the questions. */
function enter() {
  if (!code) return view("code");
  if (IN_APP.test(navigator.userAgent)) warnOfApp();
  view("choose");
}

/** In an app's own browser the way out stands before the questions, open. */
function warnOfApp() {
  part("in-app").hidden = false;
  part("elsewhere").open = true;
  document.querySelector('[data-form="choose"]').before(part("elsewhere"));
}

/** A view that the browser's own Back leads out of: it must not leave the page, or the code would be lost. */
function view(name) {
  const isForward = name === "review";
  history[isForward ? "pushState" : "replaceState"]({ view: name }, "");
  show(name, about.agency);
}

function review() {
  const places = ticked(election.questions);
  const wrong = [...faults(election.questions, places), ...overlong(about)];
  part("errors").hidden = wrong.length === 0;
  if (wrong.length > 0) return mend(wrong);
  const lines = election.questions.map((asked, at) => line(asked.question, named(asked, places[at]), `q${at}`));
  if (sizeOf(about)) lines.push(line(words.wordsLabel, [written() || words.noWords], "words"));
  part("review").replaceChildren(...lines);
  part("refused").hidden = true;
  sealed = null;
  view("review");
}

function mend(wrong) {
  fill("errors-title", words.toMend(wrong.length));
  part("errors-list").replaceChildren(
    ...wrong.map(([id, sentence]) => element("li", {}, element("a", { href: `#${id}` }, sentence))),
  );
  part("errors").focus();
}

function line(question, chosen, id) {
  const link = element("a", { class: "textlink", href: `#f-${id}` }, words.change);
  link.append(element("span", { class: "unseen" }, ` ${question}`));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    wanted = document.querySelector(`#f-${id}`);
    change();
  });
  const values = chosen.map((name) => element("dd", {}, name));
  return element("div", {}, element("dt", {}, question), ...values, element("dd", { class: "change" }, link));
}

const change = () => history.back();

async function send() {
  view("sending");
  try {
    await seal();
  } catch {
    return refuse(problems.unsealed);
  }
  fill("sending", words.posting);
  try {
    await receive(await posted(`${here}/ballots`, sealed.body));
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 0) return refuse(problems.unsent);
    document.querySelector('[data-press="retype"]').hidden = false;
    refuse(error.sentence ?? problems.refused);
  }
}

/** Seals once: a second try after a lost connection sends the same bytes, so that it is the same ballot. */
async function seal() {
  const progress = part("progress");
  const choices = bits(election.questions, ticked(election.questions));
  sealed ??= await sealer.ask("seal", { code, choices, words: written(), size: sizeOf(about) }, (done, of) => {
    progress.value = done / of;
    fill("sending", words.sealing(done, of));
  });
}

function refuse(sentence) {
  fill("refused", sentence);
  part("refused").hidden = false;
  history.replaceState({ view: "review" }, "");
  show("review", about.agency);
}

async function receive(told) {
  if (told.tracker !== sealed.tracker) return refuse(problems.wrongReceipt);
  if ((await isSigned(told, round, about.receipt_key)) === false) return refuse(problems.unsignedReceipt);
  receipt = told;
  fill("tracker", sealed.tracker);
  view("receipt");
}

function typed(form) {
  const wrong = fault(form.code.value);
  complain(form.code, wrong && codeWords[wrong.kind](wrong.character ?? wrong.count));
  if (wrong) return form.code.focus();
  code = grouped(form.code.value);
  form.reset();
  enter();
}

/** Groups the characters while they are typed, and says at once when the whole code cannot be right. */
function grouping({ target }) {
  const { value, selectionStart } = target;
  if (selectionStart === value.length) target.value = grouped(value).slice(0, 19);
  const wrong = fault(target.value);
  const isEarly = wrong?.kind === "length" && wrong.count < 15;
  complain(target, wrong && !isEarly ? codeWords[wrong.kind](wrong.character ?? wrong.count) : null);
}

for (const name of ["check", "find-link"]) part(name).href = `/check/${round}`;
takeCode();
onSubmit("code", typed);
onSubmit("choose", review);
onPress("send", send);
onPress("change", change);
onPress("again", open);
onPress("retype", () => view("code"));
onPress("vote-again", () => {
  document.querySelector('[data-form="choose"]').reset();
  offered(about);
  part("questions").replaceChildren(...drawn(election.questions));
  view("choose");
});
onPress("copy-tracker", () => copy(sealed.tracker, "copied-tracker", words.copied, words.notCopied));
onPress("save-receipt", () => save(words.receiptName, words.receipt(election.name, receipt)));
onPress("copy-link", () => copy(`${location.origin}${here}#${code}`, "copied-link", words.copied, words.notCopied));
document.querySelector("#f-code").addEventListener("input", grouping);
window.addEventListener("popstate", ({ state }) => {
  if (!state?.view) return;
  show(state.view, about?.agency);
  wanted?.focus();
  wanted = null;
});
window.addEventListener("hashchange", () => {
  if (/^#f-/.test(location.hash)) return;
  takeCode();
  if (about) enter();
});
open();
