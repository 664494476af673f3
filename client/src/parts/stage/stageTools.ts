// The tools of the tiles, loaded as one chunk.
import { drag } from './drag.ts';
import { grow } from './grow.ts';
import { SelfTools } from './SelfTools.tsx';
import { TileTools } from './TileTools.tsx';

export const stageTools = { SelfTools, TileTools, drag, grow };
export type StageTools = typeof stageTools;
