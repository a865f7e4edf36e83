// A voter's code: five groups of three Base58 characters, the last a check; and the credential that it makes.

import { toBytes, toNumber } from "./numbers.js";
import { Q, ofG } from "./group.js";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 15;
const ROUNDS = 1000;

const remainder = (text) => Array.from(text).reduce((sum, each) => (sum * 58 + ALPHABET.indexOf(each)) % 53, 0);

/** The code as it is hashed, XXX-XXX-XXX-XXX-XXX, from what a person typed with or without dashes and spaces, or from
 * the whole link of the letter. */
export const grouped = (typed) =>
  typed.split("#").pop().replace(/[\s\-–—]/g, "").match(/.{1,3}/gu)?.join("-") ?? "";

/** What is wrong with a typed code: null, or {kind: "character" | "length" | "check", ...}. */
export function fault(typed) {
  const characters = Array.from(grouped(typed).replaceAll("-", ""));
  const strange = characters.find((character) => !ALPHABET.includes(character));
  if (strange !== undefined) return { kind: "character", character: strange };
  if (characters.length !== LENGTH) return { kind: "length", count: characters.length };
  const body = characters.slice(0, -1).join("");
  return ALPHABET.indexOf(characters[LENGTH - 1]) === 53 - remainder(body) ? null : { kind: "check" };
}

/** A fresh code with its dashes: 14 characters drawn one by one, none favoured, and the check character. */
export function fresh() {
  let body = "";
  while (body.length < LENGTH - 1) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 4 * ALPHABET.length) body += ALPHABET[byte % ALPHABET.length];
  }
  return grouped(body + ALPHABET[53 - remainder(body)]);
}

/** PBKDF2-HMAC-SHA256, 32 bytes. */
export async function stretched(password, salt, rounds) {
  const key = await crypto.subtle.importKey("raw", toBytes(password), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: toBytes(salt), iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}

/** The secret exponent of a code (with its dashes) in the election `uuid`. */
export const privateCredential = async (code, uuid) => toNumber(await stretched(code, uuid, ROUNDS)) % Q;

/** What is published of a code: the public half, in digits. */
export const publicCredential = async (code, uuid) => `${ofG(await privateCredential(code, uuid))}`;
