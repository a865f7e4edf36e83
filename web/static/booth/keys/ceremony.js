// The ceremony: three rounds of messages make the keys, a fourth says that each code was typed back.

import { hasKeys } from "../ballots/exact.js";
import { NAME, modQ, ofG, readScalar } from "../ballots/group.js";
import { fromBase64, must, sha256, toBase64, toBytes, toHex } from "../ballots/numbers.js";
import { Holder } from "./holder.js";
import * as trustees from "./trustees.js";

const { HOLDERS, THRESHOLD } = trustees;
export const ROUNDS = 4;
const FORM = "ceremony-form";
const MIX = /^[A-Za-z0-9+/]{87}$/;
const INDICES = Array.from({ length: HOLDERS }, (_, at) => at + 1);

const said = (id, { round, index, body }) => `danchu/ceremony|${JSON.stringify({ ceremony: id, round, index, body })}`;

/** What was said so far in public, all of it checked. */
export class Ceremony {
  constructor(id) {
    this.id = id;
    this.messages = [];
    this.certs = [];
    this.coefficients = [];
  }

  /** A ceremony from its messages; raises Broken. */
  static async read(id, messages) {
    const ceremony = new Ceremony(id);
    const inOrder = [...messages].sort((a, b) => a.round - b.round || a.index - b.index);
    for (const message of inOrder) await ceremony.hear(message);
    return ceremony;
  }

  of = (round, index) => this.messages.find((message) => message.round === round && message.index === index);
  bodies = (round) => INDICES.map((index) => this.of(round, index).body);

  /** The round under way, from 1; 5 when all is done. */
  get round() {
    return Math.floor(this.messages.length / HOLDERS) + 1;
  }

  /** The holders who have not yet spoken in this round. */
  get waitsFor() {
    return this.round > ROUNDS ? [] : INDICES.filter((index) => !this.of(this.round, index));
  }

  async hear(message) {
    must(hasKeys(message, "ceremony,round,index,body,signature"), FORM, "fields");
    const { ceremony, round, index, body, signature } = message;
    const at = `${round} ${index}`;
    must(ceremony === this.id && INDICES.includes(index), "ceremony-other", at);
    must(round === this.round && this.waitsFor.includes(index), "ceremony-round", at);
    await [this.#cert, this.#coefficients, this.#verificationKey, this.#typedBack][round - 1].call(this, index, body);
    const { verification } = this.certs[index - 1];
    await trustees.checkSigned(verification, said(this.id, message), signature, "ceremony-signature", at);
    this.messages.push(message);
  }

  async #cert(index, body) {
    must(hasKeys(body, "cert,mix") && MIX.test(body.mix) && fromBase64(body.mix)[0] === 4, FORM, `1 ${index}`);
    const own = await trustees.readCert(body.cert, index, "ceremony");
    const isNew = !this.certs.some(({ verification }) => verification === own.verification);
    must(isNew, "ceremony-certificate", `1 ${index}`);
    this.certs[index - 1] = own;
  }

