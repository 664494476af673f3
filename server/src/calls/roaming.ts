// What gives a call its place at whichever server of the cluster holds its meeting. A server by itself has none.
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { PictureEngineClient } from '../picture/pictureEngineClient.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';
import type { CallerIdentity } from './callerIdentity.ts';
import type { PictureState } from './callPicture.ts';
import type { CallPresence } from './callPresence.ts';
import type { CompositionListener } from './compositions.ts';
import type { Goal, Presence, PresenceListener } from './presence.ts';

/** What meetings of other servers use of this one. */
export interface CallEngines {
  audio: Pick<AudioEngineClient, 'post' | 'openMix'>;
  /** Undefined where rooms get sound only. */
  pictures: Pick<PictureEngineClient, 'post' | 'openComposition'> | undefined;
}

interface RoamingCall {
  key: EndpointKey;
  identity: CallerIdentity;
  listener: PresenceListener;
  /** Undefined for a telephone, and for a room that gets sound only. */
  pictureState: PictureState | undefined;
  /** Why a room that asked for a picture gets none. */
  pictureLimit: PictureLimit | undefined;
  /** Makes its place in meetings of this server. */
  here(onElsewhere: (goal: Goal) => void): CallPresence;
}

/** Is told of all compositions here, and knows those of other servers. */
export interface Roaming extends CompositionListener {
  openPresence(call: RoamingCall): Presence;
}
