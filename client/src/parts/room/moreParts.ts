// The menu Mer and what it opens, loaded as one chunk.
import { InviteDialog } from './InviteDialog.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { NetworkDialog } from './NetworkDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

export const moreParts = {
  menu: MoreMenu,
  invite: InviteDialog,
  network: NetworkDialog,
  shortcuts: ShortcutsDialog,
};
