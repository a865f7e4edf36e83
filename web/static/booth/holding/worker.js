// The worker of the key page: speaks in the ceremony, makes codes, verifies an archive, opens a part, peels words.

import { fresh, publicCredential } from "../ballots/credentials.js";
import { partialDecryption } from "../ballots/tally.js";
import { must } from "../ballots/numbers.js";
import { ofG } from "../ballots/group.js";
import { verify } from "../ballots/verify.js";
import { Words } from "../hpke/record.js";
import { Ceremony } from "../keys/ceremony.js";
import { serve } from "../page/work.js";

const FEWEST = 5;
const MANNERS = { credentials: "omit", cache: "no-store", redirect: "error" };
let verified = null;
let words = null;

async function fetched(address) {
  const response = await fetch(address, MANNERS).catch(() => null);
  must(response?.ok, "download", `${response?.status ?? 0}`);
  return response;
}

serve({
  /** Checks what was said so far: the round under way, and for whom it waits. */
  async hear({ id, messages }) {
    const { round, waitsFor } = await Ceremony.read(id, messages);
    return { round, waitsFor };
  },

  /** The message of holder `index` in the round under way. */
  async speak({ id, messages, code, index }) {
    return (await Ceremony.read(id, messages)).say(code, index);
  },

  /** Raises Broken unless the code is that of holder `index`. */
  async know({ id, messages, code, index }) {
    await (await Ceremony.read(id, messages)).holder(code, index);
  },

  /** Fresh codes for the slips of a round, and their public halves in an order that says nothing. */
  async codes({ uuid, count }, onStep) {
    const codes = new Set();
    while (codes.size < count) codes.add(fresh());
    const credentials = [];
    for (const each of codes) {
      credentials.push(await publicCredential(each, uuid));
      onStep(credentials.length, count);
    }
    return { codes: [...codes], credentials: credentials.sort() };
  },

  /** Verifies the whole archive and adds it up; below five voters nothing is ever opened. */
  async verify({ address, uuid, headAtClose }, onStep) {
    verified = null;
    const found = await verify((await fetched(address)).body, { headAtClose }, onStep);
    must(found.election.uuid === uuid, "other-election", found.election.uuid);
    must(found.headAtClose !== null, "not-closed", found.stage);
    must(found.sum.counted >= FEWEST, "too-few", `${found.sum.counted}`);
    verified = found;
    const { ballots, headAtClose: head, sum, credentials } = found;
    return { ballots, counted: sum.counted, roll: credentials.size, head };
  },

  /** The holder's part of the sum that was verified here, in this worker. */
  async open({ id, messages, code, index }) {
    must(verified !== null, "not-verified");
    const share = await (await Ceremony.read(id, messages)).share(code, index);
    must(ofG(share) === verified.trustees.verificationKeys[index - 1], "other-keys", `${index}`);
    return partialDecryption(verified.election.fingerprint, index, share, verified.pairs);
  },

  /** Checks the record of the words against the archive that was verified here; how many there are to peel. */
  async words({ address, index }) {
    must(verified !== null, "not-verified");
    words = null;
    const found = await Words.read(new Uint8Array(await (await fetched(address)).arrayBuffer()));
    await found.check(verified);
    words = found;
    return found.before(index).length;
  },

  /** What the holder hands on of the words that were checked here. */
  async peel({ code, index }) {
    must(words !== null, "not-verified");
    return words.peel(code, index);
  },
});
