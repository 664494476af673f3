// Maps meeting events to notices: the only place where events get their wire format.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { LobbyEvent, MeetingEvent } from '../meetings/events.ts';

/** Cached per event, so that a notice to everybody is one object and is encoded once (`NoticeBatcher`). */
const made = new WeakMap<MeetingEvent, readonly Notice[]>();

/** The notices by which a page learns of a meeting event; empty for events that only concern telephones. */
export function noticesOf(event: MeetingEvent): readonly Notice[] {
  const before = made.get(event);
  if (before !== undefined) return before;
  const notices = make(event);
  made.set(event, notices);
  return notices;
}

function make(event: MeetingEvent): Notice[] {
  switch (event.type) {
    case 'personJoined':
      return [{ name: 'participantJoined', body: { participant: event.person.describe() } }];
    case 'personReturned':
      return [{ name: 'participantReturned', body: { participant: event.person.describe() } }];
    case 'personChanged':
      return [{ name: 'participantChanged', body: { participant: event.person.describe() } }];
    case 'personLeft': {
      const { personId: participantId, reason } = event;
      return [{ name: 'participantLeft', body: { participantId, reason } }];
    }
    case 'trackPaused':
    case 'trackResumed':
    case 'trackStopped': {
      const { type, personId: participantId, source } = event;
      return [{ name: type, body: { participantId, source } }];
    }
    case 'speakersChanged':
      return [{ name: 'speakersChanged', body: { speakerIds: event.speakerIds } }];
    case 'suppressedChanged':
      return [{ name: 'suppressedChanged', body: { suppressedIds: event.suppressedIds } }];
    case 'connectionChanged': {
      const { id: participantId, connection } = event.person.describe();
      return [{ name: 'connectionChanged', body: { participantId, connection } }];
    }
    case 'handRaised': {
      const { personId: participantId, at } = event;
      return [{ name: 'handRaised', body: { participantId, at } }];
    }
    case 'handLowered': {
      const { personId: participantId, byName: by } = event;
      return [{ name: 'handLowered', body: { participantId, ...(by && { by }) } }];
    }
    case 'spotlightChanged':
      return [
        {
          name: 'spotlightChanged',
          body: { spotlightId: event.personIds[0] ?? null, spotlightIds: [...event.personIds] },
        },
      ];
    case 'signingChanged': {
      const { personId: participantId, isSigning } = event;
      return [{ name: 'signingChanged', body: { participantId, isSigning } }];
    }
    case 'soundAsked':
    case 'screenStopped':
      return [{ name: event.type, body: { by: event.byName } }];
    case 'roleGiven':
      return [{ name: 'roleGiven', body: { role: event.role, by: event.byName } }];
    case 'captionsChanged': {
      const { captions, stoppedBy } = event;
      return [{ name: 'captionsChanged', body: { captions, ...(stoppedBy && { stoppedBy }) } }];
    }
    case 'captionSpoken': {
      const { personId: participantId, lineId, text, isFinal } = event;
      return [{ name: 'captionSpoken', body: { participantId, lineId, text, isFinal } }];
    }
    case 'messageSent':
      return [{ name: 'messageSent', body: { message: event.message } }];
    case 'textWritten': {
      const { person, text, at, line } = event;
      const body = { participantId: person.id, text, at, ...(line !== undefined && { line }) };
      return [{ name: 'textWritten', body }];
    }
    case 'messageDelivered':
      return [{ name: 'messageDelivered', body: { id: event.messageId } }];
    case 'playbackReported': {
      const { by, sound, picture } = event;
      return [{ name: 'playbackReported', body: { by, sound, picture } }];
    }
    case 'lobbyChanged':
      return [{ name: 'lobbyChanged', body: { lobby: event.guests } }];
    case 'ringingChanged':
      return [{ name: 'ringingChanged', body: { calls: event.calls } }];
    case 'ringMeChanged':
      return [{ name: 'ringMeChanged', body: { state: event.state } }];
    case 'lockChanged':
      return [{ name: 'lockChanged', body: { isLocked: event.isLocked } }];
    case 'microphoneChanged':
      return microphoneNotices(event);
    case 'audioLegChanged':
      return [linkedPhoneNotice(event)];
    case 'moving':
    case 'moveNow':
    case 'removed':
      return [{ name: event.type, body: {} }];
    case 'replaced':
      return [{ name: 'sessionReplaced', body: {} }];
    case 'meetingEnded':
      return [{ name: 'meetingEnded', body: { reason: event.reason } }];
    case 'alwaysHeardChanged':
    case 'notBack':
    case 'onlyLegLeft':
    case 'released':
      // Telephones only.
      return [];
  }
}

type MicrophoneChanged = Extract<MeetingEvent, { type: 'microphoneChanged' }>;

/** A page knows of its own microphone, but not of its linked phone's, nor of what a convener does. */
function microphoneNotices(event: MicrophoneChanged): Notice[] {
  const linkedPhone = event.person.linkedLeg === undefined ? [] : [linkedPhoneNotice(event)];
  const { byName } = event;
  return byName === undefined ? linkedPhone : [...linkedPhone, { name: 'muted', body: { byName } }];
}

const linkedPhoneNotice = ({ person }: Pick<MicrophoneChanged, 'person'>): Notice => ({
  name: 'linkedPhoneChanged',
  body: { linkedPhone: person.describeLinkedPhone() },
});

/** The notice by which a page learns of an event in the lobby. */
export function lobbyNoticeOf(event: LobbyEvent): Notice {
  switch (event.type) {
    case 'convenerPresenceChanged': {
      const { isConvenerThere } = event;
      return { name: 'convenerPresenceChanged', body: { isConvenerThere } };
    }
    case 'told':
      return { name: 'lobbyTold', body: { text: event.text, by: event.byName } };
    case 'admitted':
      return { name: 'admitted', body: event.room === undefined ? {} : { room: event.room } };
    case 'denied': {
      const { retryAfterSeconds } = event;
      return {
        name: 'denied',
        body: retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
      };
    }
    case 'meetingEnded':
      return { name: 'meetingEnded', body: { reason: event.reason } };
  }
}
