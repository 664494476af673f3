// One call of another server in a meeting here, or in its lobby: `CallPresence` with the call itself at that server.
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import { MeetingAudio } from '../../calls/meetingAudio.ts';
import { CallPresence, type EntryResult } from '../../calls/callPresence.ts';
import type { CallJoinFlow } from '../../calls/callJoinFlow.ts';
import type { Compositions } from '../../calls/compositions.ts';
import type { MeetingAudioBridge } from '../../calls/meetingAudioBridge.ts';
import type { MeetingBridges } from '../../calls/meetingBridges.ts';
import type { PictureEndpointKey } from '../../picture/pictureKeys.ts';
import type { Log } from '../../platform/log.ts';
import type { EndpointKey } from '../../sound/audioMessages.ts';
import { abroad, knownHere } from './knownAbroad.ts';
import type { CallInMeeting, EnterRequest, ToHolder, ToLine } from './lineMessages.ts';
import { presenceSender } from './presenceEvents.ts';
import type { RemoteEngines } from './remoteEngines.ts';

type Of<Type extends ToHolder['type']> = Extract<ToHolder, { type: Type }>;
type Change = Of<'setMuted' | 'setHandRaised' | 'line' | 'picture' | 'writeText'>;

export interface VisitingCallDeps {
  joinFlow: CallJoinFlow;
  engines: RemoteEngines;
  bridges: MeetingBridges<MeetingAudioBridge>;
  compositions: Compositions;
  send(message: ToLine): void;
  /** It is here no longer, and that server has been told. */
  onGone(): void;
  log: Log;
}

export class VisitingCall {
  readonly #key: EndpointKey;
  readonly #deps: VisitingCallDeps;
  readonly #presence: CallPresence;
  /** What that server knows, in JSON. */
  #told = '';

  constructor(
    key: EndpointKey,
    { identity, picture, pictureLimit }: EnterRequest,
    deps: VisitingCallDeps,
  ) {
    this.#key = key;
    this.#deps = deps;
    const { engines, bridges, compositions, joinFlow, log } = deps;
    const listener = presenceSender((happened) => {
      this.#tellState();
      deps.send({ type: 'told', call: key, happened });
    });
    // Nothing is looked up for it here.
    const client = { budgetKeys: [] };
    this.#presence = new CallPresence(
      { ...identity, client },
      {
        joinFlow,
        audio: new MeetingAudio(key, engines.audio, bridges),
        picture: picture && compositions.pictureOf(key as string as PictureEndpointKey, picture),
        pictureLimit,
        listener,
        onElsewhere: ({ known, guestId, isHandRaised }) => {
          this.#tell({ headcount: 1, isHandRaised, known: known && abroad(known), guestId });
          deps.send({ type: 'lost', call: key });
          deps.onGone();
        },
        // Its goodbye comes first.
        hangUp: () => listener.ended('mediaFailed'),
        onChanged: () => this.#tellState(),
        log,
      },
    );
  }

  /** @param number of the entry, for the answer. */
  async enter(number: number, { goal, line }: EnterRequest): Promise<void> {
    const call = this.#key;
    const { send, onGone } = this.#deps;
    const presence = this.#presence;
    presence.setListening(line.isListening);
    presence.setReached(line.isReached);
    presence.setReadsText(line.readsText === true);
    presence.setWideband(line.isWideband === true);
    const known = goal.known && knownHere(goal.known);
    const result = await presence.enterAt({ ...goal, known });
    presence.setConnectionQuality(line.quality);
    this.#tellState();
    send({ type: 'entered', call, number, result: withoutKnown(result) });
    if (result.type !== 'entered' && result.type !== 'waiting') onGone();
  }

  change(change: Change): void {
    switch (change.type) {
      case 'setMuted':
        return this.#presence.setMuted(change.isMuted);
      case 'setHandRaised':
        return this.#presence.setHandRaised(change.isRaised);
      case 'line':
        return this.#lineChanged(change.line);
      case 'writeText':
        return this.#presence.writeText(change.text);
      case 'picture':
        return this.#presence.setPicture(change.state);
    }
  }

  /** The call is over, or somewhere else. */
  close(reason: LeaveReason): void {
    this.#presence.close(reason);
  }

  #lineChanged(line: Of<'line'>['line']): void {
    const { isListening, isReached, quality, readsText, isWideband } = line;
    if (isListening !== undefined) this.#presence.setListening(isListening);
    if (isReached !== undefined) this.#presence.setReached(isReached);
    if (readsText !== undefined) this.#presence.setReadsText(readsText);
    if (isWideband !== undefined) this.#presence.setWideband(isWideband);
    if (quality !== undefined) this.#presence.setConnectionQuality(quality);
  }

  /** Before what it explains. */
  #tellState(): void {
    const { headcount, known, guestId, isHandRaised } = this.#presence;
    this.#tell({
      headcount,
      isHandRaised,
      known: known && abroad(known),
      guestId,
      takesText: true,
    });
  }

  #tell(state: CallInMeeting): void {
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    this.#deps.send({ type: 'state', call: this.#key, state });
  }
}

/** Who it is known as is known there. */
const withoutKnown = (result: EntryResult) =>
  result.type === 'elsewhere' ? ({ type: 'elsewhere' } as const) : result;
