// On a tile, what is not as usual with somebody, and what they do for the others: seldom there, so its code comes with the tools.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { Maximize2, Phone, Pin, Signal } from 'lucide';
import { connectionTexts } from '../../language/texts/connection.ts';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { useRoleWords } from '../useRoleWords.ts';
import { Mark } from './TileLabel.tsx';

interface TileMarksProps {
  /** Shown large for everybody by a convener. */
  isSpotlit: boolean;
  isWeak?: boolean;
  speaksByPhone: boolean;
}

export function TileMarks({ isSpotlit, isWeak = false, speaksByPhone }: TileMarksProps) {
  const t = useTexts(tileTexts);
  const connectionWords = useTexts(connectionTexts);
  return (
    <>
      {isSpotlit && <Mark node={Maximize2} words={t.isSpotlit} class="is-spotlit" />}
      {isWeak && <Mark node={Signal} words={connectionWords.poor} class="is-weak" />}
      {speaksByPhone && <Mark node={Phone} words={t.speaksByPhone} />}
    </>
  );
}

export function PinMark() {
  return <Mark node={Pin} words={useTexts(tileTexts).isPinned} class="is-pinned" />;
}

export function LostWords() {
  return <span class="tile-lost">{useTexts(connectionTexts).lost}</span>;
}

/** The language gives way where there is no room for it. */
export function RoleWords({ role }: { role: Role }) {
  const [, type, language] = /^(.*?)( \(.*)?$/.exec(useRoleWords(role)) ?? [];
  return (
    <span class="tile-role">
      {type}
      <span class="tile-role-language">{language}</span>
    </span>
  );
}
