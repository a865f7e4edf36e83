// The public keys of three holders of whom any two can open, as the archive holds them, and every check of them.

import { hasKeys, readExactly } from "../ballots/exact.js";
import { NAME, power, readMember, times } from "../ballots/group.js";
import { must, toBytes } from "../ballots/numbers.js";
import { isProved, keySaid, messageSaid, readProof } from "../ballots/proofs.js";

export const HOLDERS = 3;
export const THRESHOLD = 2;

/** Raises Broken(rule) unless `signature` (as JSON gives it) is of `text` by the holder of `verification`. */
export async function checkSigned(verification, text, signature, rule, at) {
  const proof = readProof(signature, rule.split("-")[0], at);
  must(await isProved(verification, proof, messageSaid(text)), rule, at);
}

/** A message {message, signature} as JSON text with these keys; raises Broken. */
function readSaid(value, keys, what, at) {
  must(hasKeys(value, "message,signature") && typeof value.message === "string", `${what}-form`, at);
  const said = readExactly(toBytes(value.message), `${what}-form`, at);
  must(hasKeys(said, keys), `${what}-form`, at);
  return said;
}

/** The keys {verification, encryption} in the certificate of holder `index`; `what` begins the rules. */
export async function readCert(cert, index, what = "trustees") {
  const at = `holder ${index}`;
  const said = readSaid(cert, "context,verification,encryption", what, at);
  const verification = readMember(said.verification, what, at);
  const encryption = readMember(said.encryption, what, at);
  const context = JSON.stringify({ group: NAME, size: HOLDERS, threshold: THRESHOLD, index });
  must(JSON.stringify(said.context) === context, `${what}-certificate`, at);
  await checkSigned(verification, cert.message, cert.signature, `${what}-certificate`, at);
  return { verification, encryption };
}

/** The two public coefficients of holder `index`, signed; raises Broken(rule). */
export async function readCoefexps(coefexps, verification, index, rule = "trustees-signature") {
  const at = `holder ${index}`;
  const [what] = rule.split("-");
  const said = readSaid(coefexps, "coefexps", what, at);
  must(Array.isArray(said.coefexps), `${what}-form`, at);
  const own = said.coefexps.map((text) => readMember(text, what, at));
  must(own.length === THRESHOLD, what === "trustees" ? "trustees-threshold" : `${what}-form`, at);
  await checkSigned(verification, coefexps.message, coefexps.signature, rule, at);
  return own;
}

/** What holder `index` signs of all certificates and the own coefficients. */
export const certsSaid = (certs, coefexps) => `certs_sig|${JSON.stringify({ certs, coefexps: coefexps.map(String) })}`;

/** The value at `index` of a polynomial known by its public coefficients. */
export const publicShare = (coefficients, index) => times(coefficients[0], power(coefficients[1], BigInt(index)));

/** The verification key that holder `index` must have. */
export const expectedKey = (coefficients, index) =>
  coefficients.reduce((product, own) => times(product, publicShare(own, index)), 1n);

/** Checks {pok, public_key, signature} of a holder; returns the public key. A `rule` stands for all three rules. */
export async function readVerificationKey(value, verification, coefficients, index, rule = null) {
  const at = `holder ${index}`;
  const what = rule ? rule.split("-")[0] : "trustees";
  must(hasKeys(value, "pok,public_key,signature"), `${what}-form`, at);
  const publicKey = readMember(value.public_key, what, at);
  const pok = readProof(value.pok, what, at);
  must(await isProved(publicKey, pok, keySaid(publicKey)), rule ?? "trustees-proof", at);
  await checkSigned(verification, value.public_key, value.signature, rule ?? "trustees-signature", at);
  must(publicKey === expectedKey(coefficients, index), rule ?? "trustees-verification-key", at);
  return publicKey;
}

const LISTS = ["certs", "coefexps", "signatures", "verification_keys"];

/** The lists of published trustees, one item a holder; raises Broken ("trustees-form", "trustees-threshold"). */
function readLists(raw) {
  const [form, at] = ["trustees-form", "trustees"];
  const value = readExactly(raw, form, at);
  must(Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) && value[0].length === 2, form, at);
  const [kind, parameters] = value[0];
  must(kind === "Pedersen" && hasKeys(parameters, ["threshold", ...LISTS].join()), form, at);
  must(parameters.threshold === THRESHOLD, "trustees-threshold", at);
  const lists = LISTS.map((name) => parameters[name]);
  must(lists.every((list) => Array.isArray(list) && list.length === HOLDERS), form, at);
  return lists;
}

/** Reads and checks the trustees of an archive: {key, verificationKeys, signers}; raises Broken (`trustees-...`). */
export async function readTrustees(raw) {
  const [certs, coefexps, signatures, keys] = readLists(raw);
  const signers = [];
  const coefficients = [];
  for (const [at, cert] of certs.entries()) signers.push((await readCert(cert, at + 1)).verification);
  for (const [at, signer] of signers.entries()) {
    const own = await readCoefexps(coefexps[at], signer, at + 1);
    await checkSigned(signer, certsSaid(certs, own), signatures[at], "trustees-signature", `holder ${at + 1}`);
    coefficients.push(own);
  }
  const verificationKeys = [];
  for (const [at, signer] of signers.entries()) {
    verificationKeys.push(await readVerificationKey(keys[at], signer, coefficients, at + 1));
  }
  return { verificationKeys, signers, key: coefficients.reduce((product, [first]) => times(product, first), 1n) };
}
