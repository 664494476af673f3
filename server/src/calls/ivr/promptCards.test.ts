// Whatever a caller has to know before and after the meeting stands on a card too.
import { expect, it } from 'vitest';
import { promptCard } from './promptCards.ts';
import { isForeign, isSentence, PROMPT_LANGUAGES, PROMPT_NAMES } from './prompts.ts';

/** Said around others, or within the meeting, where the picture must not be covered. */
const WITHOUT_CARD = new Set(
  `welcome youKeyed tryAgain goodbye stillWaiting letIn inMeeting microphoneKeys nobodyYet someoneCame othersLeft alone
   youAre peopleHere microphoneOff microphoneOn mutedByConvener handRaised handLowered help soundByPhone soundTakenBack
   captionsOn captionsOff otherPhone browserGone youLeft notHeard heardAgain itsCallId pressOne`.split(
    /\s+/,
  ),
);

it.each(PROMPT_NAMES.filter((name) => isSentence(name) && !isForeign(name)))('%s', (name) => {
  for (const language of PROMPT_LANGUAGES) {
    const card = promptCard([name, 'goodbye'], language);
    if (WITHOUT_CARD.has(name)) expect(card).toBeUndefined();
    else expect(card?.title).toMatch(/\S/);
  }
});

it('shows the first that has a card of several said one after the other', () => {
  expect(promptCard(['welcome', 'otherLanguage', 'askCallId'], 'sv')).toEqual({
    title: 'Ange samtals-ID',
    lines: ['Nio siffror, och sedan fyrkant (#). Numret står i inbjudan.'],
  });
  expect(promptCard(['spaceDeleted', 'goodbye'], 'en')?.title).toBe('The meeting has ended');
});
