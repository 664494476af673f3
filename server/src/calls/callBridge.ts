// Bridges calls to meetings: SIP runs in one thread, the audio engine in another, and each `Call` is run from here.
import { setTimeout as pause } from 'node:timers/promises';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { Call, type Caller } from './call.ts';
import type { CallJoinFlow } from './callJoinFlow.ts';
import { CallPresence } from './callPresence.ts';
import { identifyCaller } from './identifyCaller.ts';
import type { PromptFiles } from './ivr/promptFiles.ts';
import { MeetingAudio } from './meetingAudio.ts';
import { MeetingAudioBridge } from './meetingAudioBridge.ts';
import { MeetingBridges } from './meetingBridges.ts';
import type { Goal } from './presence.ts';
import type { Ringer } from './ringer.ts';
import { Rings } from './rings.ts';
import type { CallEngines, Roaming } from './roaming.ts';
import type { RoomPictures, RoomPicturesListeners } from './roomPictures.ts';
import type { PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { CallKey, FromSipThread, ToSipThread, Unanswered } from '../sip/sipMessages.ts';
import type { SipSettings } from '../sip/sipSettings.ts';
import type { EndpointKey, AudioThreadData } from '../sound/audioMessages.ts';
import { AudioEngineClient, AudioUnavailable } from '../sound/audioEngineClient.ts';
import { SupervisedWorker } from '../platform/supervisedWorker.ts';
import { workerThread } from '../platform/workerThread.ts';
import { SipPortUnusable } from './sipPortUnusable.ts';

type Arrived = Extract<FromSipThread, { type: 'arrived' }>;

export interface CallBridgeDeps {
  sip: SipSettings;
  audio: AudioThreadData;
  joinFlow: CallJoinFlow;
  promptFiles: PromptFiles;
  /** Whether who dials a video address is let in as a room system. */
  hasRooms: boolean;
  /** Undefined: room systems get sound only. */
  createPictures: ((listeners: RoomPicturesListeners) => RoomPictures) | undefined;
  /** On one of several servers, given this one's engines. */
  roam: ((engines: CallEngines) => Roaming) | undefined;
  /** Whether new calls are to go to another server. */
  isDraining: () => boolean;
  log: Log;
}

/** Our goodbye takes five seconds; the process must end within ten. */
const GOODBYE_MS = 6_000;

/** Each call has one endpoint in the audio engine, and a room's one in the picture engine, with the same key and life. */
const endpointOf = (call: CallKey) => call as string as EndpointKey;
const callOf = (endpoint: EndpointKey | PictureEndpointKey) => endpoint as string as CallKey;

/**
 * From then on telephones get G.711: G.722 costs the audio thread up to 0.3 % of a core more for each (decision 0066), and so
 * many leave it half of one.
 */
const MAX_WIDEBAND_CALLS = 100;

export class CallBridge {
  /** Undefined where no trunk is set to ring by. */
  readonly ringer: Ringer | undefined;
  readonly #rings: Rings;
  readonly #joinFlow: CallJoinFlow;
  readonly #promptFiles: PromptFiles;
  readonly #hasRooms: boolean;
  readonly #roaming: Roaming | undefined;
  readonly #isDraining: () => boolean;
  readonly #log: Log;
  readonly #mayWarn = createLogThrottle();
  readonly #sip: SupervisedWorker<ToSipThread, FromSipThread>;
  readonly #engine: AudioEngineClient;
  readonly #bridges: MeetingBridges<MeetingAudioBridge>;
  readonly #pictures: RoomPictures | undefined;
  readonly #calls = new Map<CallKey, Call>();
  /** Calls whose SIP dialog is lost, so that nobody can hang them up. */
  readonly #lost = new Set<CallKey>();
  #isStopping = false;
  #starting: { resolve: () => void; reject: (error: Error) => void } | undefined;

  private constructor({
    sip,
    audio,
    joinFlow,
    promptFiles,
    hasRooms,
    createPictures,
    roam,
    isDraining,
    log,
  }: CallBridgeDeps) {
    this.#isDraining = isDraining;
    this.#joinFlow = joinFlow;
    this.#promptFiles = promptFiles;
    this.#hasRooms = hasRooms;
    this.#log = log;
    this.#engine = new AudioEngineClient(
      audio,
      {
        onEvent: (endpoint, event) => this.#calls.get(callOf(endpoint))?.audioEvent(event),
        onExit: () => this.#onEngineExit(),
      },
      log,
    );
    this.#bridges = new MeetingBridges((meeting) =>
      MeetingAudioBridge.open(meeting, this.#engine, log),
    );
    this.#pictures = createPictures?.({
      onEvent: (endpoint, event) => this.#calls.get(callOf(endpoint))?.pictureEvent(event),
      requestKeyFrame: (endpoint) =>
        this.#sip.post({ type: 'requestKeyFrame', call: callOf(endpoint) }),
      onStateChanged: (endpoint, state) => this.#calls.get(callOf(endpoint))?.pictureChanged(state),
    });
    this.#roaming = roam?.({ audio: this.#engine, pictures: this.#pictures?.engine });
    if (this.#roaming !== undefined) this.#pictures?.alsoTell(this.#roaming);
    this.#rings = new Rings({
      createCall: (key, caller) => this.#createCall(key, caller, caller.identity.kind === 'room'),
      openCall: (call, offersText) => call.open(offersText),
      post: (command) => this.#sip.post(command),
      hangUp: (key) => this.#hangUp(key),
      forget: (key) => this.#ended(key, 'left', undefined),
      isClosed: () => this.#isStopping || isDraining(),
    });
    this.ringer = sip.dialOut && this.#rings;
    this.#sip = new SupervisedWorker(
      'sip',
      workerThread('sip', new URL('../sip/sipThread.ts', import.meta.url), sip),
      {
        onMessage: (message) => this.#onSipMessage(message),
        onExit: () => this.#onSipExit(),
      },
      log,
    );
  }

  /** @throws SipPortUnusable */
  static async start(deps: CallBridgeDeps): Promise<CallBridge> {
    const bridge = new CallBridge(deps);
    bridge.#engine.start();
    bridge.#pictures?.start();
    try {
      await new Promise<void>((resolve, reject) => {
        bridge.#starting = { resolve, reject };
        bridge.#sip.start();
      });
      return bridge;
    } catch (error) {
      await bridge.stop();
      throw error;
    }
  }

  /** The number of calls. */
  get callCount(): number {
    return this.#calls.size;
  }

  /** Kills a thread as if it had failed; nothing known makes it fail. */
  async terminateForTest(which: 'sip' | 'audio' | 'picture'): Promise<void> {
    if (which === 'picture') return this.#pictures?.terminateForTest();
    return which === 'sip' ? this.#sip.terminateForTest() : this.#engine.terminateForTest();
  }

  /** Says goodbye to all callers, then stops. Meetings have already told those who were in one. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const call of this.#calls.values()) call.sayGoodbye('left');
    const until = performance.now() + GOODBYE_MS;
    while (this.#calls.size > 0 && performance.now() < until) await pause(50);
    await this.#sip.stop({ type: 'stop' });
    for (const call of this.#calls.values()) call.ended('left');
    this.#calls.clear();
    await this.#engine.stop();
    await this.#pictures?.stop();
  }

  #onSipMessage(message: FromSipThread): void {
    switch (message.type) {
      case 'listening':
        this.#starting?.resolve();
        this.#starting = undefined;
        break;
      case 'unusable':
        this.#starting?.reject(new SipPortUnusable(message.reason));
        if (this.#starting === undefined)
          this.#log.error({ reason: message.reason }, 'SIP cannot listen');
        break;
      case 'arrived':
        this.#answer(message).catch((error: unknown) => {
          this.#log.error({ err: error }, 'answering call failed');
          this.#sip.post({ type: 'refuse', call: message.call, refusal: 'unavailable' });
        });
        break;
      case 'agreed':
        this.#calls.get(message.call)?.mediaAgreed(message.media, message.floorControl);
        break;
      case 'digit':
        this.#calls.get(message.call)?.digit(message.digit, 'info');
        break;
      case 'ended':
        this.#ended(
          message.call,
          message.by === 'lost' ? 'connectionLost' : 'left',
          message.why ?? (message.by === 'caller' ? undefined : 'failed'),
        );
        break;
      case 'keyFrameWanted':
        this.#calls.get(message.call)?.keyFrameWanted();
        break;
      case 'textWanted':
        void this.#addText(message.call);
        break;
      case 'ringing':
        this.#rings.ringing(message.call);
        break;
      case 'stopped':
        break;
    }
  }

  async #addText(call: CallKey): Promise<void> {
    const text = await this.#calls.get(call)?.openText();
    this.#sip.post({ type: 'addText', call, text });
  }

  async #answer(arrived: Arrived): Promise<void> {
    const { call: key } = arrived;
    if (this.#isStopping || this.#isDraining()) {
      this.#sip.post({ type: 'refuse', call: key, refusal: 'draining' });
      return;
    }
    const call = this.#callFrom(arrived);
    try {
      const media = await call.open(arrived.wants.text);
      if (this.#calls.get(key) === call) this.#sip.post({ type: 'answer', call: key, media });
    } catch (error) {
      if (!(error instanceof AudioUnavailable)) throw error;
      if (this.#mayWarn(error.message))
        this.#log.error({ reason: error.message }, 'call refused: no audio');
      this.#sip.post({ type: 'refuse', call: key, refusal: 'unavailable' });
    }
  }

  #callFrom({ call: key, caller, wants }: Arrived): Call {
    const identified = identifyCaller(caller, this.#hasRooms);
    const { identity } = identified;
    return this.#createCall(key, identified, identity.kind === 'room' && wants.video);
  }

  /** Registered before it is answered: it may end before that. */
  #createCall(key: CallKey, caller: Caller, wantsPicture: boolean): Call {
    const { identity } = caller;
    const pictureKey = key as string as PictureEndpointKey;
    const picture = wantsPicture ? this.#pictures?.create(pictureKey) : undefined;
    const why = this.#pictures === undefined ? 'failed' : 'tooManyRooms';
    const pictureLimit: PictureLimit | undefined = wantsPicture ? why : undefined;
    const endpoint = endpointOf(key);
    const call = new Call(endpoint, caller, {
      engine: this.#engine,
      promptFiles: this.#promptFiles,
      picture,
      openPresence: (listener) => {
        const here = (onElsewhere: (goal: Goal) => void) =>
          new CallPresence(identity, {
            joinFlow: this.#joinFlow,
            audio: new MeetingAudio(endpoint, this.#engine, this.#bridges),
            picture: picture && this.#pictures?.compositions.pictureOf(pictureKey, picture.state),
            pictureLimit,
            listener,
            onElsewhere,
            hangUp: () => this.#hangUp(key),
            log: this.#log,
          });
        if (this.#roaming === undefined) return here(() => listener.ended('moved'));
        const pictureState = picture?.state;
        const known = { key: endpoint, identity, pictureState, pictureLimit };
        return this.#roaming.openPresence({ ...known, listener, here });
      },
      hasRoomForWideband: () => this.callCount <= MAX_WIDEBAND_CALLS,
      onTextDropped: (characters) => {
        if (this.#mayWarn('text'))
          this.#log.warn({ characters }, 'a telephone sends text faster than anybody writes');
      },
      hangUp: () => this.#hangUp(key),
    });
    this.#calls.set(key, call);
    return call;
  }

  #hangUp(key: CallKey): void {
    if (!this.#lost.has(key)) this.#sip.post({ type: 'hangUp', call: key });
    else this.#ended(key, 'connectionLost', 'failed');
  }

  #ended(key: CallKey, reason: LeaveReason, why: Unanswered | undefined): void {
    this.#lost.delete(key);
    this.#calls.get(key)?.ended(reason);
    this.#calls.delete(key);
    this.#rings.ended(key, why);
  }

  /** No audio any more: hang up, so that they can call again. */
  #onEngineExit(): void {
    this.#bridges.forgetAll();
    for (const key of this.#calls.keys()) this.#hangUp(key);
  }

  /** The dialogs are lost, but the audio still works, so callers are told. */
  #onSipExit(): void {
    this.#starting?.reject(new SipPortUnusable('the SIP thread ended'));
    this.#starting = undefined;
    for (const [key, call] of this.#calls) {
      this.#lost.add(key);
      if (call.isEnding || call.isUnanswered) this.#ended(key, 'connectionLost', 'failed');
      else call.sayGoodbye('connectionLost');
    }
  }
}
