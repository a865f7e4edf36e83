// Whether a receipt is the server's own: its Ed25519 signature of the round, the tracker, the place and the head.

import { fromBase64, toBytes } from "../ballots/numbers.js";

/** True or false; null where this browser has no Ed25519, so that the voter keeps what others can check. */
export async function isSigned({ tracker, height, head, signature }, round, key) {
  try {
    const signer = await crypto.subtle.importKey("raw", fromBase64(key), "Ed25519", false, ["verify"]);
    const said = toBytes(`${round}|${tracker}|${height}|${head}`);
    return await crypto.subtle.verify("Ed25519", signer, fromBase64(signature), said);
  } catch (error) {
    return error.name === "NotSupportedError" ? null : false;
  }
}
