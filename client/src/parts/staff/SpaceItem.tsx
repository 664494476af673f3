// One space in the staff's list.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceChange, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { ExternalLink, Send, Trash2 } from 'lucide';
import { dateTime } from '../../language/dateTime.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { ChangeSpace } from './ChangeSpace.tsx';
import { Colleagues } from './Colleagues.tsx';
import { StopStrangers } from './StopStrangers.tsx';

interface SpaceItemProps {
  space: SpaceDescription;
  /** Whether the service answers room systems. */
  hasRooms: boolean;
  onChange: (change: SpaceChange) => Promise<void>;
  onNewLink: () => void;
  onEndMeeting: () => void;
  onDelete: () => void;
}

export function SpaceItem(props: SpaceItemProps) {
  const { space, hasRooms, onChange, onNewLink, onEndMeeting, onDelete } = props;
  const t = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
  const closedWays = closedWaysText(space, hasRooms, more);
  const headingId = `space-${space.id}`;
  return (
    <li class="space">
      <div class="space-words">
        <h2 id={headingId}>{space.name}</h2>
        <p class="soft">
          {t.callId} <strong class="digits">{groupDigits(space.callId)}</strong>
        </p>
        {space.startsAt !== null && <p>{more.planned({ time: dateTime(space.startsAt) })}</p>}
        {space.lobby !== 'none' && (
          <p class="soft">{space.lobby === 'everybody' ? more.lobbyForAll : more.lobbyForSome}</p>
        )}
        {closedWays && <p class="soft">{closedWays}</p>}
        {space.lastUsedAt !== null && (
          <p class="soft">{more.lastUsed({ time: dateTime(space.lastUsedAt) })}</p>
        )}
        {space.deletesAt !== null && (
          <p class="soft">{more.deletes({ time: dateTime(space.deletesAt) })}</p>
        )}
      </div>
      <div class="buttons">
        <a class="button" href={`/spaces/${space.id}/invitation`} aria-describedby={headingId}>
          <Icon node={Send} />
          {t.invite}
        </a>
        <a
          class="button is-plain"
          href={space.guestLink}
          target="_blank"
          rel="noopener"
          aria-describedby={headingId}
        >
          <Icon node={ExternalLink} />
          {t.open} <span class="visually-hidden">{t.opensInTab}</span>
        </a>
        <button
          type="button"
          class="button is-plain is-destructive"
          aria-describedby={headingId}
          onClick={onDelete}
        >
          <Icon node={Trash2} />
          {t.remove}
        </button>
      </div>
      <div class="space-more">
        <ChangeSpace space={space} hasRooms={hasRooms} onChange={onChange} />
        <Colleagues space={space} />
        <StopStrangers space={space} onNewLink={onNewLink} onEndMeeting={onEndMeeting} />
      </div>
    </li>
  );
}

/** Says which of the service's ways in the space closes; undefined if none. */
function closedWaysText(
  { admitsPhones, admitsRooms }: SpaceDescription,
  hasRooms: boolean,
  t: { onlyBrowsers: string; noPhones: string; noRooms: string },
): string | undefined {
  const closesRooms = hasRooms && !admitsRooms;
  if (!admitsPhones) return closesRooms ? t.onlyBrowsers : t.noPhones;
  return closesRooms ? t.noRooms : undefined;
}
