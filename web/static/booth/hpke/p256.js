// Key pairs on the curve P-256 from a seed, as RFC 9180 section 7.1.3 derives them, ready for WebCrypto.

import { joined, toBase64, toFixedBytes, toNumber } from "../ballots/numbers.js";
import { KEM_SUITE, labeledExpand, labeledExtract } from "./kdf.js";

const FIELD = BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
const BASE = [
  BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
  BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
];

const mod = (number) => ((number % FIELD) + FIELD) % FIELD;

function inverse(number) {
  let [r0, r1, t0, t1] = [FIELD, mod(number), 0n, 1n];
  while (r1 > 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return mod(t0);
}

/** The sum of two points; null is the point at infinity. */
function plus(a, b) {
  if (a === null) return b;
  if (b === null) return a;
  if (a[0] === b[0] && a[1] !== b[1]) return null;
  const isSame = a[0] === b[0];
  const slope = isSame ? (3n * a[0] * a[0] - 3n) * inverse(2n * a[1]) : (b[1] - a[1]) * inverse(b[0] - a[0]);
  const x = mod(slope * slope - a[0] - b[0]);
  return [x, mod(slope * (a[0] - x) - a[1])];
}

function multiple(scalar) {
  let result = null;
  for (const bit of scalar.toString(2)) {
    result = plus(result, result);
    if (bit === "1") result = plus(result, BASE);
  }
  return result;
}

const coordinate = (number) => toBase64(toFixedBytes(number, 32)).replaceAll("+", "-").replaceAll("/", "_");

/** {privateKey, publicKey}: a WebCrypto key for ECDH, and the public point in 65 bytes. */
export async function keyPair(scalar) {
  const [x, y] = multiple(scalar);
  const jwk = { kty: "EC", crv: "P-256", d: coordinate(scalar), x: coordinate(x), y: coordinate(y) };
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const privateKey = await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"]);
  return { privateKey, publicKey: joined(Uint8Array.of(4), toFixedBytes(x, 32), toFixedBytes(y, 32)) };
}

/** The secret scalar that belongs to a seed of at least 32 bytes. */
export async function deriveScalar(seed) {
  const secret = await labeledExtract(KEM_SUITE, new Uint8Array(0), "dkp_prk", seed);
  for (let counter = 0; counter < 256; counter += 1) {
    const bytes = await labeledExpand(KEM_SUITE, secret, "candidate", Uint8Array.of(counter), 32);
    const scalar = toNumber(bytes);
    if (scalar > 0n && scalar < ORDER) return scalar;
  }
  throw new Error("DeriveKeyPair");
}

export const deriveKeyPair = async (seed) => keyPair(await deriveScalar(seed));

