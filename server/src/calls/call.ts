// One call, from answer to hang-up: what it hears, says and keys; from a room system also what it sees.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { AgreedBfcp, AgreedMedia, AgreedVideo, LocalTransport } from '../rtp/agreedMedia.ts';
import type { Digit } from '../rtp/digit.ts';
import type { PictureEndpointEvent } from '../picture/pictureEngineClient.ts';
import type { LocalTransports } from '../sip/localSdp.ts';
import type { AudioEngineClient, EndpointEvent } from '../sound/audioEngineClient.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';
import { CallAudio } from './callAudio.ts';
import type { KnownCaller } from './callEntrant.ts';
import { CallText } from './callText.ts';
import type { CallerIdentity } from './callerIdentity.ts';
import type { CallPicture, PictureState } from './callPicture.ts';
import { DtmfDeduplicator, type DtmfTransport } from './dtmfDeduplicator.ts';
import type { RungStart, Start } from './ivr/ivrDeps.ts';
import { IvrSession } from './ivr/ivrSession.ts';
import { promptCard } from './ivr/promptCards.ts';
import type { PromptFiles } from './ivr/promptFiles.ts';
import type { PromptLanguage, PromptName } from './ivr/prompts.ts';
import type { Presence, PresenceListener } from './presence.ts';

export interface CallDeps {
  engine: AudioEngineClient;
  promptFiles: PromptFiles;
  /** Undefined for a telephone, and for a room that gets sound only. */
  picture: CallPicture | undefined;
  openPresence(listener: PresenceListener): Presence;
  /** Whether one more telephone may have G.722, which costs more. */
  hasRoomForWideband(): boolean;
  /** So much real-time text came faster than anybody types. */
  onTextDropped(characters: number): void;
  hangUp(): void;
}

/** Who is at the other end, and how they get to their meeting. */
export interface Caller {
  identity: CallerIdentity;
  entry: Exclude<Start, { type: 'rung' }> | RungEntry;
}

/** Of a call that we make. */
export interface RungEntry extends Omit<RungStart, 'enter'> {
  type: 'rung';
  callId: CallId;
  /** As whom they come in. */
  known: KnownCaller;
  /** Sent before anything is said. */
  digits: string | undefined;
  onAnswered(): void;
}

const isMainVideo = (one: AgreedMedia): one is AgreedVideo =>
  one.kind === 'video' && one.content === 'main';
const isSlides = (one: AgreedMedia): one is AgreedVideo =>
  one.kind === 'video' && one.content === 'slides';

/** Loss over one second from which the quality is fair or poor. */
const FAIR_LOSS = 0.05;
const POOR_LOSS = 0.15;

export class Call {
  readonly #caller: Caller;
  readonly #deps: CallDeps;
  readonly #audio: CallAudio;
  readonly #text: CallText;
  readonly #ivr: IvrSession;
  readonly #presence: Presence;
  readonly #digits = new DtmfDeduplicator();
  #isAnswered = false;
  #isOver = false;

