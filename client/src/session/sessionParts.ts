// What one session consists of; `meetingSession` makes and closes all of it.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import type { Chat } from './chat.ts';
import type { DialIn } from './dialIn.ts';
import type { LiveTextSeam } from './liveTextSeam.ts';
import type { MediaPreparation } from './mediaPreparation.ts';
import type { MeetingStore } from './meetingStore.ts';
import type { Microphone } from './microphone.ts';
import type { People } from './people.ts';
import type { ReceptionReports } from './receptionReports.ts';
import type { RemoteVideoOfSession } from './remoteVideo.ts';

export interface SessionParts {
  callId: CallId;
  store: MeetingStore;
  signalling: SignallingClient;
  media: MediaPreparation;
  people: People;
  chat: Chat;
  liveText: LiveTextSeam;
  receptionReports: ReceptionReports;
  remoteVideo: RemoteVideoOfSession;
  microphone: Microphone;
  dialIn: DialIn;
}
