// What the pages fetch from the server and send to it: no cookie, no referrer, nothing kept.

const MANNERS = { credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "same-origin" };

const PATIENCE = 60_000;

/** The server refused, or could not be reached (status 0); `sentence` is what it says, if anything. */
export class Refused extends Error {
  constructor(status, sentence = null) {
    super(`refused: ${status}`);
    this.status = status;
    this.sentence = sentence;
  }
}

async function answered(address, options) {
  try {
    return await fetch(address, { ...MANNERS, signal: AbortSignal.timeout?.(PATIENCE), ...options });
  } catch {
    throw new Refused(0);
  }
}

/** The bytes at an address. */
export async function fetched(address) {
  const response = await answered(address, {});
  if (!response.ok) throw new Refused(response.status);
  return new Uint8Array(await response.arrayBuffer());
}

/** Sends JSON (bytes, or a value) and returns the JSON of the answer. */
export async function posted(address, body) {
  const bytes = body instanceof Uint8Array ? body : JSON.stringify(body);
  const headers = { "Content-Type": "application/json" };
  const response = await answered(address, { method: "POST", headers, body: bytes });
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, told.error ?? null);
  return told;
}
