// The people who sit beside somebody at the same computer, as they are typed: names with commas between.
import {
  isShowableName,
  MAX_COMPANIONS,
  NAME_MAX_LENGTH,
  tidyName,
} from '@distansmote/shared/names.ts';

/** For the field; more than nine long names are cut off. */
export const COMPANIONS_MAX_LENGTH = MAX_COMPANIONS * (NAME_MAX_LENGTH + 2);

/** Also split at line ends and at the word "and". What cannot be shown as a name is left out. */
export function companionsOf(typed: string): string[] {
  const names = typed
    .split(/[,،;؛\n]|\s(?:och|and|&)\s/iu)
    .map((name) => tidyName(name))
    .filter(isShowableName)
    .map((name) => name.slice(0, NAME_MAX_LENGTH));
  return [...new Set(names)].slice(0, MAX_COMPANIONS);
}
