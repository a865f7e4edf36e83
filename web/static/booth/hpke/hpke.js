// HPKE (RFC 9180), base mode, one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.

import { joined, toBytes } from "../ballots/numbers.js";
import { KEM_SUITE, labeledExpand, labeledExtract } from "./kdf.js";

const NOTHING = new Uint8Array(0);
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const POINT = 65;

const SUITE = joined(toBytes("HPKE"), Uint8Array.of(0x00, 0x10, 0x00, 0x01, 0x00, 0x01));

async function sharedSecret(privateKey, publicKey, encapsulated, receiver) {
  const point = await crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: point }, privateKey, 256));
  const secret = await labeledExtract(KEM_SUITE, NOTHING, "eae_prk", dh);
  return labeledExpand(KEM_SUITE, secret, "shared_secret", joined(encapsulated, receiver), 32);
}

async function schedule(shared, info) {
  const pskHash = await labeledExtract(SUITE, NOTHING, "psk_id_hash", NOTHING);
  const infoHash = await labeledExtract(SUITE, NOTHING, "info_hash", info);
  const context = joined(Uint8Array.of(0), pskHash, infoHash);
  const secret = await labeledExtract(SUITE, shared, "secret", NOTHING);
  const raw = await labeledExpand(SUITE, secret, "key", context, 16);
  const nonce = await labeledExpand(SUITE, secret, "base_nonce", context, 12);
  return { key: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]), nonce };
}

/** The encapsulated point followed by the ciphertext; `pair` is the sender's, fresh unless a test vector gives it. */
export async function sealTo(publicKey, info, additional, plain, pair = null) {
  const { privateKey, publicKey: encapsulated } = pair ?? (await freshPair());
  const shared = await sharedSecret(privateKey, publicKey, encapsulated, publicKey);
  const { key, nonce } = await schedule(shared, info);
  const how = { name: "AES-GCM", iv: nonce, additionalData: additional };
  return joined(encapsulated, new Uint8Array(await crypto.subtle.encrypt(how, key, plain)));
}

async function freshPair() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { privateKey: pair.privateKey, publicKey: new Uint8Array(point) };
}

/** Opens what `sealTo` made for this pair; rejects where it was made for another or altered. */
export async function openWith({ privateKey, publicKey }, info, additional, sealed) {
  const encapsulated = sealed.slice(0, POINT);
  const shared = await sharedSecret(privateKey, encapsulated, encapsulated, publicKey);
  const { key, nonce } = await schedule(shared, info);
  const how = { name: "AES-GCM", iv: nonce, additionalData: additional };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.slice(POINT)));
}
