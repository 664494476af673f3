// What is needed where several are large: its code comes when it is wanted, and how the stage is shared between them.
import { useState } from 'preact/hooks';
import { useChunk } from '../useChunk.ts';
import type { FitSeveral } from './arrange.ts';
import type { severalLarge } from './severalLarge.ts';

const load = async () => (await import('./severalLarge.ts')).severalLarge;

type Several = typeof severalLarge & {
  fit: FitSeveral;
  /** Divides the stage anew, by a percentage. */
  divide: (percent: number) => void;
};

/** @returns undefined until it is there. */
export function useSeveral(isWanted: boolean): Several | undefined {
  const several = useChunk(load, isWanted);
  const [percent, divide] = useState<number>();
  if (!several || !isWanted) return undefined;
  return { ...several, divide, fit: (...where) => several.fitDivided(percent, ...where) };
}
