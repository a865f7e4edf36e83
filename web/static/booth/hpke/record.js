// The record of sealed words: a holder's page checks all of it against the verified archive, then peels a layer.

import { hasKeys, readExactly } from "../ballots/exact.js";
import { readMember } from "../ballots/group.js";
import { fromBase64, isHash, joined, must, sha256, toHex, toPaddedBase64 } from "../ballots/numbers.js";
import { isProved, messageSaid, readProof } from "../ballots/proofs.js";
import { Ceremony } from "../keys/ceremony.js";
import { HOLDERS } from "../keys/trustees.js";
import { distinct, inOrder, peel, said } from "./envelopes.js";

const FORM = "words-form";
const LAYER = 81;
const SIZES = [2048, 8192, 32768];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const digest = async (bytes) => toHex(await sha256(bytes));

function bytesOf(text, at) {
  must(typeof text === "string" && BASE64.test(text), FORM, at);
  return fromBase64(text);
}

export class Words {
  /** Reads a record; raises Broken (`words-form`, `ceremony-...`). */
  static async read(bytes) {
    const value = readExactly(bytes, FORM, "record");
    must(hasKeys(value, "uuid,size,ceremony,envelopes,layers") && hasKeys(value.ceremony, "id,messages"), FORM, "record");
    must(SIZES.includes(value.size) && Array.isArray(value.envelopes) && Array.isArray(value.layers), FORM, "record");
    const words = new Words();
    Object.assign(words, { uuid: value.uuid, size: value.size });
    words.ceremony = await Ceremony.read(value.ceremony.id, value.ceremony.messages);
    words.sent = value.envelopes.map(readSent);
    words.layers = value.layers.map(readLayer);
    return words;
  }

  /** What holder `index` gets. */
  before(index) {
    return index === 1 ? this.sent.map(({ envelope }) => envelope) : this.layers[index - 2].opened;
  }

  /** `verified` is the archive as `verify` found it; raises Broken, of a layer with the holder who made it. */
  async check(verified) {
    const { trackers, trustees, election } = verified;
    must(this.uuid === election.uuid, "other-election", this.uuid);
    const isOurs = this.ceremony.certs.every(({ verification }, at) => verification === trustees.signers[at]);
    must(this.ceremony.round > 1 && isOurs, "ceremony-certificate", "trustees");
    const isOne = new Map(this.sent.map((one) => [one.credential, one.tracker]));
    must(isOne.size === this.sent.length && isOne.size === trackers.size, "words-missing", `${isOne.size}`);
    for (const one of this.sent) await this.#checkSent(one, trackers);
    for (const [at, layer] of this.layers.entries()) await this.#checkLayer(at + 1, layer);
    distinct(this.before(Math.min(this.layers.length + 1, HOLDERS)));
  }

  async #checkSent({ credential, tracker, envelope, signature }, trackers) {
    must(trackers.get(credential) === tracker, "words-missing", tracker);
    must(envelope.length === this.size + HOLDERS * LAYER, FORM, tracker);
    const text = await said(this.uuid, tracker, envelope);
    const isSigned = await isProved(readMember(credential, "words", tracker), signature, messageSaid(text));
    must(isSigned, "words-signature", tracker);
  }

  async #checkLayer(index, { opened, unopened, signature }) {
    const at = `${index}`;
    const came = distinct(this.before(index));
    const isSorted = same(opened, inOrder(opened)) && same(unopened, [...new Set(unopened)].sort());
    must(isSorted && opened.every(({ length }) => length === came[0].length - LAYER), FORM, at);
    const known = new Set(await Promise.all(came.map(digest)));
    const isWhole = unopened.every((hash) => known.has(hash)) && opened.length + unopened.length === came.length;
    must(isWhole, "words-dropped", at);
    const text = await this.#signed(index, opened, unopened);
    const signer = BigInt(this.ceremony.certs[index - 1].verification);
    must(await isProved(signer, signature, messageSaid(text)), "words-signature", at);
  }

  async #signed(index, opened, unopened) {
    const [came, left] = [distinct(this.before(index)), opened].map((items) => joined(...items));
    return `danchu/peeled|${this.uuid}|${index}|${await digest(came)}|${await digest(left)}|${unopened.join()}`;
  }

  /** What holder `index` hands on; the record was checked. Raises Broken (`words-turn`, `ceremony-code`, ...). */
  async peel(code, index) {
    must(index === this.layers.length + 1, "words-turn", `${index}`);
    const holder = await this.ceremony.holder(code, index);
    const { opened, unopened } = await peel(this.before(index), await holder.mixPair(), index, this.uuid);
    const signature = await holder.sign(await this.#signed(index, opened, unopened));
    return { index, opened: opened.map(toPaddedBase64), unopened, signature };
  }
}

const same = (one, other) => one.length === other.length && one.every((item, at) => item === other[at]);

function readSent(value) {
  must(hasKeys(value, "credential,tracker,words,signature"), FORM, "envelope");
  const { credential, tracker, words, signature } = value;
  return { credential, tracker, envelope: bytesOf(words, tracker), signature: readProof(signature, "words", tracker) };
}

function readLayer(value, place) {
  const at = `${place + 1}`;
  must(hasKeys(value, "index,opened,unopened,signature") && value.index === place + 1, FORM, at);
  must(Array.isArray(value.opened) && Array.isArray(value.unopened) && value.unopened.every(isHash), FORM, at);
  const opened = value.opened.map((text) => bytesOf(text, at));
  return { opened, unopened: value.unopened, signature: readProof(value.signature, "words", at) };
}
