// What the tests of the look measure in the browser; each function returns a list of complaints.
window.look = {
  shown(element) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && !element.closest(".unseen, .skip");
  },

  smallText(least) {
    const complaints = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !this.shown(element)) continue;
      const scale = element.getScreenCTM && element.closest("svg") ? Math.abs(element.getScreenCTM().d) : 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < least) complaints.push(`${size.toFixed(1)} px: ${walker.currentNode.data.trim()}`);
    }
    return complaints;
  },

  smallTargets(least) {
    const pressed = "button, .button, summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), .choice > label, .textlink, .nav a, .steps a, .errors a";
    return [...document.querySelectorAll(pressed)].filter((element) => this.shown(element)).flatMap((element) => {
      const height = element.getBoundingClientRect().height;
      return height < least - 0.01 ? [`${height.toFixed(1)} px: ${element.outerHTML.slice(0, 80)}`] : [];
    });
  },

  // The element that shows where the keyboard is: a radio's ring is drawn on its row.
  ring() {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const place = focused.matches(".choice > input") ? focused.nextElementSibling : focused;
    const style = getComputedStyle(place);
    return { what: focused.outerHTML.slice(0, 90), width: parseFloat(style.outlineWidth), style: style.outlineStyle };
  },

  overlaps() {
    const words = [...document.querySelectorAll(".curve text")];
    const boxes = words.map((word) => word.getBoundingClientRect());
    const complaints = [];
    for (let i = 0; i < boxes.length; i += 1) {
      for (let j = i + 1; j < boxes.length; j += 1) {
        const [a, b] = [boxes[i], boxes[j]];
        const apart = a.right <= b.left || b.right <= a.left || a.bottom - 4 <= b.top || b.bottom - 4 <= a.top;
        if (!apart) complaints.push(`${words[i].textContent} / ${words[j].textContent}`);
      }
    }
    return complaints;
  },
};
