// The archive `.bel`: an old-style tar that is only ever added to, read record by record, event by event.

import { hasKeys, readExactly } from "./exact.js";
import { isHash, isSame, joined, must, natural, sha256, toBytes, toHex } from "./numbers.js";

const BLOCK = 512;
const LARGEST = 256 * 1024 * 1024;
const SIZE = /^[0-7]{11}\0$/;
const FIRST = "BELENIOS";
const NAME = /^[0-9a-f]{64}\.(data|event)\.json$/;
const LATEST = 8n ** 11n;

/** Bytes from a stream in the amounts asked for. */
class Intake {
  constructor(stream) {
    this.reader = stream.getReader();
    this.kept = new Uint8Array(0);
    this.offset = 0;
  }

  /** `count` bytes, or as many as are left. */
  async take(count) {
    const parts = [this.kept];
    let held = this.kept.length;
    while (held < count) {
      const { done, value } = await this.reader.read();
      if (done) break;
      parts.push(value);
      held += value.length;
    }
    const whole = joined(...parts);
    this.kept = whole.slice(count);
    this.offset += Math.min(count, held);
    return whole.subarray(0, count);
  }
}

/** The header of a record: the only one that is allowed for this name, size and time. */
export function header(name, size, timestamp) {
  const block = new Uint8Array(BLOCK);
  const write = (text, at) => block.set(toBytes(text), at);
  const octal = (number) => number.toString(8).padStart(11, "0");
  write(name, 0);
  for (const [text, at] of [["0000644", 100], ["0000000", 108], ["0000000", 116]]) write(text, at);
  write(octal(size), 124);
  write(octal(timestamp), 136);
  write("        ", 148);
  write("0", 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/** The records {name, body} of an archive, in order; raises Broken (`file-...`, `header-form`, `version`). */
export async function* records(stream) {
  const intake = new Intake(stream);
  let timestamp = null;
  for (;;) {
    const { offset } = intake;
    const at = `byte ${offset}`;
    const rule = (name) => (offset ? name : "file-foreign");
    const block = await intake.take(BLOCK);
    if (block.length === 0) break;
    must(block.length === BLOCK, rule("file-truncated"), at);
    const text = String.fromCharCode(...block);
    const size = text.slice(124, 136);
    must(SIZE.test(size), rule("file-header"), at);
    const [name, length] = [text.slice(0, text.indexOf("\0")), parseInt(size, 8)];
    must(length > 0 && length <= LARGEST, rule("file-header"), at);
    const padded = await intake.take(Math.ceil(length / BLOCK) * BLOCK);
    must(padded.length % BLOCK === 0 && padded.length >= length, rule("file-truncated"), at);
    must(padded.subarray(length).every((byte) => byte === 0), "file-padding", at);
    const body = padded.subarray(0, length);
    timestamp ??= readTimestamp(name, body);
    must(isSame(block, header(name, length, timestamp)), "file-header", at);
    yield { name, body };
  }
  must(timestamp !== null, "file-empty");
}

function readTimestamp(name, body) {
  must(name === FIRST, "file-foreign", "record 0");
  const value = readExactly(body, "header-form", "record 0");
  must(hasKeys(value, "version,timestamp") && Number.isInteger(value.version), "header-form", "record 0");
  must(value.version === 1, "version", "record 0");
  const timestamp = natural(value.timestamp, "header", "record 0");
  must(timestamp < LATEST, "header-form", "record 0");
  return Number(timestamp);
}

/**
 * The events of an archive: {type, parts, hash, at}; `parts` are the {hash, body} of the data records before it.
 * Checks names, hashes and the chain; raises Broken (`record-...`, `event-...`).
 */
export async function* events(stream) {
  let parts = [];
  let parent = null;
  let height = 0;
  let number = 0;
  for await (const { name, body } of records(stream)) {
    const at = `record ${number}`;
    number += 1;
    if (number === 1) continue;
    must(NAME.test(name), "record-name", at);
    const hash = toHex(await sha256(body));
    must(name.startsWith(hash), "record-hash", at);
    if (name.endsWith(".data.json")) {
      parts.push({ hash, body });
      continue;
    }
    const type = readEvent(body, parts, parent, height, at);
    yield { type, parts, hash, at: `event ${height} ${type}` };
    [parts, parent, height] = [[], hash, height + 1];
  }
  must(parts.length === 0, "record-stray", "the end");
}

/** The type of an event that follows its parent and points at the data record before it. */
function readEvent(body, parts, parent, height, at) {
  const value = readExactly(body, "event-form", at);
  must(typeof value?.type === "string", "event-form", at);
  const hasPayload = !["EndBallots", "EndShuffles"].includes(value.type);
  const keys = [...(parent ? ["parent"] : []), "height", "type", ...(hasPayload ? ["payload"] : [])];
  must(hasKeys(value, keys.join()) && Number.isInteger(value.height), "event-form", at);
  must(value.height === height, "event-height", at);
  must(!parent || value.parent === parent, "event-parent", at);
  const last = parts.at(-1)?.hash;
  must(!hasPayload || (isHash(last) && value.payload === last), "event-payload", at);
  return value.type;
}
