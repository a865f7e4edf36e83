// All that a holder has, derived from the recovery code: the same again from any device.

import { sha256, toBytes, toHex, toNumber } from "../ballots/numbers.js";
import { Q, modQ, ofG, power } from "../ballots/group.js";
import { hashed, keySaid, messageSaid, written } from "../ballots/proofs.js";
import { expand, extract } from "../hpke/kdf.js";
import { keyPair } from "../hpke/p256.js";

const SALT = toBytes("danchu/keys/1");
const CURVE_ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

async function stretched(material, info) {
  const secret = await extract(SALT, toBytes(material));
  return toNumber(await expand(secret, toBytes(info), 64));
}

export class Holder {
  /** `code` without dashes; `index` 1, 2 or 3 in the ceremony named `ceremony`. */
  static async of(code, ceremony, index) {
    const holder = new Holder();
    Object.assign(holder, { ceremony, index });
    holder.derive = (label, text) => stretched(code, `${label}|${ceremony}|${index}|${text}`);
    holder.signing = (await holder.derive("sign", "")) % Q;
    holder.decrypting = (await holder.derive("encrypt", "")) % Q;
    const [constant, slope] = [await holder.derive("coefficient", "0"), await holder.derive("coefficient", "1")];
    holder.coefficients = [constant % Q, slope % Q];
    holder.verification = ofG(holder.signing);
    holder.encryption = ofG(holder.decrypting);
    return holder;
  }

  async #prove(secret, named, said) {
    const w = (await this.derive("nonce", toHex(await sha256(named)))) % Q;
    const challenge = await hashed(said(ofG(w)));
    return written({ challenge, response: modQ(w - secret * challenge) });
  }

  /** This holder's signature of a text, always the same for the same text. */
  sign = (text) => this.#prove(this.signing, text, messageSaid(text));

  /** The proof that this holder knows its share of the private key. */
  pok = (share) => {
    const publicKey = ofG(share);
    return this.#prove(share, `pok|BELENIOS-2048|${publicKey}`, keySaid(publicKey));
  };

  /** The key pair for sealed words. */
  async mixPair() {
    return keyPair(1n + ((await this.derive("mix", "")) % (CURVE_ORDER - 1n)));
  }

  /** What hides a share on its way from holder `from` to holder `to`; `other` is the other one's encryption key. */
  async pad(other, from, to) {
    return (await stretched(`${power(other, this.decrypting)}`, `share|${this.ceremony}|${from}|${to}`)) % Q;
  }

  /** The value of this holder's polynomial for holder `to`. */
  shareFor = (to) => modQ(this.coefficients[0] + this.coefficients[1] * BigInt(to));
}
