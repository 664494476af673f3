// The tools of the tiles, and what is seldom seen on them, loaded as one chunk.
import { ActivityWords } from './ActivityWords.tsx';
import { drag } from './drag.ts';
import { GrowingTile } from './GrowingTile.tsx';
import { HandBadge } from './HandBadge.tsx';
import { MoreTile } from './MoreTile.tsx';
import { ScreenWords } from './ScreenWords.tsx';
import { SelfTools } from './SelfTools.tsx';
import { ShowMe } from './ShowMe.tsx';
import { LostWords, PinMark, RoleWords, TileMarks } from './TileMarks.tsx';
import { TileTools } from './TileTools.tsx';

export const stageTools = {
  ActivityWords,
  GrowingTile,
  HandBadge,
  LostWords,
  MoreTile,
  PinMark,
  RoleWords,
  ScreenWords,
  SelfTools,
  ShowMe,
  TileMarks,
  TileTools,
  drag,
};
export type StageTools = typeof stageTools;
