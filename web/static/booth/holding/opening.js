// Opening the box: everything is verified on this device, compared by a person, and only then opened.

import { spoken } from "../ballots/numbers.js";
import { complain, element, fill, onSubmit, part, show } from "../page/dom.js";
import { opening as words } from "../words.js";
import { ask, nameOf, page, tell } from "./state.js";
import { askFor } from "./typing.js";

let onWrong = () => {};

export async function enter(wrong) {
  onWrong = wrong;
  const { opening, me } = page.told;
  fill("round-title", opening.title);
  fill("not-before", opening.not_before);
  if (opening.given.includes(me) && !opening.wrong.includes(me)) return given(opening.given.length);
  if (!opening.open_now) return show("early", page.told.agency);
  return check(opening);
}

async function check({ archive_url: address, uuid, head_at_close: headAtClose, voters }) {
  fill("checking", words.downloading);
  show("check", page.told.agency);
  const onBallot = (count) => {
    fill("checking", words.checking(count));
    part("check-progress").value = Math.min(1, count / Math.max(1, voters));
  };
  const found = await ask("verify", { address, uuid, headAtClose }, onBallot);
  for (const name of ["ballots", "counted", "roll"]) fill(name, found[name]);
  part("spoken").replaceChildren(...spoken(found.head).map((group) => element("li", {}, group)));
  show("compare", page.told.agency);
}

function compared(form) {
  complain(form.compared, form.compared.checked ? null : words.notCompared);
  if (!form.compared.checked) return form.compared.focus();
  return askFor("open", open);
}

async function open() {
  show("decrypting", page.told.agency);
  try {
    const { opened } = await tell("decryption", await ask("open"));
    given(opened ? 2 : 1);
  } catch (error) {
    onWrong(error);
  }
}

function given(count) {
  const others = page.told.holders.filter(({ index }) => index !== page.told.me).map(({ index }) => nameOf(index));
  fill("opened-title", count > 1 ? words.opened : words.half);
  fill("opened-what", count > 1 ? words.openedWhat : words.halfWhat(others.join(words.or)));
  part("then-words").hidden = !page.told.words;
  show("opened", page.told.agency);
}

onSubmit("compare", compared);
