// The meeting, in every state.
import { layoutScenes } from './room/layouts.ts';
import type { Scene } from './studio.ts';

export const roomScenes: Record<string, Scene> = { ...layoutScenes };
