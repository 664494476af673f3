// The words of the printed invitation, in both languages at once: the page may be in one and the invitation in the other.
const swedish = {
  heading: 'Inbjudan till distansmöte',
  enterFrom: 'Du kan gå in från 30 minuter före.',
  callId: 'Samtals-ID',
  byBrowser: 'Med dator, surfplatta eller mobil',
  goTo: 'Skriv adressen i webbläsaren:',
  typeNumber: 'Tryck på Anslut och skriv samtals-ID',
  typeName: 'Skriv ditt namn och tryck på Anslut.',
  qrCode: 'Eller rikta mobilens kamera hit.',
  byPhone: 'Med telefon',
  call: 'Ring',
  enter: 'Ange därefter',
  byRoom: 'Med videokonferenssystem',
  dial: 'Ring upp',
  keep: 'Lämna inte uppgifterna vidare till någon som inte ska vara med. Mötet spelas inte in.',
  attendance: 'Den som leder mötet kan se efteråt vilka som var med, och när.',
};

export type SheetWords = typeof swedish;

const english: SheetWords = {
  heading: 'Invitation to a remote meeting',
  enterFrom: 'You can enter from 30 minutes before.',
  callId: 'Call ID',
  byBrowser: 'By computer, tablet or mobile',
  goTo: 'Type this address in a web browser:',
  typeNumber: 'Choose Anslut (Join) and enter the call ID',
  typeName: 'Enter your name and choose Anslut (Join).',
  qrCode: 'Or point the camera of your phone here.',
  byPhone: 'By phone',
  call: 'Call',
  enter: 'Then enter',
  byRoom: 'By videoconferencing system',
  dial: 'Dial',
  keep: 'Do not pass this on to anybody who is not to take part. The meeting is not recorded.',
  attendance: 'Whoever leads the meeting can see afterwards who took part, and when.',
};

export const sheetWords = { sv: swedish, en: english };
