// The messages to and from the picture thread: endpoints, one for each room's video line, and the compositions they see.
import type { AgreedBfcp, AgreedVideo, LocalBfcp, LocalTransport } from '../rtp/agreedMedia.ts';
import type { LoadLevel } from './loadLevel.ts';
import type { Card, Scene } from './scene.ts';
import type { CompositionKey, PictureEndpointKey } from './pictureKeys.ts';

export type ToPictureThread =
  /**
   * Answered by `endpointOpened`, or `endpointRefused` when no port is left.
   * `cname` is that of the call's sound, so that the room can synchronise both (RFC 3550 §6.5.1).
   */
  | { type: 'openEndpoint'; endpoint: PictureEndpointKey; cname: string }
  /** When the call is answered and after each re-INVITE. The picture's size is chosen at the first and never changes. */
  | { type: 'agree'; endpoint: PictureEndpointKey; video: AgreedVideo | undefined }
  /**
   * The same for the line of slides, and its floor control. Without `slides` there is none, or no more; without
   * `floorControl` everybody may show something.
   */
  | {
      type: 'agreeSlides';
      endpoint: PictureEndpointKey;
      slides: AgreedVideo | undefined;
      floorControl: AgreedBfcp | undefined;
    }
  /** What the room sees until the next `showCard` or `showScene`. */
  | { type: 'showCard'; endpoint: PictureEndpointKey; card: Card }
  /** Of the composition that the endpoint has entered. What the composition has not is shown without a camera. */
  | { type: 'showScene'; endpoint: PictureEndpointKey; scene: Scene }
  /** The room's camera is sent to the meeting, and it may see the composition's sources. */
  | {
      type: 'enterComposition';
      endpoint: PictureEndpointKey;
      composition: CompositionKey;
      sending: SendingPicture;
    }
  /** How many of the layers of `sending`, from the smallest, somebody watches: only these are encoded. At first none. */
  | { type: 'setLayers'; endpoint: PictureEndpointKey; count: number }
  /** What the room shows by its line for slides is sent to the meeting, in one layer. */
  | { type: 'startSlides'; endpoint: PictureEndpointKey; sending: SendingPicture }
  | { type: 'stopSlides'; endpoint: PictureEndpointKey }
  /** The room asked for a key frame by SIP INFO (RFC 5168); what it asks by RTCP is answered in the thread. */
  | { type: 'sendKeyFrame'; endpoint: PictureEndpointKey }
  /** Undoes `enterComposition`. The people of the scene are seen without cameras until a card is shown. */
  | { type: 'leaveComposition'; endpoint: PictureEndpointKey }
  /** Sends RTCP BYE and closes the sockets. */
  | { type: 'closeEndpoint'; endpoint: PictureEndpointKey }
  /** Answered by `compositionOpened`, with a UDP port of the loopback for the meeting's RTP. */
  | { type: 'openComposition'; composition: CompositionKey }
  | { type: 'addSource'; composition: CompositionKey; source: PictureSource }
  | { type: 'removeSource'; composition: CompositionKey; ssrc: number }
  /** Its endpoints leave it first. */
  | { type: 'closeComposition'; composition: CompositionKey }
  | { type: 'stop' };

/** What leads an endpoint in a meeting, which may be another server's. */
export type ToComposition = Extract<
  ToPictureThread,
  {
    type:
      | 'showCard'
      | 'showScene'
      | 'enterComposition'
      | 'setLayers'
      | 'startSlides'
      | 'stopSlides'
      | 'leaveComposition'
      | 'addSource'
      | 'removeSource'
      | 'closeComposition';
  }
>;

/** For our SDP: without the line for slides, and its floor control, where no port was left for them. */
export interface LocalPictures {
  video: LocalTransport;
  slides?: LocalTransport;
  bfcp?: LocalBfcp;
}

/** Where the room's camera goes as VP8: a port of the meeting on the loopback, from which RTCP comes back. */
export interface SendingPicture {
  port: number;
  payloadType: number;
  /** One for each simulcast layer, from the smallest: one to three. The largest has the size of the room's picture. */
  ssrcs: readonly number[];
  /** A screen that the room shares is sent sharper than a camera, which it is when left out. */
  content?: 'camera' | 'screen';
}

/** One camera or shared screen of the meeting, as VP8. */
export interface PictureSource {
  ssrc: number;
  payloadType: number;
  /** Of the header extension `urn:3gpp:video-orientation`; undefined where the pictures are upright as they are. */
  orientationId: number | undefined;
  /** The port of the loopback that sends it and takes our requests for key frames. */
  feedbackPort: number;
}

export type FromPictureThread =
  | { type: 'endpointOpened'; endpoint: PictureEndpointKey; local: LocalPictures }
  | { type: 'endpointRefused'; endpoint: PictureEndpointKey; reason: string }
  /** It could not go on, and is closed. */
  | { type: 'endpointFailed'; endpoint: PictureEndpointKey; reason: string }
  /** Whether pictures of the room's camera go to the meeting; at first not. Not while the room sends nothing. */
  | { type: 'cameraChanged'; endpoint: PictureEndpointKey; isSending: boolean }
  /** Whether the room sees slides: then `slides` of a scene is shown there, rather than `screen`; at first not. */
  | { type: 'slidesTakenChanged'; endpoint: PictureEndpointKey; isTaken: boolean }
  /** Whether the room shows something by its line for slides, answered by `startSlides` and `stopSlides`; at first not. */
  | { type: 'slidesSharedChanged'; endpoint: PictureEndpointKey; isSharing: boolean }
  /** The room did not answer our PLI and FIR with a key frame: it is to be asked by SIP INFO (RFC 5168). */
  | { type: 'keyFrameNeeded'; endpoint: PictureEndpointKey }
  /** Whether our picture reaches the room, by its RTCP, when that changes: at first it does. */
  | { type: 'reachedChanged'; endpoint: PictureEndpointKey; isReached: boolean }
  | { type: 'compositionOpened'; composition: CompositionKey; port: number }
  | { type: 'compositionRefused'; composition: CompositionKey; reason: string }
  /** What the machine manages to show in this composition, when that changes: at first `full`. */
  | { type: 'loadChanged'; composition: CompositionKey; level: LoadLevel }
  /**
   * Whether pictures of a source arrive and can be decoded, when that changes while some room shows it. At first, and when it is
   * shown again, that is not known.
   */
  | { type: 'sourceChanged'; composition: CompositionKey; ssrc: number; isArriving: boolean }
  /** For the log: what a compositor or the lettering says of itself, and that one has died. */
  | { type: 'complained'; text: string }
  | { type: 'stopped' };

/** `workerData` of the thread. */
export interface PictureThreadData {
  /** The address for the rooms' RTP; undefined: all. */
  host: string | undefined;
  /** Even ports from here on are for RTP, each with the next one for RTCP. 0 in tests: any. */
  firstPort: number;
  lastPort: number;
  /** The programs of server/compositor. */
  programs: { compositor: string; lettering: string };
  /** In tests, instead of those that there are. */
  cores?: number;
}
