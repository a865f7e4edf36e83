// A worker that does the long sums, so that the page stays quick: the page asks, the worker answers.

/** The page's side. */
export class Work {
  constructor(address) {
    this.worker = new Worker(address, { type: "module" });
    this.waiting = new Map();
    this.number = 0;
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.worker.addEventListener("error", () => this.fail());
  }

  /** Asks for one of the worker's acts; rejects with {rule, at} where it finds something broken. */
  ask(what, told, onStep = () => {}) {
    this.number += 1;
    const number = this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject, onStep });
      this.worker.postMessage({ number, what, told });
    });
  }

  hear({ number, step, made, broken }) {
    const one = this.waiting.get(number);
    if (step) return one.onStep(...step);
    this.waiting.delete(number);
    return broken ? one.reject(broken) : one.resolve(made);
  }

  fail() {
    for (const { reject } of this.waiting.values()) reject({ rule: "worker", at: "" });
    this.waiting.clear();
  }
}

/** The worker's side: `acts` are functions of (what was told, onStep). */
export function serve(acts) {
  self.addEventListener("message", async ({ data: { number, what, told } }) => {
    try {
      const made = await acts[what](told, (...step) => self.postMessage({ number, step }));
      self.postMessage({ number, made });
    } catch (error) {
      self.postMessage({ number, broken: { rule: error.rule ?? "worker", at: error.at ?? error.message } });
    }
  });
}
