// A holder's recovery code: 28 characters of Crockford's Base32 in seven groups of four, the last two a check.

import { sha256, toBytes } from "../ballots/numbers.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM = 26;
export const LENGTH = 28;

/** What was typed, as the code writes it: no spaces or dashes, capitals, O as 0, I and L as 1. */
export const plain = (typed) =>
  typed
    .replace(/[\s\-–—]/g, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");

export const groups = (code) => plain(code).match(/.{1,4}/gu) ?? [];
export const grouped = (code) => groups(code).join("-");

async function checked(random) {
  const [first, second] = await sha256(toBytes(`danchu/recovery-check|${random}`));
  return random + ALPHABET[first >> 3] + ALPHABET[((first & 7) << 2) | (second >> 6)];
}

/** A fresh code, 130 random bits, without dashes. */
export async function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM));
  return checked(Array.from(bytes, (byte) => ALPHABET[byte & 31]).join(""));
}

/** What is wrong with a typed code: null, or {kind: "character" | "length" | "check", ...}. */
export async function fault(typed) {
  const characters = Array.from(plain(typed));
  const strange = characters.find((character) => !ALPHABET.includes(character));
  if (strange !== undefined) return { kind: "character", character: strange };
  if (characters.length !== LENGTH) return { kind: "length", count: characters.length };
  const code = characters.join("");
  return (await checked(code.slice(0, RANDOM))) === code ? null : { kind: "check" };
}
