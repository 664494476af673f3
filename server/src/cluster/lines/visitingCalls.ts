// The calls of one other server that are in meetings here: lets them in, and tells that server what happens to them.
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { CallJoinFlow } from '../../calls/callJoinFlow.ts';
import { Compositions } from '../../calls/compositions.ts';
import { MeetingAudioBridge } from '../../calls/meetingAudioBridge.ts';
import { MeetingBridges } from '../../calls/meetingBridges.ts';
import type { Log } from '../../platform/log.ts';
import type { EndpointKey } from '../../sound/audioMessages.ts';
import { Entries } from './entries.ts';
import type { LineLink } from './lineLink.ts';
import type { EnterRequest, ToHolder, ToLine } from './lineMessages.ts';
import { RemoteEngines } from './remoteEngines.ts';
import { VisitingCall } from './visitingCall.ts';

/** More than any server takes calls. */
const MAX_CALLS = 2_000;

export interface VisitingDeps {
  joinFlow: CallJoinFlow;
  /** Called once: all have left. */
  onClosed(closed: VisitingCalls): void;
  log: Log;
}

export class VisitingCalls {
  readonly #link: LineLink<ToLine, ToHolder>;
  readonly #deps: VisitingDeps;
  readonly #engines: RemoteEngines;
  readonly #bridges: MeetingBridges<MeetingAudioBridge>;
  readonly #compositions: Compositions;
  readonly #calls = new Map<EndpointKey, VisitingCall>();
  readonly #entries: Entries;

  /** Until the link is closed. */
  constructor(link: LineLink<ToLine, ToHolder>, deps: VisitingDeps) {
    this.#link = link;
    this.#deps = deps;
    this.#entries = new Entries(deps.log);
    const engines = (this.#engines = new RemoteEngines(link));
    this.#bridges = new MeetingBridges((meeting) =>
      MeetingAudioBridge.open(meeting, engines.audio, deps.log),
    );
    this.#compositions = new Compositions(engines.pictures, deps.log);
    link.listen({
      onMessage: (message) => this.#received(message),
      onClosed: () => this.#closed(),
    });
  }

  get count(): number {
    return this.#calls.size;
  }

  #received(message: ToHolder): void {
    switch (message.type) {
      case 'enter':
        return this.#enter(message.call, message.number, message.request);
      case 'leave':
        return this.#leave(message.call, message.reason);
      case 'mixOpened':
      case 'mixRefused':
      case 'compositionOpened':
      case 'compositionRefused':
        return this.#engines.answered(message);
      case 'loadChanged':
        return this.#compositions.loadChanged(message.composition, message.level);
      case 'sourceChanged': {
        const { composition, ssrc, isArriving } = message;
        return this.#compositions.sourceChanged(composition, ssrc, isArriving);
      }
      case 'picturesDied':
        return this.#compositions.forgetAll();
      default:
        return this.#calls.get(message.call)?.change(message);
    }
  }

  #enter(key: EndpointKey, number: number, request: EnterRequest): void {
    // It has been told that it is elsewhere, and comes again.
    this.#leave(key, 'connectionLost');
    if (this.#calls.size >= MAX_CALLS)
      return this.#link.send({
        type: 'entered',
        call: key,
        number,
        result: { type: 'unavailable' },
      });
    const visiting = new VisitingCall(key, request, {
      ...this.#deps,
      engines: this.#engines,
      bridges: this.#bridges,
      compositions: this.#compositions,
      send: (message) => {
        if (this.#calls.get(key) === visiting) this.#link.send(message);
      },
      onGone: () => {
        if (this.#calls.get(key) === visiting) this.#calls.delete(key);
      },
    });
    this.#calls.set(key, visiting);
    this.#entries.add(key, () => visiting.enter(number, request));
  }

  #leave(key: EndpointKey, reason: LeaveReason): void {
    const visiting = this.#calls.get(key);
    this.#calls.delete(key);
    this.#entries.forget(key);
    visiting?.close(reason);
  }

  #closed(): void {
    this.#engines.close();
    for (const key of this.#calls.keys()) this.#leave(key, 'connectionLost');
    this.#bridges.forgetAll();
    this.#compositions.forgetAll();
    this.#deps.onClosed(this);
  }
}
