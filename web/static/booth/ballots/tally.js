// The homomorphic sum of the ballots that count, each holder's part in opening it, and the figures it holds.

import { hasKeys, hasShape, readExactly } from "./exact.js";
import { G, Q, isMember, modQ, ofG, power, times } from "./group.js";
import { must, natural } from "./numbers.js";
import { isFactor, proveFactor, readProof, written } from "./proofs.js";

const inverse = (number) => power(number, Q - 1n);

/** The last ballot of each credential, and their sum: for each answer of each question a pair (alpha, beta). */
export class Sum {
  constructor() {
    this.last = new Map();
  }

  /** Takes the ballot of a credential; an earlier one of the same credential no longer counts. */
  take({ credential, pairs }) {
    this.last.set(credential, pairs);
  }

  get counted() {
    return this.last.size;
  }

  /** The pairs of the sum; a question's answers stand in the order of the election. */
  pairs(election) {
    const sum = election.questions.map((question) => question.answers.map(() => [1n, 1n]));
    for (const ballot of this.last.values()) {
      ballot.forEach((answers, i) =>
        answers.forEach(([alpha, beta], j) => {
          sum[i][j] = [times(sum[i][j][0], alpha), times(sum[i][j][1], beta)];
        }),
      );
    }
    return sum;
  }
}

export const sumJson = (pairs) =>
  JSON.stringify(pairs.map((row) => row.map(([alpha, beta]) => ({ alpha: `${alpha}`, beta: `${beta}` }))));

const ordinarySaid = (fingerprint, publicKey) => (a, b) => `decrypt|${fingerprint}|${publicKey}|${a},${b}`;
const strongSaid = (fingerprint, publicKey, alpha, factor) => (a, b) =>
  `danchu/strong|${fingerprint}|${publicKey}|${alpha},${factor}|${a},${b}`;

/**
 * A holder's part, as JSON text: the partial decryption, and the strong proofs, which also hash alpha and the factor.
 * `pairs` must be a sum that the caller computed from ballots it verified.
 */
export async function partialDecryption(fingerprint, owner, share, pairs) {
  const publicKey = ofG(share);
  const factors = pairs.map((row) => row.map(([alpha]) => power(alpha, share)));
  const proof = async (said, alpha, factor) => written(await proveFactor(share, alpha, said(alpha, factor)));
  const proofs = (said) => each(pairs, ([alpha], i, j) => proof(said, alpha, factors[i][j]));
  const partial = {
    decryption_factors: factors.map((row) => row.map(String)),
    decryption_proofs: await proofs(() => ordinarySaid(fingerprint, publicKey)),
  };
  const strong = { owner, proofs: await proofs((alpha, factor) => strongSaid(fingerprint, publicKey, alpha, factor)) };
  return { partial: JSON.stringify(partial), strong: JSON.stringify(strong) };
}

async function each(rows, make) {
  const made = [];
  for (const [i, row] of rows.entries()) {
    const line = [];
    for (const [j, cell] of row.entries()) line.push(await make(cell, i, j));
    made.push(line);
  }
  return made;
}

/** The factors of a partial decryption by the holder of `publicKey`, every proof checked; raises Broken. */
export async function checkDecryption(fingerprint, publicKey, pairs, raw, at) {
  const form = "decryption-form";
  const value = readExactly(raw, form, at);
  must(hasKeys(value, "decryption_factors,decryption_proofs"), form, at);
  must(hasShape(value.decryption_factors, pairs) && hasShape(value.decryption_proofs, pairs), form, at);
  const said = ordinarySaid(fingerprint, publicKey);
  const factors = value.decryption_factors.map((row) => row.map((text) => readFactor(text, at)));
  const proofs = value.decryption_proofs.map((row) => row.map((proof) => readProof(proof, "decryption", at)));
  await each(pairs, async ([alpha], i, j) => {
    must(await isFactor(publicKey, alpha, factors[i][j], proofs[i][j], said), "decryption-proof", at);
  });
  return factors;
}

/** A member of the group; 1 is one, where nobody chose an answer and the randomness cancelled out. */
function readFactor(text, at) {
  const number = natural(text, "decryption", at);
  must(isMember(number), "decryption-member", at);
  return number;
}

/** Lagrange's weight of holder `index` among `present` (indices from 1), modulo Q. */
export function weight(index, present) {
  return present
    .filter((other) => other !== index)
    .reduce((product, other) => modQ(product * BigInt(other) * inverseQ(modQ(BigInt(other - index)))), 1n);
}

/** The inverse modulo the prime Q. */
function inverseQ(number) {
  let [r0, r1, t0, t1] = [Q, number, 0n, 1n];
  while (r1 > 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return modQ(t0);
}

/**
 * G to the power of each count, from the factors of enough holders (a map by index).
 * Every holder's factors are used in some way; ways that differ raise Broken("decryption-factor").
 */
export function opened(pairs, factors, threshold, at) {
  const owners = [...factors.keys()].sort();
  must(owners.length >= threshold, "decryption-missing", at);
  const first = owners.slice(0, threshold);
  const ways = [first, ...owners.slice(threshold).map((owner) => [...first.slice(0, -1), owner])];
  const [found, ...others] = ways.map((way) => openedBy(pairs, factors, way));
  must(others.every((other) => other.join() === found.join()), "decryption-factor", at);
  return found;
}

function openedBy(pairs, factors, way) {
  const part = (owner, i, j) => power(factors.get(owner)[i][j], weight(owner, way));
  const whole = (i, j) => way.reduce((product, owner) => times(product, part(owner, i, j)), 1n);
  return pairs.map((row, i) => row.map(([, beta], j) => times(beta, inverse(whole(i, j)))));
}

/** The count of which `element` is the power of G, by counting up to `most`; null beyond. */
export function counted(element, most) {
  let reached = 1n;
  for (let count = 0; count <= most; count += 1) {
    if (reached === element) return count;
    reached = times(reached, G);
  }
  return null;
}
