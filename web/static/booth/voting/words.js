// Sealed words: how much may be written, and what was.

import { complain, fill, part } from "../page/dom.js";
import { booth as sentences } from "../words.js";
import { toBytes } from "../ballots/numbers.js";
import { room } from "../hpke/envelopes.js";

const LETTER = 1.5;
const field = () => document.querySelector("#f-words");

/** The bytes of an envelope's words in this round; 0 where it takes none. */
export const sizeOf = (about) => (Number.isInteger(about.words) ? about.words * 1024 : 0);

export const written = () => field().value.trim().normalize("NFC");

const left = (about) => room(sizeOf(about)) - toBytes(written()).length;
const letters = (bytes) => Math.floor(bytes / LETTER);

/** Shows the field where the round takes words, and how much more may be written. */
export function offered(about) {
  part("words").hidden = !sizeOf(about);
  const count = () => fill("words-left", sentences.wordsLeft(Math.max(0, letters(left(about)))));
  field().oninput = count;
  count();
}

/** [id, sentence] where what was written does not fit. */
export function overlong(about) {
  const over = sizeOf(about) ? -left(about) : 0;
  const sentence = over > 0 ? sentences.wordsTooLong(Math.ceil(over / LETTER)) : null;
  complain(field(), sentence);
  return sentence ? [["f-words", sentence]] : [];
}
