// What is needed where somebody signs or is pinned, which comes when it is; and how the stage is shared between those who are large.
import { useCallback, useState } from 'preact/hooks';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';
import { useChunk } from '../useChunk.ts';
import type { FitSeveral } from './arrange.ts';
import type { severalLarge } from './severalLarge.ts';

const load = async () => (await import('./severalLarge.ts')).severalLarge;

export type Several = Omit<typeof severalLarge, 'fitSeveral'> & { fit: FitSeveral };

/** @returns undefined until it is there; and a function that divides the stage anew, by a percentage. */
export function useSeveral(isWanted: boolean): [Several | undefined, (percent: number) => void] {
  const code = useChunk(load, isWanted);
  const [percent, setPercent] = useState(() => Number(readRemembered('largeBeside')) || 0);
  const divide = useCallback((to: number) => {
    setPercent(to);
    remember('largeBeside', String(to));
  }, []);
  if (!code || !isWanted) return [undefined, divide];
  return [{ ...code, fit: (...where) => code.fitSeveral(percent, ...where) }, divide];
}
