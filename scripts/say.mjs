// What the scripts tell the person at the terminal: steps, how long they took, how far they are.

/** Tells about one step before it begins and, if it took more than a second, how long it took. */
export async function step(text, work) {
  console.log(`• ${text}`);
  const begun = performance.now();
  const result = await work();
  const seconds = (performance.now() - begun) / 1000;
  if (seconds > 1) console.log(`  done in ${duration(seconds)}`);
  return result;
}

/** Seconds as a person reads them: "4.2 s", "6 min 36 s". */
export function duration(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * One line that shows how far something is: redrawn in place on a terminal; elsewhere, in a CI's
 * log for instance, a line of its own at every tenth of the way.
 */
export class ProgressLine {
  #out;
  #text;
  #begun = performance.now();
  #tenth = -1;

  constructor(text, out = process.stdout) {
    this.#text = text;
    this.#out = out;
  }

  show(done, total) {
    const line = `  ${this.#text}: ${done}/${total}${this.#left(done, total)}`;
    if (this.#out.isTTY) {
      this.#out.write(`\r\x1b[K${line}`);
      return;
    }
    const tenth = Math.floor((10 * done) / total);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    this.#out.write(`${line}\n`);
  }

  end() {
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }

  // Small files are compiled first, and a guess from them alone would be far off.
  #left(done, total) {
    if (done < total / 4 || done === total) return '';
    const elapsed = (performance.now() - this.#begun) / 1000;
    return `, about ${duration((elapsed * (total - done)) / done)} left`;
  }
}
