// Limits log lines that clients can trigger at will.

const MIN_INTERVAL_MS = 60_000;

/** @returns a function that says whether a line of this kind may be logged now: once a minute each. Kinds must be few. */
export function createLogThrottle(): (kind: string) => boolean {
  const writtenAtMs = new Map<string, number>();
  return (kind) => {
    const now = performance.now();
    if (now - (writtenAtMs.get(kind) ?? -Infinity) < MIN_INTERVAL_MS) return false;
    writtenAtMs.set(kind, now);
    return true;
  };
}
