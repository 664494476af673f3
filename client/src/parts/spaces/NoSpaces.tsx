// What stands in place of an empty list, and what to do about it.
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Tab } from './listView.ts';

interface NoSpacesProps {
  tab: Tab;
  isSearching: boolean;
  /** There is none in any tab. */
  isFirst: boolean;
  onClear: () => void;
  onCreate: () => void;
}

export function NoSpaces({ tab, isSearching, isFirst, onClear, onCreate }: NoSpacesProps) {
  const t = useTexts(spaceListTexts);
  const staff = useTexts(staffTexts);
  if (isSearching) {
    return (
      <div class="spaces-none">
        <p>{t.noneFound}</p>
        <button type="button" class="button is-plain" onClick={onClear}>
          {t.clearSearch}
        </button>
      </div>
    );
  }
  const empty: Record<Tab, string> = {
    today: t.noneToday,
    upcoming: t.noneUpcoming,
    withoutTime: t.noneWithoutTime,
    old: t.noneOld,
    all: t.noneFound,
  };
  return (
    <div class="spaces-none">
      {isFirst ? (
        <>
          <h2>{t.none}</h2>
          <p class="soft">{t.noneWhat}</p>
        </>
      ) : (
        <p>{empty[tab]}</p>
      )}
      {tab !== 'old' && (
        <button type="button" class="button is-plain" onClick={onCreate}>
          {staff.create}
        </button>
      )}
    </div>
  );
}
