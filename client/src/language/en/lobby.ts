// English: texts for people in the lobby.
import type { TranslationOf } from '../defineTexts.ts';
import type { lobbyTexts } from '../texts/lobby.ts';

export const lobby: TranslationOf<typeof lobbyTexts> = {
  title: 'You are waiting to be let in',
  attended: 'The host knows that you are here.',
  unattended:
    'The host is not here yet. Stay on this page, and they will see that you are waiting.',
  told: '{name}:',
  unseen: 'Nobody sees or hears you while you wait.',
  giveUp: 'Stop waiting',
  turnedAway: 'You were not let in',
  turnedAwayWhy: 'Contact the person who invited you if that was a mistake.',
  retryAfter: 'You can try again in {seconds} seconds.',
  uncheckedTitle: 'With only the number you have to be let in',
  unchecked:
    'Many wrong numbers have been entered. So the number is not checked right now; the host has to let you in. If you have the link in the invitation, open it instead: it works as always.',
  uncheckedState:
    'If {callId} is the right number, the host sees that you are waiting. Stay on this page.',
  nobodyComes: 'Nobody lets you in?',
  whatToDo:
    'Check the digits. Open the link in the invitation if you have it, or ask the person who invited you for it. This page also tries again every minute.',
};
