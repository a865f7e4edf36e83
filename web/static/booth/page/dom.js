// The few things that both pages do to their document.

/** One element; `attributes` as in HTML, true for a bare one, false or null for none. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** Writes a text wherever the page has a place for it. */
export function fill(name, text) {
  for (const place of document.querySelectorAll(`[data-fill="${name}"]`)) place.textContent = text;
}

/** Shows one view of the page and puts the reader at its heading. */
export function show(view, suffix = "") {
  for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== view;
  const heading = document.querySelector(`[data-view="${view}"] h1`);
  document.title = suffix ? `${heading.textContent} – ${suffix}` : heading.textContent;
  heading.focus();
  window.scrollTo(0, 0);
}

export function onPress(name, act) {
  for (const button of document.querySelectorAll(`[data-press="${name}"]`)) button.addEventListener("click", act);
}

export function onSubmit(name, act) {
  const form = document.querySelector(`[data-form="${name}"]`);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(form);
  });
}

/** Shows a sentence at a control, or takes it away (null). */
export function complain(control, sentence) {
  const place = document.querySelector(`#e-${control.id.slice(2)}`);
  place.textContent = sentence ?? "";
  place.hidden = !sentence;
  control.toggleAttribute("aria-invalid", false);
  if (sentence) control.setAttribute("aria-invalid", "true");
  control.closest(".field")?.classList.toggle("field-wrong", Boolean(sentence));
}

/** Saves lines of text as a file of this device. */
export function save(name, lines) {
  const address = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** Copies a text and says so at `place`. */
export async function copy(text, place, copied, refused) {
  try {
    await navigator.clipboard.writeText(text);
    fill(place, copied);
  } catch {
    fill(place, refused);
  }
}
