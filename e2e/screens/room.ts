// The meeting, in every state.
import { arabicScenes } from './room/arabic.ts';
import { bannerScenes } from './room/banners.ts';
import { captionScenes } from './room/captions.ts';
import { dialogScenes } from './room/dialogs.ts';
import { layoutScenes } from './room/layouts.ts';
import { liveTextScenes } from './room/liveText.ts';
import { panelScenes } from './room/panels.ts';
import { ringingScenes } from './room/ringing.ts';
import { sharingScenes } from './room/sharing.ts';
import type { Scene } from './studio.ts';

export const roomScenes: Record<string, Scene> = {
  ...layoutScenes,
  ...sharingScenes,
  ...panelScenes,
  ...liveTextScenes,
  ...ringingScenes,
  ...bannerScenes,
  ...captionScenes,
  ...dialogScenes,
  ...arabicScenes,
};
