// Proofs without a secret shown: knowledge of an exponent, a value among several, a partial decryption.

import { hasKeys } from "./exact.js";
import { NAME, Q, modQ, ofG, power, readScalar, times } from "./group.js";
import { freshNumber, must, sha256, toNumber } from "./numbers.js";

/** SHA-256 of a text as a number modulo Q. */
export const hashed = async (text) => modQ(toNumber(await sha256(text)));

export const written = (proof) => ({ challenge: `${proof.challenge}`, response: `${proof.response}` });

/** A proof as JSON gives it; raises Broken (`what`-form, `what`-scalar). */
export function readProof(value, what, at) {
  must(hasKeys(value, "challenge,response"), `${what}-form`, at);
  return { challenge: readScalar(value.challenge, what, at), response: readScalar(value.response, what, at) };
}

/** Proves knowledge of `secret`; `said(A)` is the text that the challenge hashes, A the commitment. */
export async function prove(secret, said) {
  const w = freshNumber(Q);
  const challenge = await hashed(said(ofG(w)));
  return { challenge, response: modQ(w - secret * challenge) };
}

/** Whether the proof shows knowledge of the exponent of `publicKey`, a member of the group. */
export async function isProved(publicKey, proof, said) {
  const commitment = times(ofG(proof.response), power(publicKey, proof.challenge));
  return proof.challenge === (await hashed(said(commitment)));
}

export const keySaid = (publicKey) => (commitment) => `pok|${NAME}|${publicKey}|${commitment}`;
export const messageSaid = (message) => (commitment) => `sigmsg|${message}|${commitment}`;
const intervalSaid = (prefix, alpha, beta, commitments) => `prove|${prefix}|${alpha},${beta}|${commitments.join()}`;

/**
 * Proves that (alpha, beta) = (g^r, y^r g^value) holds one of the numbers least..most.
 * `key` are the powers of y; `prefix` binds the proof to the election, the credential and the choices.
 */
export async function proveBetween(key, prefix, [alpha, beta], r, value, least, most) {
  const proofs = [];
  const commitments = [];
  const w = freshNumber(Q);
  for (let number = least; number <= most; number += 1) {
    const isTrue = number === value;
    const [challenge, response] = isTrue ? [0n, 0n] : [freshNumber(Q), freshNumber(Q)];
    const exponent = isTrue ? w : modQ(response + r * challenge);
    const shift = modQ(BigInt(value - number) * challenge);
    proofs.push({ challenge, response });
    commitments.push(ofG(exponent), times(key.of(exponent), ofG(shift)));
  }
  const others = proofs.reduce((sum, proof) => sum + proof.challenge, 0n);
  const challenge = modQ((await hashed(intervalSaid(prefix, alpha, beta, commitments))) - others);
  proofs[value - least] = { challenge, response: modQ(w - r * challenge) };
  return proofs;
}

/** Whether the proofs show that the pair of ladders (alpha, beta) holds one of least, least + 1, ... */
export async function isBetween(key, prefix, [alpha, beta], proofs, least) {
  const commitments = proofs.flatMap(({ challenge, response }, place) => {
    const shift = modQ(-BigInt(least + place) * challenge);
    const a = times(ofG(response), alpha.of(challenge));
    const b = times(times(key.of(response), beta.of(challenge)), shift ? ofG(shift) : 1n);
    return [a, b];
  });
  const sum = modQ(proofs.reduce((total, proof) => total + proof.challenge, 0n));
  return sum === (await hashed(intervalSaid(prefix, alpha.base, beta.base, commitments)));
}

/** Proves that `secret` made both its public key and factor = alpha^secret; `said(A, B)` is what is hashed. */
export async function proveFactor(secret, alpha, said) {
  const w = freshNumber(Q);
  const challenge = await hashed(said(ofG(w), power(alpha, w)));
  return { challenge, response: modQ(w - secret * challenge) };
}

/** Whether `factor` is `alpha` raised to the secret of `publicKey`. */
export async function isFactor(publicKey, alpha, factor, proof, said) {
  const a = times(ofG(proof.response), power(publicKey, proof.challenge));
  const b = times(power(alpha, proof.response), power(factor, proof.challenge));
  return proof.challenge === (await hashed(said(a, b)));
}
