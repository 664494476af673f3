// Keeps lines that clients can cause as often as they like from filling the log.

const EVERY_MS = 60_000;

/** @returns what tells whether a line of that kind may be written: once a minute each. Kinds must be few. */
export function createLogThrottle(): (kind: string) => boolean {
  const writtenAtMs = new Map<string, number>();
  return (kind) => {
    const now = performance.now();
    if (now - (writtenAtMs.get(kind) ?? -Infinity) < EVERY_MS) return false;
    writtenAtMs.set(kind, now);
    return true;
  };
}
