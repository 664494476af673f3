// The head of a column that the table can be sorted by.
import type { SortDirection, SpaceSort } from '@distansmote/shared/spacesApi.ts';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide';
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface SortHeaderProps {
  words: string;
  column: SpaceSort;
  sort: SpaceSort;
  direction: SortDirection;
  class: string;
  onSort: (sort: SpaceSort, direction: SortDirection) => void;
}

export function SortHeader(props: SortHeaderProps) {
  const { words, column, sort, direction, class: place, onSort } = props;
  const t = useTexts(spaceListTexts);
  const isSorted = sort === column;
  const icon = !isSorted ? ChevronsUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
  const isByLetter = column === 'name' || column === 'owner';
  const first = isByLetter ? 'ascending' : 'descending';
  const turned = direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" class={place} aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        class="sort-button"
        title={t.sortBy({ column: words })}
        onClick={() => onSort(column, isSorted ? turned : first)}
      >
        {words}
        <Icon node={icon} />
      </button>
    </th>
  );
}
