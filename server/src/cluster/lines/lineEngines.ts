// The engines of this server, as another one uses them for those calls of this server that are in its meetings.
import type { CallEngines } from '../../calls/roaming.ts';
import type { Log } from '../../platform/log.ts';
import type { CompositionKey, PictureEndpointKey } from '../../picture/pictureKeys.ts';
import type { EndpointKey, MixKey } from '../../sound/audioMessages.ts';
import { AllowedPorts } from './allowedPorts.ts';
import type { LineLink } from './lineLink.ts';
import type { ForAudio, ForPictures, ToHolder, ToLine } from './lineMessages.ts';

/** Of each kind at a time: one for each meeting with a call of this server. */
const MAX_OPEN = 500;

/** A call's sound and picture have the same key. */
const soundOf = (endpoint: PictureEndpointKey) => endpoint as string as EndpointKey;

export interface LineEnginesDeps {
  link: LineLink<ToHolder, ToLine>;
  engines: CallEngines;
  /** Whether that call is in a meeting of the other server. */
  isAway(endpoint: EndpointKey): boolean;
  log: Log;
}

/**
 * Ports of the other server's loopback are replaced by those that stand for them here. What names another call, or a mix
 * or composition that is not of this link, is ignored.
 */
export class LineEngines {
  readonly #deps: LineEnginesDeps;
  readonly #mixes = new Set<MixKey>();
  readonly #compositions = new Set<CompositionKey>();
  readonly #allowed: AllowedPorts;
  /** Messages keep their order, though a port has to be waited for. */
  #turn: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(deps: LineEnginesDeps) {
    this.#deps = deps;
    this.#allowed = new AllowedPorts(deps.link.tunnel);
  }

  has(composition: CompositionKey): boolean {
    return this.#compositions.has(composition);
  }

  audio(message: ForAudio): void {
    this.#inTurn(() => this.#toAudio(message));
  }

  pictures(message: ForPictures): void {
    this.#inTurn(() => this.#toPictures(message));
  }

  /** That call is not there any more: what the other server still says of it, in whatever order, comes too late. */
  leave(endpoint: EndpointKey): void {
    const { audio, pictures } = this.#deps.engines;
    audio.post({ type: 'leaveMix', endpoint });
    pictures?.post({
      type: 'leaveComposition',
      endpoint: endpoint as string as PictureEndpointKey,
    });
  }

  /** The other server is gone, or no call is there any more: its mixes and compositions here end. */
  close(): void {
    this.#isClosed = true;
    const { audio, pictures } = this.#deps.engines;
    for (const mix of this.#mixes) audio.post({ type: 'closeMix', mix });
    for (const composition of this.#compositions)
      pictures?.post({ type: 'closeComposition', composition });
    this.#mixes.clear();
    this.#compositions.clear();
  }

  #inTurn(act: () => Promise<void> | void): void {
    this.#turn = this.#turn
      .then(() => (this.#isClosed ? undefined : act()))
      .catch((error: unknown) => {
        if (this.#isClosed) return;
        this.#deps.log.error({ err: error }, 'the sound or picture of a call is incomplete');
      });
  }

  async #toAudio(message: ForAudio): Promise<void> {
    const { engines, isAway, link } = this.#deps;
    if (message.type === 'openMix') return this.#openMix(message.mix);
    if ('mix' in message && !this.#mixes.has(message.mix)) return;
    if ('endpoint' in message && !isAway(message.endpoint)) return;
    if (message.type === 'closeMix') {
      this.#mixes.delete(message.mix);
      this.#allowed.disallow(message.mix);
    }
    if (message.type !== 'enterMix') return engines.audio.post(message);
    const { sending, ...rest } = message;
    const port = await link.tunnel.standIn(sending.port);
    // It may have left meanwhile.
    if (isAway(message.endpoint)) engines.audio.post({ ...rest, sending: { ...sending, port } });
  }

  async #toPictures(message: ForPictures): Promise<void> {
    const { engines, isAway, link } = this.#deps;
    if (message.type === 'openComposition') return this.#openComposition(message.composition);
    if ('composition' in message && !this.#compositions.has(message.composition)) return;
    if ('endpoint' in message && !isAway(soundOf(message.endpoint))) return;
    switch (message.type) {
      case 'enterComposition':
      case 'startSlides': {
        const port = await link.tunnel.standIn(message.sending.port);
        if (!isAway(soundOf(message.endpoint))) break;
        engines.pictures?.post({ ...message, sending: { ...message.sending, port } });
        break;
      }
      case 'addSource': {
        const feedbackPort = await link.tunnel.standIn(message.source.feedbackPort);
        engines.pictures?.post({ ...message, source: { ...message.source, feedbackPort } });
        break;
      }
      default:
        if (message.type === 'closeComposition') {
          this.#compositions.delete(message.composition);
          this.#allowed.disallow(message.composition);
        }
        engines.pictures?.post(message);
    }
  }

  /** Not waited for: the engine itself holds what comes for it meanwhile. */
  #openMix(mix: MixKey): void {
    const { engines, link } = this.#deps;
    if (this.#mixes.has(mix) || this.#mixes.size >= MAX_OPEN)
      return link.send({ type: 'mixRefused', mix });
    this.#mixes.add(mix);
    engines.audio.openMix(mix).then(
      (port) => {
        if (this.#mixes.has(mix)) this.#allowed.allow(mix, port);
        link.send({ type: 'mixOpened', mix, port });
      },
      () => {
        this.#mixes.delete(mix);
        link.send({ type: 'mixRefused', mix });
      },
    );
  }

  #openComposition(composition: CompositionKey): void {
    const { engines, link } = this.#deps;
    const { pictures } = engines;
    if (
      pictures === undefined ||
      this.#compositions.has(composition) ||
      this.#compositions.size >= MAX_OPEN
    )
      return link.send({ type: 'compositionRefused', composition });
    this.#compositions.add(composition);
    pictures.openComposition(composition).then(
      (port) => {
        if (this.#compositions.has(composition)) this.#allowed.allow(composition, port);
        link.send({ type: 'compositionOpened', composition, port });
      },
      () => {
        this.#compositions.delete(composition);
        link.send({ type: 'compositionRefused', composition });
      },
    );
  }
}
