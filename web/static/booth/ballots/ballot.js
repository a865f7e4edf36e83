// One ballot: sealed by the voter's browser, checked in full by everyone who counts it.

import { hasKeys, readExactly } from "./exact.js";
import { Ladder, Q, modQ, ofG, times } from "./group.js";
import { freshNumber, must, natural, sha256, toBase64, toBytes } from "./numbers.js";
import { isBetween, isProved, prove, proveBetween, readProof, written } from "./proofs.js";

const FORM = "ballot-form";
const signatureSaid = (hash) => (commitment) => `sig|${hash}|${commitment}`;
const product = (numbers) => numbers.reduce(times, 1n);

/** The number of steps that `seal` reports for an election. */
export const steps = (election) => election.questions.reduce((sum, question) => sum + question.answers.length, 0);

/** What a voter may look up later: base64 SHA-256 of the whole ballot, 43 characters. */
export const tracker = async (raw) => toBase64(await sha256(raw));

/**
 * Seals a ballot: `choices` holds 0 or 1 for each answer of each question; `onStep()` is called after each answer.
 * Returns the raw bytes. Raises RangeError where the choices are not those of the election.
 */
export async function seal(election, privateCredential, choices, onStep = () => {}) {
  const credential = ofG(privateCredential);
  const said = `${election.fingerprint}|${credential}`;
  if (choices.length !== election.questions.length) throw new RangeError("choices");
  const answers = [];
  for (const [place, question] of election.questions.entries()) {
    answers.push(await sealAnswer(election.powers, said, question, choices[place], onStep));
  }
  const of = { election_uuid: election.uuid, election_hash: election.fingerprint };
  const body = { ...of, credential: `${credential}`, answers };
  const hash = toBase64(await sha256(JSON.stringify(body)));
  const proof = await prove(privateCredential, signatureSaid(hash));
  return toBytes(JSON.stringify({ ...body, signature: { hash, proof: written(proof) } }));
}

async function sealAnswer(key, said, question, chosen, onStep) {
  const total = chosen.reduce((sum, bit) => sum + bit, 0);
  const isLawful = chosen.length === question.answers.length && chosen.every((bit) => bit === 0 || bit === 1);
  if (!isLawful || total < question.min || total > question.max) throw new RangeError("choices");
  const secrets = chosen.map(() => freshNumber(Q));
  const pairs = chosen.map((bit, place) => [ofG(secrets[place]), times(key.of(secrets[place]), ofG(BigInt(bit)))]);
  const individual = [];
  for (const [place, pair] of pairs.entries()) {
    individual.push(await proveBetween(key, said, pair, secrets[place], chosen[place], 0, 1));
    onStep();
  }
  const sum = [product(pairs.map(([alpha]) => alpha)), product(pairs.map(([, beta]) => beta))];
  const r = modQ(secrets.reduce((a, b) => a + b, 0n));
  const overall = await proveBetween(key, `${said}|${pairs.join()}`, sum, r, total, question.min, question.max);
  return {
    choices: pairs.map(([alpha, beta]) => ({ alpha: `${alpha}`, beta: `${beta}` })),
    individual_proofs: individual.map((proofs) => proofs.map(written)),
    overall_proof: overall.map(written),
  };
}

/**
 * Checks a ballot in full; `credentials` is the set of public credentials, members of the group, as decimal strings.
 * Returns {credential, pairs: for each question its [alpha, beta] pairs}. Raises Broken(rule, at).
 */
export async function check(election, raw, credentials) {
  const value = readExactly(raw, FORM, "json");
  must(hasKeys(value, "election_uuid,election_hash,credential,answers,signature"), FORM, "fields");
  must(value.election_uuid === election.uuid && value.election_hash === election.fingerprint, "ballot-election");
  must(typeof value.credential === "string", FORM, "credential");
  must(credentials.has(value.credential), "ballot-credential");
  const { questions } = election;
  must(Array.isArray(value.answers) && value.answers.length === questions.length, FORM, "answers");
  const answers = questions.map((question, place) => readAnswer(question, value.answers[place], `answer ${place}`));
  await checkSignature(value);
  const said = `${election.fingerprint}|${value.credential}`;
  for (const [place, question] of questions.entries()) {
    await checkAnswer(election.powers, said, question, answers[place], `answer ${place}`);
  }
  return { credential: value.credential, pairs: answers.map(({ pairs }) => pairs.map(numbersOf)) };
}

const numbersOf = ([alpha, beta]) => [alpha.base, beta.base];

async function checkSignature({ signature, ...body }) {
  must(hasKeys(signature, "hash,proof"), FORM, "signature");
  const proof = readProof(signature.proof, "ballot", "signature");
  must(signature.hash === toBase64(await sha256(JSON.stringify(body))), "ballot-signature");
  must(await isProved(BigInt(body.credential), proof, signatureSaid(signature.hash)), "ballot-signature");
}

/** One answer as the ballot says it: ladders of its pairs, and its proofs; raises Broken (`ballot-...`). */
function readAnswer(question, answer, at) {
  must(hasKeys(answer, "choices,individual_proofs,overall_proof"), FORM, at);
  const { choices, individual_proofs: individual, overall_proof: overall } = answer;
  const count = question.answers.length;
  must([choices, individual].every((list) => Array.isArray(list) && list.length === count), FORM, at);
  return {
    pairs: choices.map((pair) => readPair(pair, at)),
    individual: individual.map((proofs) => readProofs(proofs, 2, at)),
    overall: readProofs(overall, question.max - question.min + 1, at),
  };
}

async function checkAnswer(key, said, question, { pairs, individual, overall }, at) {
  for (const [place, pair] of pairs.entries()) {
    must(await isBetween(key, said, pair, individual[place], 0), "ballot-individual-proof", at);
  }
  const numbers = pairs.map(numbersOf);
  const sum = [0, 1].map((side) => new Ladder(product(numbers.map((pair) => pair[side]))));
  const isAllowed = await isBetween(key, `${said}|${numbers.join()}`, sum, overall, question.min);
  must(isAllowed, "ballot-overall-proof", at);
}

function readPair(value, at) {
  must(hasKeys(value, "alpha,beta"), FORM, at);
  return [value.alpha, value.beta].map((text) => {
    const number = natural(text, "ballot", at);
    const ladder = new Ladder(number);
    must(number !== 1n && ladder.isMember(), "ballot-member", at);
    return ladder;
  });
}

function readProofs(value, count, at) {
  must(Array.isArray(value) && value.length === count, FORM, at);
  return value.map((proof) => readProof(proof, "ballot", at));
}
