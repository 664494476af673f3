// The tools of the tiles: their code comes soon after the first pictures.
import { useEffect, useState } from 'preact/hooks';
import { useChunk } from '../useChunk.ts';
import type { StageTools } from './stageTools.ts';

const FETCH_AFTER_MS = 700;

const load = async () => (await import('./stageTools.ts')).stageTools;

export function useStageTools(): StageTools | null | undefined {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsTime(true), FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return useChunk(load, isTime);
}
