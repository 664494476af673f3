// The tools of the tiles: their code comes soon after the first pictures.
import { useChunk } from '../useChunk.ts';
import { useSoon } from '../useSoon.ts';
import type { StageTools } from './stageTools.ts';

const load = async () => (await import('./stageTools.ts')).stageTools;

export const useStageTools = (): StageTools | null | undefined => useChunk(load, useSoon());
