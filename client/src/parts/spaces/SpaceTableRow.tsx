// One space in the table.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceRow } from '@distansmote/shared/spacesApi.ts';
import { PhoneOff, ScreenShareOff, Send } from 'lucide';
import { locale } from '../../language/locale.ts';
import { shortTime } from '../../language/shortTime.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { CopyButton } from '../CopyButton.tsx';
import { Icon } from '../Icon.tsx';
import { Menu, type MenuItem } from '../Menu.tsx';

interface SpaceTableRowProps {
  space: SpaceRow;
  /** Whether the table has a column for the planned time, or one for the last use. */
  hasTime: boolean;
  hasRooms: boolean;
  hasOwners: boolean;
  /** How many are inside now. */
  presentCount: number;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
  menu: readonly MenuItem[];
}

export function SpaceTableRow(props: SpaceTableRowProps) {
  const { space, hasTime, hasRooms, hasOwners, presentCount, isSelected, onSelect, menu } = props;
  const t = useTexts(spaceListTexts);
  const more = useTexts(spaceTexts);
  const common = useTexts(everywhereTexts);
  const staff = useTexts(staffTexts);
  const { id, name, callId, owner, lobby, startsAt, lastUsedAt } = space;
  const nameId = `space-${id}`;
  const digits = groupDigits(callId);
  const time = hasTime ? startsAt : lastUsedAt;
  const lobbies = {
    none: t.lobbyNone,
    withoutLink: t.lobbyWithoutLink,
    everybody: t.lobbyEverybody,
  };
  return (
    <tr class={isSelected ? 'is-selected' : ''}>
      <td class="cell-select">
        <label class="select-box">
          <input
            type="checkbox"
            aria-label={t.select({ name })}
            checked={isSelected}
            onChange={({ currentTarget }) => onSelect(currentTarget.checked)}
          />
        </label>
      </td>
      <th scope="row" class="cell-name">
        <a href={space.guestLink} target="_blank" rel="noopener" id={nameId} title={name}>
          <bdi>{name}</bdi>
          <span class="visually-hidden"> {common.opensInTab}</span>
        </a>
        {presentCount > 0 && <span class="inside-badge">{t.inside(presentCount)}</span>}
      </th>
      <td class="cell-id">
        <span class="digits">{digits}</span>
        <CopyButton
          isIcon
          text={digits}
          label={t.copyId({ callId: digits })}
          copiedLabel={t.copied}
        />
      </td>
      <td class="cell-time">
        {time !== null
          ? shortTime(time, locale.get(), new Date(), 'short')
          : hasTime
            ? '–'
            : t.neverUsed}
      </td>
      <td class={`cell-lobby ${lobby === 'none' ? 'is-usual' : ''}`}>
        <span>{lobbies[lobby]}</span>
        {!space.admitsPhones && <ClosedWay icon={PhoneOff} words={more.noPhones} />}
        {hasRooms && !space.admitsRooms && <ClosedWay icon={ScreenShareOff} words={more.noRooms} />}
      </td>
      {hasOwners && (
        <td class="cell-owner">
          <bdi title={owner?.username}>
            {owner === null ? '–' : owner.displayName || owner.username}
          </bdi>
        </td>
      )}
      <td class="cell-actions">
        <a
          class="button is-plain invite-button"
          href={`/spaces/${id}/invitation`}
          aria-describedby={nameId}
        >
          <Icon node={Send} />
          <span>{staff.invite}</span>
        </a>
        <Menu label={t.more({ name })} items={menu} />
      </td>
    </tr>
  );
}

function ClosedWay({ icon, words }: { icon: typeof PhoneOff; words: string }) {
  return (
    <span class="closed-way" title={words}>
      <Icon node={icon} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
