// What has come of a ring, in words.
import type { RingState, RungCall } from '@distansmote/shared/signalling/ringing.ts';
import type { ringingTexts } from '../../language/texts/ringing.ts';

type Texts = ReturnType<typeof ringingTexts.get>;

export const stateWords = (t: Texts, state: RingState): string =>
  state === 'failed' ? t.notRung : t[state];

/** It can be rung again, or forgotten. */
export const hasEnded = ({ state }: Pick<RungCall, 'state'>): boolean =>
  state !== 'ringing' && state !== 'answered' && state !== 'entered';
