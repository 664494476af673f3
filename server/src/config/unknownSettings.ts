// Finds settings that this version does not know, most of them misspelt: they would otherwise be ignored in silence.
import { settingNames } from './config.ts';
import { editDistance } from './editDistance.ts';

/** Read before the settings are: where the programs are, what one must be, and as whom all of it runs. */
export const EARLY_SETTINGS = ['MEDIASOUP_WORKER_BIN', 'MEDIASOUP_WORKER_SHA256', 'RUN_AS'];
const KNOWN = [...settingNames, ...EARLY_SETTINGS];

/** Of Node, npm and the system: at home in `.env` too. */
const FOREIGN =
  /^(?:NODE_|UV_|npm_|MALLOC_|LC_|LANG$|TZ$|PATH$|HOME$|DEBUG$|INIT_CWD$|(?:https?|no)_proxy$)/i;

const firstWord = (name: string) => name.slice(0, name.indexOf('_') + 1);

/** SIP_, OIDC_ and others: with it nobody means anything but us. */
const FAMILIES = familiesOf(KNOWN);

/** Farther apart, it is another word. Of a short one each letter counts for more: HOME is no HOST. */
const maxDistance = ({ length }: string) => (length <= 5 ? 1 : 2);

/**
 * @param environment in which only names that resemble ours are ours.
 * @param inFile the names in `.env`, all of which are meant for us.
 * @returns a sentence for each, for the operator. No values: they may be secret.
 */
export function unknownSettingWarnings(
  environment: NodeJS.ProcessEnv,
  inFile: readonly string[] = [],
): string[] {
  const names = new Set([...Object.keys(environment), ...inFile]);
  return [...names]
    .filter((name) => !KNOWN.includes(name) && !FOREIGN.test(name))
    .toSorted()
    .flatMap((name) => {
      const meant = nearestTo(name);
      if (meant !== undefined && environment[meant] === undefined)
        return `${name} is set, but there is no such setting: did you mean ${meant}?`;
      const isOurs = inFile.includes(name) || isOfFamily(name);
      return isOurs
        ? `${name} is set, but there is no such setting, so it does nothing (.env.example has all).`
        : [];
    });
}

function nearestTo(name: string): string | undefined {
  const upper = name.toUpperCase();
  const [nearest] = KNOWN.map((known) => ({
    known,
    distance: editDistance(upper, known),
  })).toSorted((a, b) => a.distance - b.distance);
  return nearest !== undefined && nearest.distance <= maxDistance(nearest.known)
    ? nearest.known
    : undefined;
}

const isOfFamily = (name: string) => FAMILIES.has(firstWord(name.toUpperCase()));

/** The first words that several settings have. */
function familiesOf(names: readonly string[]): ReadonlySet<string> {
  const words = names.map((name) => firstWord(name)).filter((word) => word !== '');
  return new Set(words.filter((word, at) => words.indexOf(word) !== at));
}
