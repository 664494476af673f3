// Simulates the length of a line: work is done `delayMs` later, in order; or later still, as long as that order is kept.

/** A single timer, so that packets stay in order. */
export function delayLine(delayMs: number): (work: () => void, laterMs?: number) => void {
  const line: { due: number; work: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  function drain(): void {
    const now = performance.now();
    // Timers have a resolution of one millisecond.
    while (line[0] !== undefined && line[0].due <= now + 0.5) line.shift()?.work();
    timer =
      line[0] === undefined
        ? undefined
        : setTimeout(drain, Math.max(0, line[0].due - performance.now()));
  }
  return (work, laterMs = 0) => {
    line.push({ due: performance.now() + delayMs + laterMs, work });
    timer ??= setTimeout(drain, delayMs + laterMs);
  };
}
