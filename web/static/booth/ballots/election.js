// An election as its bytes say it: questions, the key, the fingerprint that binds every ballot to these bytes.

import { hasKeys, readExactly } from "./exact.js";
import { NAME, Powers, readMember } from "./group.js";
import { must, sha256, toBase64 } from "./numbers.js";

const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,64}$/;
const [FORM, AT] = ["election-form", "election"];
const FIELDS = "version,description,name,group,public_key,questions,uuid";
const OPTIONAL = ["administrator", "credential_authority"];

export class Election {
  /** Reads the bytes; raises Broken. `Election.read` also computes the fingerprint. */
  constructor(raw, fingerprint) {
    const value = readExactly(raw, FORM, AT);
    must(value !== null && typeof value === "object", FORM, AT);
    const extra = OPTIONAL.filter((key) => typeof value[key] === "string");
    must(hasKeys(value, [FIELDS, ...extra].join()), FORM, AT);
    must(value.version === 1, "version", AT);
    must(value.group === NAME, "group", AT);
    must(typeof value.uuid === "string" && UUID.test(value.uuid), FORM, AT);
    must([value.name, value.description].every((text) => typeof text === "string"), FORM, AT);
    must(Array.isArray(value.questions), FORM, AT);
    must(value.questions.length > 0, "question", AT);
    value.questions.forEach(checkQuestion);
    this.key = readMember(value.public_key, "election", AT);
    Object.assign(this, { raw, fingerprint, uuid: value.uuid, name: value.name, description: value.description });
    this.questions = value.questions;
  }

  static async read(raw) {
    return new Election(raw, toBase64(await sha256(raw)));
  }

  /** The powers of the election's key, their table made when first needed. */
  get powers() {
    this.table ??= new Powers(this.key);
    return this.table;
  }
}

/** Only what this product asks: no `blank`, no other kind of question. */
function checkQuestion(value) {
  must(!value || !("type" in Object(value)), "question-kind", AT);
  must(hasKeys(value, "answers,min,max,question") && typeof value.question === "string", FORM, AT);
  must(Array.isArray(value.answers) && value.answers.every((answer) => typeof answer === "string"), FORM, AT);
  must([value.min, value.max].every((count) => Number.isInteger(count) && count >= 0), FORM, AT);
  must(value.answers.length > 0 && value.min <= value.max, "question", AT);
}
