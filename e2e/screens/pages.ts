// The pages outside the meeting, in every state.
import { administrationScenes } from './pages/administration.ts';
import { afterScenes } from './pages/after.ts';
import { beforeScenes } from './pages/before.ts';
import { nameScenes } from './pages/namePage.ts';
import { spaceScenes } from './pages/spaces.ts';
import { startScenes } from './pages/start.ts';
import { waitingScenes } from './pages/waiting.ts';
import type { Scene } from './studio.ts';

export const pageScenes: Record<string, Scene> = {
  ...startScenes,
  ...nameScenes,
  ...beforeScenes,
  ...waitingScenes,
  ...afterScenes,
  ...spaceScenes,
  ...administrationScenes,
};
