// The tellers' own report: what was counted in each box that was opened with these keys.

import { element, part, show } from "../page/dom.js";
import { counted as words } from "../words.js";
import { page } from "./state.js";

export function enter() {
  part("counted").replaceChildren(...page.told.counted.map(drawn));
  return show("counted", page.told.agency);
}

function drawn({ title, voters, returned, questions, opened_by: names, spoken }) {
  return element(
    "section",
    { class: "card" },
    element("h2", {}, title),
    element("p", {}, words.returned(returned, voters)),
    ...questions.flatMap(([question, answers]) => [element("h3", {}, question), rows(answers)]),
    element("p", { class: "small" }, words.openedBy(names.join(", "))),
    element("p", { class: "small" }, words.spoken, element("span", { class: "code" }, spoken)),
  );
}

function rows(answers) {
  const figures = answers.map(([answer, count]) =>
    element("div", {}, element("dt", {}, answer), element("dd", { class: "figure" }, `${count}`)),
  );
  return element("dl", { class: "facts" }, ...figures);
}
