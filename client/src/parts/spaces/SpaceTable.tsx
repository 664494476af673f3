// The table of spaces, one row each; on a phone each row becomes two lines.
import type {
  SortDirection,
  SpacePage,
  SpaceRow,
  SpaceSort,
} from '@distansmote/shared/spacesApi.ts';
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MenuItem } from '../Menu.tsx';
import { SortHeader } from './SortHeader.tsx';
import { SpaceTableRow } from './SpaceTableRow.tsx';

interface SpaceTableProps {
  list: SpacePage;
  /** Its name, for screen readers. */
  caption: string;
  hasRooms: boolean;
  /** Administrators see whose spaces they are. */
  hasOwners: boolean;
  presentCountOf: (space: SpaceRow) => number;
  selected: ReadonlySet<string>;
  onSelect: (ids: readonly string[], isSelected: boolean) => void;
  onSort: (sort: SpaceSort, direction: SortDirection) => void;
  menuOf: (space: SpaceRow) => readonly MenuItem[];
}

export function SpaceTable(props: SpaceTableProps) {
  const { list, caption, hasRooms, hasOwners, presentCountOf, selected, onSelect, onSort, menuOf } =
    props;
  const t = useTexts(spaceListTexts);
  const staff = useTexts(staffTexts);
  const { spaces, tab, sort, direction } = list;
  const ids = spaces.map(({ id }) => id);
  const isAll = ids.every((id) => selected.has(id));
  const isSome = !isAll && ids.some((id) => selected.has(id));
  const hasTime = tab !== 'withoutTime';
  const sorting = { sort, direction, onSort };
  return (
    <table class={`spaces-table ${hasOwners ? 'has-owners' : ''}`}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td class="cell-select">
            <label class="select-box">
              <input
                type="checkbox"
                aria-label={t.selectAll}
                checked={isAll}
                indeterminate={isSome}
                onChange={() => onSelect(ids, !isAll)}
              />
            </label>
          </td>
          <SortHeader words={t.name} column="name" class="cell-name" {...sorting} />
          <th scope="col" class="cell-id">
            {staff.callId}
          </th>
          {hasTime ? (
            <SortHeader words={t.time} column="startsAt" class="cell-time" {...sorting} />
          ) : (
            <SortHeader words={t.lastUsed} column="lastUsedAt" class="cell-time" {...sorting} />
          )}
          <th scope="col" class="cell-lobby">
            {t.lobby}
          </th>
          {hasOwners && (
            <SortHeader words={t.owner} column="owner" class="cell-owner" {...sorting} />
          )}
          <th scope="col" class="cell-actions">
            <span class="visually-hidden">{t.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {spaces.map((space) => (
          <SpaceTableRow
            key={space.id}
            space={space}
            hasTime={hasTime}
            hasRooms={hasRooms}
            hasOwners={hasOwners}
            presentCount={presentCountOf(space)}
            isSelected={selected.has(space.id)}
            onSelect={(isSelected) => onSelect([space.id], isSelected)}
            menu={menuOf(space)}
          />
        ))}
      </tbody>
    </table>
  );
}
