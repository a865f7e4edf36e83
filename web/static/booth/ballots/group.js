// The group BELENIOS-2048: the numbers of order Q modulo P, and two quick ways to raise one base to many powers.

import { must, natural } from "./numbers.js";

export const NAME = "BELENIOS-2048";
export const P = BigInt(
  "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633" +
  "13807895840496005438963628979639303877390572280360597374942767137677761889858987273586504908116709931053586778" +
  "09800307904916540637771737641986785272734744763418356000356983051931442845617019110007867373073335641239717328" +
  "97913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366" +
  "14949100292344434637322214588410058642105024212036543356120132048111885240873107701415166620016231317716937218" +
  "9248078507711827842317498073276598828825169183103125680162072880719",
);
export const Q = BigInt("78571733251071885079927659812671450121821421258408794611510081919805623223441");
export const G = BigInt(
  "24023526775018522092276877035323999327122876573783649165100753187876632741463532193202856761552696787996946682" +
  "98749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661" +
  "21505579709716201616827031288643245666383486363578210615491841998253431518974065818686865115135857641013888221" +
  "53960160432288436039309893336627728484065931384060102316750957637779826651036068224066350766977640253462537730" +
  "85133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639" +
  "858334115700568353695553423781475582491896050296680037745308460627",
);
const DIGITS = 64;

export const times = (a, b) => (a * b) % P;
export const modQ = (number) => ((number % Q) + Q) % Q;
const digits = (exponent) => Array.from(exponent.toString(16), (digit) => parseInt(digit, 16));

/** base to the exponent (0 or more) modulo P, four bits at a time. */
export function power(base, exponent) {
  const small = [1n, base];
  for (let i = 2; i < 16; i += 1) small.push(times(small[i - 1], base));
  let result = 1n;
  for (const digit of digits(exponent)) {
    for (let i = 0; i < 4; i += 1) result = times(result, result);
    if (digit) result = times(result, small[digit]);
  }
  return result;
}

export const isMember = (number) => number > 0n && number < P && power(number, Q) === 1n;

/** A member of the group other than 1, as JSON gives it; raises Broken (`what`-form, `what`-member). */
export function readMember(text, what, at) {
  const number = natural(text, what, at);
  must(number !== 1n && isMember(number), `${what}-member`, at);
  return number;
}

/** An exponent below Q, as JSON gives it; raises Broken (`what`-form, `what`-scalar). */
export function readScalar(text, what, at) {
  const number = natural(text, what, at);
  must(number < Q, `${what}-scalar`, at);
  return number;
}

/** A base used throughout an election: a table once, then a power costs at most 64 multiplications. */
export class Powers {
  constructor(base) {
    this.base = base;
    this.rows = [];
    let unit = base;
    for (let place = 0; place < DIGITS; place += 1) {
      const row = [1n, unit];
      for (let i = 2; i < 16; i += 1) row.push(times(row[i - 1], unit));
      this.rows.push(row);
      unit = times(row[15], unit);
    }
  }

  /** The base to an exponent in [0, Q). */
  of(exponent) {
    let result = 1n;
    digits(exponent)
      .reverse()
      .forEach((digit, place) => {
        if (digit) result = times(result, this.rows[place][digit]);
      });
    return result;
  }
}

/** A base raised to several powers in one ballot: its squarings are done once. */
export class Ladder {
  constructor(base) {
    this.base = base;
    this.rungs = [base];
    for (let place = 1; place < DIGITS; place += 1) {
      let rung = this.rungs[place - 1];
      for (let i = 0; i < 4; i += 1) rung = times(rung, rung);
      this.rungs.push(rung);
    }
  }

  /** The base to an exponent of at most 256 bits. */
  of(exponent) {
    const buckets = new Array(16).fill(1n);
    digits(exponent)
      .reverse()
      .forEach((digit, place) => {
        if (digit) buckets[digit] = times(buckets[digit], this.rungs[place]);
      });
    let result = 1n;
    let running = 1n;
    for (let digit = 15; digit > 0; digit -= 1) {
      running = times(running, buckets[digit]);
      result = times(result, running);
    }
    return result;
  }

  isMember() {
    return this.base > 0n && this.base < P && this.of(Q) === 1n;
  }
}

let generator;

/** The powers of G, their table made when first needed. */
export const ofG = (exponent) => (generator ??= new Powers(G)).of(exponent);