  constructor(endpoint: EndpointKey, caller: Caller, deps: CallDeps) {
    this.#caller = caller;
    this.#deps = deps;
    const audio = (this.#audio = new CallAudio(endpoint, deps.engine));
    const text = (this.#text = new CallText(endpoint, deps.engine));
    const ivr = (this.#ivr = new IvrSession({
      play: (prompts, language, isRepeated, read) => {
        audio.play(deps.promptFiles.pathsOf(prompts, language), isRepeated);
        text.prompt(prompts, read ?? language, this.#ivr.isInMeeting);
        this.#showCard(prompts, language);
      },
      stopPlaying: () => audio.stopPlaying(),
      enter: (callId, pin) => this.#presence.enter(callId, pin),
      hangUp: () => deps.hangUp(),
      isMuted: () => this.#presence.isMuted,
      setMuted: (isMuted) => this.#presence.setMuted(isMuted),
      isHandRaised: () => this.#presence.isHandRaised,
      setHandRaised: (isRaised) => this.#presence.setHandRaised(isRaised),
      headcount: () => this.#presence.headcount,
      isByText: () => text.isAgreed,
      writeText: (written) => this.#presence.writeText(written),
      showText: (written) => text.show(written),
    }));
    this.#presence = deps.openPresence(ivr);
  }

  /** It has never been answered, so that there is nobody to say anything to. */
  get isUnanswered(): boolean {
    return !this.#isAnswered;
  }

  /** The goodbye is being said, or the call is over. */
  get isEnding(): boolean {
    return this.#ivr.isOver;
  }

  /**
   * Opens the ports to answer with. The call may end meanwhile.
   * @param wantsText whether its offer, or ours, has a line for real-time text
   * @throws AudioUnavailable
   */
  async open(wantsText: boolean): Promise<LocalTransports> {
    const [audio, pictures] = await Promise.all([this.#audio.open(), this.#deps.picture?.open()]);
    const text = wantsText && !this.#isOver ? await this.openText() : undefined;
    // Hung up meanwhile.
    if (this.#isOver) this.#close();
    const prefersWideband =
      this.#caller.identity.kind === 'room' || this.#deps.hasRoomForWideband();
    return { audio, prefersWideband, ...pictures, ...(text !== undefined && { text }) };
  }

  /** For text that is added later. @returns undefined when no port is left */
  openText(): Promise<LocalTransport | undefined> {
    return this.#text.open();
  }

  /**
   * Media was negotiated: first when the ACK has come, which proves that the caller is real (decision 0032), and again
   * at each change.
   */
  mediaAgreed(media: readonly AgreedMedia[], floorControl: AgreedBfcp | undefined): void {
    const audio = media.find((one) => one.kind === 'audio');
    if (audio !== undefined) {
      this.#audio.agree(audio);
      this.#presence.setListening(audio.isHearing);
      this.#presence.setWideband(audio.codec === 'G722');
    }
    const text = media.find((one) => one.kind === 'text');
    this.#text.agree(text);
    this.#presence.setReadsText(text !== undefined);
    const [video, slides] = [media.find(isMainVideo), media.find(isSlides)];
    this.#deps.picture?.agree(video, slides, floorControl);
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#answered();
  }

  #answered(): void {
    const { entry } = this.#caller;
    if (entry.type !== 'rung') return this.#ivr.answered(entry);
    this.#text.closeUnlessAgreed();
    entry.onAnswered();
    // Who answers is a machine that wants them, or hears them go by.
    if (entry.digits === undefined) this.#begin(entry);
    else this.#audio.sendDigits(entry.digits);
  }

  #begin(entry: RungEntry): void {
    const { callId, known } = entry;
    const enter = () => this.#presence.enterAs(callId, known);
    this.#ivr.answered({ type: 'rung', callId, rung: { ...entry, enter } });
  }

  /** On the keypad of a call that we made: 0-9*#, and `,` waits two seconds. */
  sendDigits(digits: string): void {
    if (this.#isAnswered && !this.#isOver) this.#audio.sendDigits(digits);
  }

  digit(digit: Digit, transport: DtmfTransport): void {
    if (this.#digits.accept(digit, transport, performance.now())) this.#ivr.digit(digit);
  }

  audioEvent(event: EndpointEvent): void {
    switch (event.type) {
      case 'played':
        this.#ivr.played();
        break;
      case 'digitsSent': {
        const { entry } = this.#caller;
        if (entry.type === 'rung') this.#begin(entry);
        break;
      }
      case 'digit':
        this.digit(event.digit, 'rtp');
        break;
      case 'fellSilent':
        // Neither RTP nor RTCP for a while: the other end is gone (compare RFC 3550 §6.3.5), unless it still sends its picture.
        if (this.#deps.picture?.isSending !== true) this.#deps.hangUp();
        break;
      case 'lossChanged': {
        const { loss } = event;
        this.#presence.setConnectionQuality(
          loss < FAIR_LOSS ? 'good' : loss < POOR_LOSS ? 'fair' : 'poor',
        );
        break;
      }
      case 'textReceived':
        this.#ivr.typed(event.text);
        break;
      case 'textDropped':
        this.#deps.onTextDropped(event.characters);
        break;
      case 'reachedChanged':
        this.#presence.setReached(event.isReached);
        break;
    }
  }

  pictureEvent(event: PictureEndpointEvent): void {
    this.#deps.picture?.pictureEvent(event);
  }

  pictureChanged(state: PictureState): void {
    if (!this.#isOver) this.#presence.setPicture(state);
  }

  /** By SIP INFO (RFC 5168). */
  keyFrameWanted(): void {
    this.#deps.picture?.sendKeyFrame();
  }

  /** The service or the SIP thread is ending: leaves the meeting, says goodbye, and hangs up. */
  sayGoodbye(reason: LeaveReason): void {
    // Nobody hears it yet.
    if (!this.#isAnswered) return this.#deps.hangUp();
    this.#presence.leave(reason);
    this.#ivr.ended('serverStopping');
  }

  /** Either end has hung up. May be called twice. */
  ended(reason: LeaveReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ivr.hungUp();
    this.#presence.close(reason);
    this.#close();
  }

  #close(): void {
    this.#audio.close();
    this.#deps.picture?.close();
  }

  #showCard(prompts: readonly PromptName[], language: PromptLanguage): void {
    const card = promptCard(prompts, language);
    if (card !== undefined) this.#deps.picture?.showCard(card);
  }
}
