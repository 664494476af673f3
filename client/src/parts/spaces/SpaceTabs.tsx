// Which spaces are listed: today's, coming ones, those without a time, old ones, and while one searches all of them.
import type { SpacePage } from '@distansmote/shared/spacesApi.ts';
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { useTexts } from '../../language/useTexts.ts';
import { type Tab, TABS, totalOf, urlOf } from './listView.ts';

interface SpaceTabsProps {
  totals: SpacePage['totals'];
  shown: Tab;
  isSearching: boolean;
  /** While one searches a tab is no other page, but narrows what was found. */
  onNarrow: (tab: Tab) => void;
}

export function SpaceTabs({ totals, shown, isSearching, onNarrow }: SpaceTabsProps) {
  const t = useTexts(spaceListTexts);
  const labels: Record<Tab, string> = {
    today: t.tabToday,
    upcoming: t.tabUpcoming,
    withoutTime: t.tabWithoutTime,
    old: t.tabOld,
    all: t.tabAll,
  };
  const tabs: readonly Tab[] = isSearching ? ['all', ...TABS] : TABS;
  return (
    <nav class="tabs" aria-label={t.tabs}>
      {tabs.map((tab) => {
        const isShown = tab === shown;
        const words = (
          <>
            {labels[tab]} <span class="tab-count">{totalOf({ tab, totals })}</span>
          </>
        );
        return isSearching ? (
          <button
            key={tab}
            type="button"
            class="tab"
            aria-pressed={isShown}
            onClick={() => onNarrow(tab)}
          >
            {words}
          </button>
        ) : (
          <a
            key={tab}
            class="tab"
            href={urlOf({ tab })}
            aria-current={isShown ? 'page' : undefined}
          >
            {words}
          </a>
        );
      })}
    </nav>
  );
}
