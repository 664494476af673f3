// A valid body for every request, for tests in which only the time or the sender is wrong.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { dtlsParameters, offer } from './trackOffers.ts';

const PARTICIPANT = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
const toOne = { participantId: PARTICIPANT };
const microphone = { source: 'microphone' };

/** @param callId of the space that the bodies refer to. */
export const requestBodies = (callId: string): Record<RequestName, unknown> => {
  const entrant = { callId, personKey: 'A'.repeat(22) };
  return {
    prepare: { ...entrant, rtpCapabilities: {} },
    connectTransport: { direction: 'send', dtlsParameters },
    restartIce: {},
    readyToMove: {},
    join: { name: 'Anna', profession: '', companions: ['Bo'], tracks: [] },
    tracksReady: { tracks: [{ ...toOne, source: 'camera' }] },
    startTrack: offer('microphone'),
    stopTrack: microphone,
    pauseTrack: microphone,
    resumeTrack: microphone,
    raiseHand: {},
    lowerHand: {},
    setSigning: { isSigning: true },
    sendMessage: { id: PARTICIPANT, to: 'everybody', text: 'Hej' },
    readMessages: { after: 0 },
    writeText: { seq: 1, text: 'Hej' },
    readText: {},
    messagesArrived: { ids: [PARTICIPANT] },
    requestDialIn: {},
    setLinkedPhoneMuted: { isMuted: true },
    switchAudioToBrowser: {},
    reportPlayback: { reports: [{ of: PARTICIPANT, sound: 'played', picture: 'shown' }] },
    setVideoSizes: { pictures: [{ ...toOne, source: 'camera', size: 'none' }] },
    knock: { ...entrant, name: 'Anna', profession: '', companions: ['Bo'] },
    admit: toOne,
    deny: toOne,
    renameMyself: { name: 'Anna', profession: '', companions: ['Bo'] },
    askForSound: toOne,
    lowerHandOf: toOne,
    stopScreenOf: toOne,
    setSpotlight: toOne,
    setSpotlit: { ...toOne, isSpotlit: true },
    startCaptions: {},
    stopCaptions: {},
    tellLobby: { text: 'Vi är snart klara.' },
    muteParticipant: toOne,
    renameParticipant: { ...toOne, name: 'Elsa' },
    setRole: { ...toOne, role: { type: 'interpreter', language: 'so' } },
    muteEverybody: {},
    removeParticipant: toOne,
    ringUp: { to: '070-123 45 67', name: 'Elsa', digits: ',,1#' },
    readPeopleToRing: {},
    ringAgain: { ringId: PARTICIPANT },
    cancelRing: { ringId: PARTICIPANT },
    sendRingDigits: { ringId: PARTICIPANT, digits: '1#' },
    setRingMe: { isAllowed: true },
    ringMe: { to: '070-123 45 67' },
    cancelRingMe: {},
    setLocked: { isLocked: true },
    endMeeting: {},
    deleteSpace: {},
    openTest: {},
    sendTest: { tracks: [offer('microphone')] },
    leave: {},
  };
};
