// Texts of why the meeting is over for this person, here or for good.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const endingTexts = defineTexts('ending', {
  joinAgain: 'Anslut igen',
  leftTitle: 'Du har lämnat mötet',
  left: 'Kamera och mikrofon är avstängda. Du kan stänga fliken.',
  phoneLeftBehind: 'Har du ringt in kan telefonen vara kvar i mötet. Lägg på den.',
  spaceDeletedTitle: 'Mötet är avslutat',
  spaceDeleted:
    'Den som bjöd in har avslutat och tagit bort mötet. Kamera och mikrofon är avstängda.',
  endedByConvenerTitle: 'Mötet är avslutat',
  endedByConvener: 'Mötesledaren har avslutat mötet. Kamera och mikrofon är avstängda.',
  endedByMeTitle: 'Du har avslutat mötet',
  endedByMe: 'Det är slut för alla. Kamera och mikrofon är avstängda.',
  deletedByMeTitle: 'Mötet är borttaget',
  deletedByMe: template(
    'Mötet {name} med samtals-ID {callId} togs bort {time}. Det är slut för alla, och numret kan aldrig användas igen.',
  ),
  alreadyInTitle: 'Du är redan med i en annan flik',
  alreadyIn:
    'Mötet är öppet i en annan flik i den här webbläsaren. Gå dit, eller fortsätt här: då lämnar den andra fliken mötet.',
  continueHere: 'Fortsätt här',
  toSpaces: 'Till mina möten',
  openedElsewhereTitle: 'Mötet fortsätter i en annan flik',
  openedElsewhere:
    'Du fortsatte i en annan flik, och den här har lämnat mötet. Kamera och mikrofon är avstängda här. Du kan stänga den här fliken.',
  connectionLostTitle: 'Förbindelsen bröts',
  connectionLost: 'Kontrollera att du är ansluten till internet och anslut igen.',
});
