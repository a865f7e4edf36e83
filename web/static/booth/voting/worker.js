// The worker that seals a ballot, so that the page stays quick: it keeps the election, never the choice.

import { seal, steps, tracker } from "../ballots/ballot.js";
import { privateCredential } from "../ballots/credentials.js";
import { Election } from "../ballots/election.js";
import { ofG } from "../ballots/group.js";
import { must, toBytes, toPaddedBase64, toText } from "../ballots/numbers.js";
import { messageSaid, prove, written } from "../ballots/proofs.js";
import { said, wrap } from "../hpke/envelopes.js";
import { Ceremony } from "../keys/ceremony.js";
import { readTrustees } from "../keys/trustees.js";
import { serve } from "../page/work.js";

let election;
let mixKeys;

/** The holders' keys for sealed words: what each said first in the ceremony, signed by the key of the trustees. */
async function readMixKeys({ id, messages }, signers) {
  const ceremony = await Ceremony.read(id, messages);
  must(ceremony.round > 1, "ceremony-round", "1");
  must(ceremony.certs.every(({ verification }, at) => verification === signers[at]), "ceremony-certificate", "1");
  return ceremony.mixKeys;
}

/** What is sent: the ballot alone, or with an envelope that the same voter signed. */
async function message(ballot, { words, size, secret }) {
  if (!size) return ballot;
  const envelope = await wrap(words, size, mixKeys, election.uuid);
  const signed = await said(election.uuid, await tracker(ballot), envelope);
  const signature = written(await prove(secret, messageSaid(signed)));
  const sealed = { words: toPaddedBase64(envelope), words_signature: signature };
  return toBytes(JSON.stringify({ ballot: toText(ballot), ...sealed }));
}

serve({
  /** Reads the election and its holders' keys; makes the tables, so that sealing later is quick. */
  async open({ raw, trustees, round, ceremony }) {
    election = await Election.read(raw);
    must(election.uuid === round, "election-form", "uuid");
    const { key, signers } = await readTrustees(trustees);
    must(key === election.key, "election-key", "trustees");
    mixKeys = ceremony && (await readMixKeys(ceremony, signers));
    ofG(1n);
    election.powers.of(1n);
    return { name: election.name, description: election.description, questions: election.questions };
  },

  /** Seals the choices, and the words where the round takes words of `size` bytes. */
  async seal({ code, choices, words, size }, onStep) {
    const secret = await privateCredential(code, election.uuid);
    let done = 0;
    const ballot = await seal(election, secret, choices, () => onStep((done += 1), steps(election)));
    return { body: await message(ballot, { words, size, secret }), tracker: await tracker(ballot) };
  },
});
