// HKDF-SHA256, and its labelled form of RFC 9180 section 4.

import { joined, toBytes } from "../ballots/numbers.js";

export const KEM_SUITE = joined(toBytes("KEM"), Uint8Array.of(0x00, 0x10));

async function hmac(key, data) {
  const made = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", made, data));
}

/** HKDF-Extract; an empty salt is 32 zero bytes, as WebCrypto takes no empty key. */
export const extract = (salt, material) => hmac(salt.length ? salt : new Uint8Array(32), material);

/** HKDF-Expand. */
export async function expand(secret, info, length) {
  let whole = new Uint8Array(0);
  let block = new Uint8Array(0);
  for (let counter = 1; whole.length < length; counter += 1) {
    block = await hmac(secret, joined(block, info, Uint8Array.of(counter)));
    whole = joined(whole, block);
  }
  return whole.slice(0, length);
}

export const labeledExtract = (suite, salt, label, material) =>
  extract(salt, joined(toBytes("HPKE-v1"), suite, toBytes(label), material));

const ofLength = (length) => Uint8Array.of(length >> 8, length & 255);

export const labeledExpand = (suite, secret, label, info, length) =>
  expand(secret, joined(ofLength(length), toBytes("HPKE-v1"), suite, toBytes(label), info), length);
