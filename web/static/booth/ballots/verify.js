// Checks a whole archive: every byte, every proof, every sum, in the one order that is allowed.

import { events } from "./archive.js";
import { check } from "./ballot.js";
import { Election } from "./election.js";
import { hasKeys, hasShape, readExactly } from "./exact.js";
import { ofG, readMember } from "./group.js";
import { Broken, fromHex, isSame, must, toBase64, toBytes } from "./numbers.js";
import { Sum, checkDecryption, counted, opened, sumJson } from "./tally.js";
import { HOLDERS, THRESHOLD, readTrustees } from "../keys/trustees.js";

const PARTS = { Setup: 4, Ballot: 1, EndBallots: 0, EncryptedTally: 2, PartialDecryption: 2, Result: 1 };
const NEXT = {
  begin: { Setup: "open" },
  open: { Ballot: "open", EndBallots: "closed" },
  closed: { EncryptedTally: "encrypted_tally" },
  encrypted_tally: { PartialDecryption: "partial" },
  partial: { PartialDecryption: "partial", Result: "result" },
  result: {},
};

/** What an archive has shown so far; each event is checked as it comes. */
class Verifier {
  constructor(onBallot) {
    this.onBallot = onBallot;
    this.stage = "begin";
    this.ballots = 0;
    this.seen = new Set();
    this.sum = new Sum();
    this.trackers = new Map();
    this.factors = new Map();
    this.headAtClose = null;
    this.result = null;
  }

  async take(event) {
    const { type, parts, at } = event;
    const stage = NEXT[this.stage][type];
    must(stage !== undefined, "event-order", at);
    must(parts.length === PARTS[type], "record-stray", at);
    await this[type](event);
    [this.stage, this.head] = [stage, event.hash];
  }

  async Setup({ parts: [election, trustees, credentials, setup], at }) {
    const value = readExactly(setup.body, "setup-form", at);
    must(hasKeys(value, "election,trustees,credentials"), "setup-form", at);
    const hashes = [election, trustees, credentials].map(({ hash }) => hash);
    must(Object.values(value).join() === hashes.join(), "setup-parts", at);
    this.election = await Election.read(election.body);
    this.trustees = await readTrustees(trustees.body);
    must(this.trustees.key === this.election.key, "election-key", "election");
    this.credentials = readCredentials(credentials.body);
  }

  async Ballot({ parts: [ballot], at }) {
    must(!this.seen.has(ballot.hash), "ballot-twice", at);
    this.seen.add(ballot.hash);
    try {
      const checked = await check(this.election, ballot.body, this.credentials);
      this.sum.take(checked);
      this.trackers.set(checked.credential, toBase64(fromHex(ballot.hash)));
    } catch (error) {
      throw error instanceof Broken ? new Broken(error.rule, at) : error;
    }
    this.ballots += 1;
    this.onBallot(this.ballots);
  }

  async EndBallots({ hash }) {
    this.headAtClose = hash;
    this.pairs = this.sum.pairs(this.election);
  }

  async EncryptedTally({ parts: [sums, sized], at }) {
    const value = readExactly(sized.body, "tally-form", at);
    must(hasKeys(value, "num_tallied,total_weight,encrypted_tally"), "tally-form", at);
    must([value.num_tallied, value.total_weight].every(isCount), "tally-form", at);
    must(value.encrypted_tally === sums.hash, "tally-part", at);
    must(value.num_tallied === this.sum.counted, "tally-voters", at);
    must(value.total_weight === this.sum.counted, "tally-weight", at);
    must(isSame(sums.body, toBytes(sumJson(this.pairs))), "tally-sum", at);
  }

  async PartialDecryption({ parts: [factors, owned], at }) {
    const value = readExactly(owned.body, "decryption-form", at);
    must(hasKeys(value, "owner,payload") && isCount(value.owner), "decryption-form", at);
    must(value.payload === factors.hash, "decryption-part", at);
    const { owner } = value;
    must(1 <= owner && owner <= HOLDERS, "decryption-owner", at);
    must(!this.factors.has(owner), "decryption-twice", at);
    const key = this.trustees.verificationKeys[owner - 1];
    this.factors.set(owner, await checkDecryption(this.election.fingerprint, key, this.pairs, factors.body, at));
  }

  async Result({ parts: [result], at }) {
    const value = readExactly(result.body, "result-form", at);
    must(hasKeys(value, "result") && hasShape(value.result, this.pairs), "result-form", at);
    must(value.result.flat().every(isCount), "result-form", at);
    this.checkSums(value.result, at);
    const elements = opened(this.pairs, this.factors, THRESHOLD, at);
    const said = value.result.map((row) => row.map((count) => ofG(BigInt(count))));
    must(said.join() === elements.join(), "result-value", at);
    this.result = value.result;
  }

  /** No count above the voters, and each question's sum within what they may have chosen. */
  checkSums(result, at) {
    const voters = this.sum.counted;
    this.election.questions.forEach(({ min, max }, place) => {
      const total = result[place].reduce((sum, count) => sum + count, 0);
      must(result[place].every((count) => count <= voters), "result-range", at);
      must(min * voters <= total && total <= max * voters, "result-sum", at);
    });
  }

  /** An archive may end anywhere after its beginning; where enough have opened, a count must come out. */
  end() {
    must(this.stage !== "begin", "event-order", "the end");
    if (this.stage !== "partial" || this.factors.size < THRESHOLD) return;
    const elements = opened(this.pairs, this.factors, THRESHOLD, "the end").flat();
    must(elements.every((element) => counted(element, this.sum.counted) !== null), "decryption-factor", "the end");
  }
}

const isCount = (value) => Number.isInteger(value) && value >= 0;

/** The public credentials, each a member of the group; raises Broken (`credentials-...`). */
function readCredentials(body) {
  const [what, at] = ["credentials", "credentials"];
  const value = readExactly(body, "credentials-form", at);
  must(Array.isArray(value), "credentials-form", at);
  for (const text of value) readMember(text, what, at);
  const listed = new Set(value);
  must(listed.size === value.length, "credentials-twice", at);
  return listed;
}

/**
 * Verifies an archive; raises Broken with the first rule that is not kept, and where.
 * `expected` may name roll (how many credentials), headAtClose, head and stage. `onBallot(count)` follows the work.
 */
export async function verify(stream, expected = {}, onBallot = () => {}) {
  const verifier = new Verifier(onBallot);
  for await (const event of events(stream)) await verifier.take(event);
  verifier.end();
  const { roll, headAtClose, head, stage } = expected;
  must(roll === undefined || roll === verifier.credentials.size, "roll", `${verifier.credentials.size} credentials`);
  must(headAtClose === undefined || headAtClose === verifier.headAtClose, "head-at-close", "EndBallots");
  must(head === undefined || head === verifier.head, "head", "the last event");
  must(stage === undefined || stage === verifier.stage, "stage", verifier.stage);
  return verifier;
}
