// English: texts of the page that tests the equipment before a meeting.
import type { TranslationOf } from '../defineTexts.ts';
import type { equipmentTexts } from '../texts/equipment.ts';

export const equipment: TranslationOf<typeof equipmentTexts> = {
  heading: 'Test your equipment',
  lead: 'Try camera, microphone, loudspeaker and network before the meeting. It takes about a minute, and you need no call ID.',
  allow: 'If the browser asks for camera and microphone: choose Allow.',
  start: 'Start the test',

  camera: 'Do you see yourself?',
  microphone: 'Does the microphone hear you?',
  loudspeaker: 'Do you hear anything?',
  didYouHear: 'Did you hear three notes?',
  heard: 'Yes, I heard them',
  notHeard: 'No, I heard nothing',
  heardSaid: 'Good, the loudspeaker works.',
  notHeardSaid:
    'Turn up the volume, see whether headphones or loudspeakers are plugged in, or choose another loudspeaker. Then play the test sound again.',

  network: 'Do picture and sound get through?',
  networkWhat:
    'The test sends a picture and a note to the meeting service and back. Your own camera and microphone are not used for it.',
  udp: 'Directly, the best way (UDP)',
  tcp: 'Directly, the second best way (TCP)',
  relay: 'By a detour (TURN)',
  waiting: 'waits for its turn',
  tried: 'is being tried, a few seconds …',
  blocked: 'does not get through',
  good: 'works well',
  fair: 'works',
  poor: 'is weak',
  measured: 'Round trip {roundTrip} ms, loss {lost} %, at least {rate} Mbit/s',

  goingTitle: 'The network is being tried …',
  going: 'Try the camera and the sound meanwhile.',
  goodTitle: 'The network works for meetings',
  goodWhat: 'Picture and sound get through by the best way.',
  byDetourTitle: 'The network works for meetings',
  byDetour:
    'The best way is blocked, so the meeting takes a detour. Picture and sound may be disturbed a little more when many use the network.',
  weakTitle: 'The network is weak',
  weak: 'Move closer to the wireless router or use a cable, and close other programs. In the meeting it helps to choose Sound only.',
  blockedTitle: 'Picture and sound do not get through',
  blockedWhat:
    'The network blocks meetings. Try another network, such as that of your mobile phone, or show the report to the help desk.',
  unreachableTitle: 'We cannot reach the service',
  unreachable: 'Check that you are connected to the internet and try the network again.',
  tooManyTitle: 'Many are testing just now',
  tooMany: 'Wait a minute and try the network again.',
  browserUnsupportedTitle: 'This browser does not work for meetings',
  browserUnsupported: 'Use a recent Chrome, Edge, Firefox or Safari.',
  failedTitle: 'The network could not be tried',
  failed: 'Try the network again. If that does not help, restart the browser.',
  byPhone: 'You can also take part in meetings by phone: call {phoneNumber}.',
  networkAgain: 'Try the network again',

  report: 'Do you need help?',
  reportWhat:
    'Copy the report and give it to the help desk. It says what the test has shown and what your devices are called.',
  reportText: 'Report',
  reportCopy: 'Copy the report',
  copied: 'The report has been copied.',
  notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',

  reportLine: '{what}: {result}',
  reportTime: 'Time',
  reportService: 'Service',
  reportBrowser: 'Browser',
  reportAddresses: 'Media goes to',
  reportPicture: '{name}, {width} × {height}',
  reportHeard: '{name}, hears sound',
  reportNotHeard: '{name}, has heard nothing',
  reportOff: 'off',
  reportLoudspeakerHeard: 'heard',
  reportLoudspeakerNotHeard: 'not heard',
  reportLoudspeakerUntried: 'not tried',
};
