// Making the slips that people draw in the hall: the codes are made here, printed, and forgotten; halves go to the server.

import { complain, element, fill, onPress, onSubmit, part, show } from "../page/dom.js";
import { drawn } from "../page/qr.js";
import { sha256, spoken, toHex } from "../ballots/numbers.js";
import { slips as words } from "../words.js";
import { ask, page, tell } from "./state.js";

const GROUPS_OF_MARK = 2;
let onWrong = () => {};
let credentials = [];

export function enter(wrong) {
  onWrong = wrong;
  const { title, summoned, spare, count, mark } = page.told.slips;
  fill("round-title", title);
  fill("slips-count", words.count(count, summoned, spare));
  part("slips-before").hidden = !mark;
  fill("slips-mark", mark);
  show("slips", page.told.agency);
}

async function make() {
  const { uuid, count } = page.told.slips;
  fill("making-slips", words.making(0, count));
  show("slips-making", page.told.agency);
  try {
    const made = await ask("codes", { uuid, count }, (done, of) => {
      fill("making-slips", words.making(done, of));
      part("slips-progress").value = done / of;
    });
    credentials = made.credentials;
    const mark = await markOf(credentials);
    fill("slips-mark", mark);
    part("slips").replaceChildren(...made.codes.map((code) => slip(code, mark)));
  } catch (error) {
    return onWrong(error);
  }
  window.addEventListener("beforeunload", warn);
  return show("slips-print", page.told.agency);
}

/** What all slips of this making share: the first groups of the hash of the public list. */
const markOf = async (halves) =>
  spoken(toHex(await sha256(JSON.stringify(halves))))
    .slice(0, GROUPS_OF_MARK)
    .join(" ");

function slip(code, mark) {
  const { title, closes_at: closesAt, booth_url: booth, booth_hash: hash } = page.told.slips;
  return element(
    "li",
    { class: "slip" },
    element("p", { class: "slip-title" }, title),
    drawn(`${booth}#${code}`),
    element("p", {}, words.open(booth)),
    element("p", { class: "slip-code" }, code),
    element("p", { class: "small" }, words.rules(closesAt)),
    element("p", { class: "small" }, words.bytes(hash)),
    element("p", { class: "small slip-mark" }, words.mark(mark)),
  );
}

const warn = (event) => event.preventDefault();

async function printed(form) {
  complain(form.printed, form.printed.checked ? null : words.notPrinted(page.told.slips.count));
  if (!form.printed.checked) return form.printed.focus();
  try {
    await tell("slips", { uuid: page.told.slips.uuid, credentials });
  } catch (error) {
    return complain(form.printed, error.sentence ?? words.notSent);
  }
  forget();
  form.reset();
  return show("slips-made", page.told.agency);
}

function forget() {
  credentials = [];
  part("slips").replaceChildren();
  window.removeEventListener("beforeunload", warn);
}

onPress("make-slips", make);
onPress("print-slips", () => window.print());
onSubmit("slips", printed);
