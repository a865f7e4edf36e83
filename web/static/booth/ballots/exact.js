// Reads JSON strictly: two readings of one byte are a way to cheat.

import { must, toText } from "./numbers.js";

/** JSON in the one form allowed (compact, no key twice); raises Broken(rule, at). */
export function readExactly(bytes, rule, at) {
  let text;
  let value;
  try {
    text = toText(bytes);
    value = JSON.parse(text);
  } catch {
    must(false, rule, at);
  }
  must(JSON.stringify(value) === text, rule, at);
  return value;
}

/** Is it an object with exactly these keys (joined by commas), in this order? */
export function hasKeys(value, keys) {
  return value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).join() === keys;
}

/** Is it a list of lists of these lengths? */
export function hasShape(value, rows) {
  return (
    Array.isArray(value) &&
    value.length === rows.length &&
    value.every((line, place) => Array.isArray(line) && line.length === rows[place].length)
  );
}
