// One space in the staff's list.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { ExternalLink, Send, Trash2 } from 'lucide';
import { dateTime } from '../../language/dateTime.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface SpaceItemProps {
  space: SpaceDescription;
  onDelete: () => void;
}

export function SpaceItem({ space, onDelete }: SpaceItemProps) {
  const t = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
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
    </li>
  );
}
