// How well two samples of times can be told apart, whatever their distributions (Mann and Whitney).

/** How often one of `these` is longer than one of `those`; 0.5 if nothing tells them apart. */
export function chanceOfLonger(these: number[], those: number[]): number {
  const all = [
    ...these.map((time) => ({ time, isThis: true })),
    ...those.map((time) => ({ time, isThis: false })),
  ].sort((a, b) => a.time - b.time);
  let [below, longer] = [0, 0];
  for (const { isThis } of all) {
    if (isThis) longer += below;
    else below += 1;
  }
  return longer / (these.length * those.length);
}