  async #coefficients(index, body) {
    const rule = "ceremony-coefficients";
    const at = `2 ${index}`;
    must(hasKeys(body, "coefexps,certs_signature,shares"), FORM, at);
    must(Array.isArray(body.shares) && body.shares.length === HOLDERS, FORM, at);
    for (const share of body.shares) readScalar(share, "ceremony", at);
    const { verification } = this.certs[index - 1];
    const own = await trustees.readCoefexps(body.coefexps, verification, index, rule);
    const certs = this.bodies(1).map(({ cert }) => cert);
    await trustees.checkSigned(verification, trustees.certsSaid(certs, own), body.certs_signature, rule, at);
    this.coefficients[index - 1] = own;
  }

  async #verificationKey(index, body) {
    must(hasKeys(body, "verification_key"), FORM, `3 ${index}`);
    const { verification } = this.certs[index - 1];
    const key = body.verification_key;
    await trustees.readVerificationKey(key, verification, this.coefficients, index, "ceremony-key");
  }

  async #typedBack(index, body) {
    must(hasKeys(body, "trustees"), FORM, `4 ${index}`);
    must(body.trustees === (await this.trusteesHash()), "ceremony-trustees", `4 ${index}`);
  }

  /** The public keys as the archive holds them; after round 3. */
  get trustees() {
    const [first, second, third] = [1, 2, 3].map(this.bodies);
    const parameters = {
      threshold: THRESHOLD,
      certs: first.map(({ cert }) => cert),
      coefexps: second.map(({ coefexps }) => coefexps),
      signatures: second.map(({ certs_signature: signature }) => signature),
      verification_keys: third.map(({ verification_key: key }) => key),
    };
    return toBytes(JSON.stringify([["Pedersen", parameters]]));
  }

  trusteesHash = async () => toHex(await sha256(this.trustees));

  /** The public keys for sealed words, 65 bytes each; after round 1. */
  get mixKeys() {
    return this.bodies(1).map(({ mix }) => fromBase64(mix));
  }

  /** All that follows from a code; raises Broken("ceremony-code") unless it is the code of holder `index` here. */
  async holder(code, index) {
    const holder = await Holder.of(code, this.id, index);
    const own = this.certs[index - 1];
    const isOwn = !own || (own.verification === holder.verification && own.encryption === holder.encryption);
    must(isOwn, "ceremony-code", `${index}`);
    return holder;
  }

  /** What the holder with this code says in the round under way; raises Broken where another's message is wrong. */
  async say(code, index) {
    const holder = await this.holder(code, index);
    const { round } = this;
    const says = [this.#sayCert, this.#sayCoefficients, this.#sayKey, this.#sayTypedBack];
    const body = await says[round - 1].call(this, holder);
    const signature = await holder.sign(said(this.id, { round, index, body }));
    return { ceremony: this.id, round, index, body, signature };
  }

  async #sayCert(holder) {
    const context = { group: NAME, size: HOLDERS, threshold: THRESHOLD, index: holder.index };
    const keys = { verification: `${holder.verification}`, encryption: `${holder.encryption}` };
    const message = JSON.stringify({ context, ...keys });
    const cert = { message, signature: await holder.sign(message) };
    return { cert, mix: toBase64((await holder.mixPair()).publicKey) };
  }

  async #sayCoefficients(holder) {
    const own = holder.coefficients.map(ofG);
    const message = JSON.stringify({ coefexps: own.map(String) });
    const certs = this.bodies(1).map(({ cert }) => cert);
    const shares = [];
    for (const to of INDICES) {
      const pad = await holder.pad(this.certs[to - 1].encryption, holder.index, to);
      shares.push(`${modQ(holder.shareFor(to) + pad)}`);
    }
    return {
      coefexps: { message, signature: await holder.sign(message) },
      certs_signature: await holder.sign(trustees.certsSaid(certs, own)),
      shares,
    };
  }

  async #sayKey(holder) {
    const share = await this.#shareOf(holder);
    const publicKey = `${ofG(share)}`;
    const signature = await holder.sign(publicKey);
    return { verification_key: { pok: await holder.pok(share), public_key: publicKey, signature } };
  }

  async #sayTypedBack(holder) {
    const own = holder.coefficients.map(ofG);
    must(own.join() === this.coefficients[holder.index - 1].join(), "ceremony-code", `${holder.index}`);
    await trustees.readTrustees(this.trustees);
    return { trustees: await this.trusteesHash() };
  }

  /** Share `index` of the private key, from the code and round 2; raises Broken("ceremony-share", sender). */
  share = async (code, index) => this.#shareOf(await this.holder(code, index));

  async #shareOf(holder) {
    let sum = 0n;
    for (const from of INDICES) {
      const pad = await holder.pad(this.certs[from - 1].encryption, from, holder.index);
      const share = modQ(BigInt(this.of(2, from).body.shares[holder.index - 1]) - pad);
      must(ofG(share) === trustees.publicShare(this.coefficients[from - 1], holder.index), "ceremony-share", `${from}`);
      sum = modQ(sum + share);
    }
    return sum;
  }
}
