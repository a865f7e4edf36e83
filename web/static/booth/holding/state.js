// What the key page knows: where it is, what the server last said, and the code while the page is open.

import { posted, fetched } from "../page/server.js";
import { Work } from "../page/work.js";

export const here = location.pathname.replace(/\/+$/, "");

/** `told` is the server's state; `code` the recovery code as it was typed, or an empty string. */
export const page = { told: null, code: "" };

let work;

/** Asks the worker, with the ceremony and this holder's place in it. */
export function ask(what, more = {}, onStep = undefined) {
  work ??= new Work(new URL("./worker.js", import.meta.url));
  const { ceremony: id, messages, me: index } = page.told;
  return work.ask(what, { id, messages, index, code: page.code, ...more }, onStep);
}

export async function look() {
  page.told = JSON.parse(new TextDecoder().decode(await fetched(`${here}/state.json`)));
  return page.told;
}

export const tell = (what, body) => posted(`${here}/${what}`, body);

/** The name of the holder with an index. */
export const nameOf = (index) => page.told.holders.find((holder) => holder.index === index)?.name ?? `${index}`;
