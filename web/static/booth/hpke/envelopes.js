// Sealed words: three layers of HPKE, peeled by one holder after the other, so that nobody knows whose is whose.

import { must, sha256, toBytes, toHex, toText } from "../ballots/numbers.js";
import { openWith, sealTo } from "./hpke.js";

const LENGTH = 4;
const FEWEST = 5;
const NOTHING = new Uint8Array(0);

const info = (uuid, index) => toBytes(`danchu/words|${uuid}|${index}`);

/** How many bytes of words fit into an envelope of `size`. */
export const room = (size) => size - LENGTH;

/** Words as exactly `size` bytes: their length, themselves, zeros; raises RangeError where they do not fit. */
export function pad(words, size) {
  const said = toBytes(words);
  if (said.length > room(size)) throw new RangeError("words");
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, said.length);
  padded.set(said, LENGTH);
  return padded;
}

/** The words again; raises Broken("words-form") where they were padded in another way. */
export function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  must(length <= room(padded.length) && padded.subarray(LENGTH + length).every((byte) => byte === 0), "words-form");
  return toText(padded.subarray(LENGTH, LENGTH + length));
}

/** What was padded in another way says nothing: its writer cannot stop the others. */
function read(padded) {
  try {
    return unpad(padded);
  } catch {
    return "";
  }
}

/** A voter's envelope, also of one who says nothing: sealed for the last holder first, for the first outermost. */
export async function wrap(words, size, publicKeys, uuid) {
  let sealed = pad(words, size);
  for (let index = publicKeys.length; index > 0; index -= 1) {
    sealed = await sealTo(publicKeys[index - 1], info(uuid, index), NOTHING, sealed);
  }
  return sealed;
}

/** What a voter signs with the private credential, so that the envelope goes with this ballot and no other. */
export async function said(uuid, tracker, envelope) {
  return `danchu/words|${uuid}|${tracker}|${toHex(await sha256(envelope))}`;
}

/** Each envelope once, sorted; raises Broken("words-few") below five. */
export function distinct(envelopes) {
  const different = new Map(envelopes.map((envelope) => [toHex(envelope), envelope]));
  must(different.size >= FEWEST, "words-few", `${different.size}`);
  return inOrder([...different.values()]);
}

/** Sorted by their bytes, so in no order. */
export function inOrder(items) {
  const hex = new Map(items.map((item) => [item, toHex(item)]));
  return [...items].sort((a, b) => (hex.get(a) < hex.get(b) ? -1 : 1));
}

/**
 * One holder's work: drops what comes twice, opens a layer of each other; what does not open is named by its hash.
 * Raises Broken: "words-few" below five different envelopes, "words-open" where none can be opened.
 */
export async function peel(envelopes, pair, index, uuid) {
  const opened = [];
  const unopened = [];
  for (const envelope of distinct(envelopes)) {
    const inner = await openWith(pair, info(uuid, index), NOTHING, envelope).catch(() => null);
    if (inner === null) unopened.push(toHex(await sha256(envelope)));
    else opened.push(inner);
  }
  must(opened.length > 0, "words-open", `${index}`);
  return { opened: inOrder(opened), unopened: unopened.sort() };
}

/** Words as they are published: those of people who said something, sorted as Python sorts them. */
export function published(padded) {
  const shown = padded.map(read).filter((words) => words.trim());
  const order = (words) => toHex(toBytes(words));
  return shown.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
