// Reads a call ID off what was dialled: the inverse of `videoNameOf` in spaces/spaceKeys.ts.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { plainDigits } from '@distansmote/shared/plainDigits.ts';

/** A name, which may be or end in digits itself, and the call ID: `arsmote-2026-787544182`. */
const NAMED = /^.+[-\u2010-\u2015]([1-9]\d{8})$/su;
/** Grouped as people write it. Only after letters: `46-480-445-511` is a telephone number. */
const NAMED_IN_GROUPS =
  /\p{L}.*[-\u2010-\u2015]([1-9]\d\d[\s\u2010-\u2015-]\d{3}[\s\u2010-\u2015-]\d{3})$/su;

/**
 * The whole of it is a call ID as the look-up takes it (nine digits, with spaces or hyphens anywhere between), or it
 * ends in a hyphen and a call ID. A number with a plus is a telephone number.
 * @param user of the dialled address, unescaped and bounded.
 * @returns undefined for anything else, such as a telephone number.
 */
export function dialledCallId(user: string): CallId | undefined {
  const dialled = plainDigits(user.trim());
  if (dialled.startsWith('+')) return undefined;
  const digits = NAMED.exec(dialled)?.[1] ?? NAMED_IN_GROUPS.exec(dialled)?.[1] ?? dialled;
  return parseCallId(digits);
}
