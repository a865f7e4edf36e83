// The questions of an election as rows to choose from, and what was chosen.

import { booth as words } from "../words.js";
import { element } from "../page/dom.js";

const isOne = (question) => question.min === 1 && question.max === 1;
const offersNone = (question) => question.min === 0;
const isAlone = (question, place) => !isOne(question) && words.alone.test(question.answers[place]);

/** One fieldset for each question, nothing chosen. */
export function drawn(questions) {
  return questions.map((question, number) => {
    const id = `f-q${number}`;
    const legend = element("legend", { class: "ask" });
    const place = element("span", { class: "ask-place" }, words.place(number + 1, questions.length));
    if (questions.length > 1) legend.append(place);
    legend.append(question.question);
    const fieldset = element("fieldset", {}, legend, ...hint(question, id), ...rows(question, id));
    if (!isOne(question)) follow(fieldset, question);
    return fieldset;
  });
}

function hint(question, id) {
  if (isOne(question)) return [];
  const least = Math.max(question.min, 1);
  const how = offersNone(question) ? words.upTo(question.max) : words.between(least, question.max);
  const sentence = question.min === question.max ? words.exactly(question.max) : how;
  const count = element("p", { class: "hint picked", role: "status" }, words.picked(0, question.max));
  return [element("p", { class: "hint", id: `${id}-hint` }, sentence), count];
}

function rows(question, id) {
  const labels = offersNone(question) ? [...question.answers, words.none] : question.answers;
  return labels.map((label, place) => {
    const own = place === 0 ? id : `${id}-${place}`;
    const kind = isOne(question) ? "radio" : "checkbox";
    const described = isOne(question) ? null : `${id}-hint`;
    const common = { name: id, value: place, autocomplete: "off", "aria-describedby": described };
    const input = element("input", { type: kind, id: own, ...common });
    return element("div", { class: "choice" }, input, element("label", { for: own }, label));
  });
}

/** Keeps the count beside the boxes; "none" and the other rows put each other out. */
function follow(fieldset, question) {
  const boxes = [...fieldset.querySelectorAll("input")];
  const isLast = (box) => Number(box.value) === question.answers.length || isAlone(question, Number(box.value));
  fieldset.addEventListener("change", ({ target }) => {
    const others = boxes.filter((box) => target.checked && isLast(box) !== isLast(target));
    for (const box of others) box.checked = false;
    const count = boxes.filter((box) => box.checked && !isLast(box)).length;
    fieldset.querySelector(".picked").textContent = words.picked(count, question.max);
    fieldset.classList.toggle("field-wrong", count > question.max);
  });
}

/** The places ticked in each question; `none` counts as the place after the last answer. */
export function ticked(questions) {
  return questions.map((_, number) =>
    [...document.querySelectorAll(`input[name="f-q${number}"]:checked`)].map((box) => Number(box.value)),
  );
}

/** What must be mended: [id of the control, sentence] for each question that cannot be sealed. */
export function faults(questions, places) {
  return questions.flatMap((question, number) => {
    const sentence = fault(question, places[number]);
    return sentence ? [[`f-q${number}`, sentence]] : [];
  });
}

function fault(question, places) {
  const name = question.question;
  const count = places.filter((place) => place < question.answers.length).length;
  if (places.length === 0) return words.unanswered(name);
  if (count > question.max) return words.tooMany(name, count, question.max);
  if (count < question.min) return words.tooFew(name, count, question.min);
  return null;
}

/** 0 or 1 for each answer, as the ballot holds it. */
export const bits = (questions, places) =>
  questions.map((question, number) => question.answers.map((_, place) => (places[number].includes(place) ? 1 : 0)));

/** What was chosen, in words. */
export const named = (question, places) => places.map((place) => question.answers[place] ?? words.none);
