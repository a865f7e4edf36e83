// Numbers and bytes as sealed ballots write them: strict decimals, hexadecimal, base64, SHA-256, fresh secrets.

const DECIMAL = /^(0|[1-9][0-9]{0,699})$/;
const HEX = /^[0-9a-f]{64}$/;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What breaks a rule of the sealed ballots: the rule's key, and where. */
export class Broken extends Error {
  constructor(rule, at = "") {
    super(at ? `${rule}: ${at}` : rule);
    this.rule = rule;
    this.at = at;
  }
}

/** Raises Broken(rule, at) unless the condition holds. */
export function must(holds, rule, at) {
  if (!holds) throw new Broken(rule, at);
}

export const toBytes = (text) => encoder.encode(text);

/** UTF-8 bytes as text; raises TypeError on anything that is not UTF-8. */
export const toText = (bytes) => decoder.decode(bytes);

/** A decimal string as a number: no sign, no space, no leading zero; raises Broken(`${what}-form`). */
export function natural(text, what, at) {
  must(typeof text === "string" && DECIMAL.test(text), `${what}-form`, at);
  return BigInt(text);
}

export const isHash = (text) => typeof text === "string" && HEX.test(text);

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Bytes as a number, the first byte the heaviest. */
export const toNumber = (bytes) => BigInt(`0x${toHex(bytes) || "0"}`);

export const toFixedBytes = (number, length) => fromHex(number.toString(16).padStart(2 * length, "0"));

export function toPaddedBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Base64 without padding. */
export const toBase64 = (bytes) => toPaddedBase64(bytes).replaceAll("=", "");

export const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const isSame = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** SHA-256 of bytes, or of a text's UTF-8. */
export async function sha256(data) {
  const bytes = typeof data === "string" ? toBytes(data) : data;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** A fresh secret number below `below` (at most 256 bits): 384 bits reduced, so that no value is favoured. */
export const freshNumber = (below) => toNumber(crypto.getRandomValues(new Uint8Array(48))) % below;

/** A hash of 64 hexadecimal digits as eleven groups of four digits, to be read aloud and compared. */
export const spoken = (hash) => `${BigInt(`0x${hash}`) % 10n ** 44n}`.padStart(44, "0").match(/.{4}/g);
