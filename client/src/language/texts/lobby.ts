// Texts for those who wait to be let in.
import { defineTexts } from '../defineTexts.ts';

export const lobbyTexts = defineTexts('lobby', {
  title: 'Du väntar på att bli insläppt',
  attended: 'Den som leder mötet har fått veta att du är här.',
  unattended:
    'Den som leder mötet har inte kommit än. Stanna kvar på sidan, så ser de att du väntar.',
  unseen: 'Ingen ser eller hör dig medan du väntar.',
  giveUp: 'Sluta vänta',
}).withEnglish({
  title: 'You are waiting to be let in',
  attended: 'The person leading the meeting has been told that you are here.',
  unattended:
    'The person leading the meeting is not here yet. Stay on this page, and they will see that you are waiting.',
  unseen: 'Nobody sees or hears you while you wait.',
  giveUp: 'Stop waiting',
});
