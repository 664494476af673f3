// What somebody does just now, for those who do not see the outline of the tile: part of its name, so that nothing is read out by itself.
import { peopleTexts } from '../../language/texts/people.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Activity } from '../../session/activeIds.ts';

export function ActivityWords({ activity }: { activity: Activity }) {
  const t = useTexts(peopleTexts);
  return <span class="visually-hidden">, {t[activity]}</span>;
}
