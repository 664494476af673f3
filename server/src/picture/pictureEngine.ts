// The picture engine: all endpoints and compositions by their keys, and the tick that they share. Runs in the picture thread.
import { availableParallelism } from 'node:os';
import { type PortPair, RtpPorts } from '../rtp/rtpPorts.ts';
import { Ticker } from '../platform/ticker.ts';
import { Composition } from './composition.ts';
import { Lettering } from './lettering.ts';
import { type EndpointPorts, PictureEndpoint } from './pictureEndpoint.ts';
import type { CompositionKey, PictureEndpointKey } from './pictureKeys.ts';
import type { FromPictureThread, PictureThreadData, ToPictureThread } from './pictureMessages.ts';
import { hasSpareCore } from './spareCore.ts';

/** For an endpoint that is open. */
type ToEndpoint = Exclude<
  Extract<ToPictureThread, { endpoint: PictureEndpointKey }>,
  { type: 'openEndpoint' }
>;

export class PictureEngine {
  readonly #data: PictureThreadData;
  readonly #emit: (event: FromPictureThread) => void;
  readonly #ports: RtpPorts;
  readonly #lettering: Lettering;
  readonly #ticker = new Ticker((now) => this.#tick(now));
  readonly #endpoints = new Map<PictureEndpointKey, PictureEndpoint>();
  readonly #compositions = new Map<CompositionKey, Composition>();
  /** Draws the cards of the endpoints that are in no meeting; while there are endpoints. */
  #foyer: Composition | undefined;
  /** Opening a port takes a moment: what comes after it waits, in order. */
  #queue: Promise<void> = Promise.resolve();

  constructor(data: PictureThreadData, emit: (event: FromPictureThread) => void) {
    this.#data = data;
    this.#emit = emit;
    this.#ports = new RtpPorts(data.host, data.firstPort, data.lastPort);
    this.#lettering = new Lettering(data.programs.lettering, {
      onComplaint: (text) => emit({ type: 'complained', text: `lettering: ${text}` }),
      onRetry: () => {
        this.#foyer?.redraw();
        for (const composition of this.#compositions.values()) composition.redraw();
      },
    });
  }

  /**
   * Messages for an endpoint or composition that is gone, or never was, are ignored.
   * @returns when it was handled. Rejects where the thread is of no use any more.
   */
  handle(message: ToPictureThread): Promise<void> {
    this.#queue = this.#queue.then(() => this.#dispatch(message));
    return this.#queue;
  }

  async #dispatch(message: ToPictureThread): Promise<void> {
    switch (message.type) {
      case 'openEndpoint':
        return this.#openEndpoint(message.endpoint, message.cname);
      case 'openComposition':
        return this.#openComposition(message.composition);
      case 'addSource':
        return this.#compositions.get(message.composition)?.addSource(message.source);
      case 'removeSource':
        return this.#compositions.get(message.composition)?.removeSource(message.ssrc);
      case 'closeComposition':
        return this.#closeComposition(message.composition);
      case 'stop':
        return this.#stop();
      default: {
        const endpoint = this.#endpoints.get(message.endpoint);
        return endpoint && this.#toEndpoint(endpoint, message);
      }
    }
  }

  /** What goes wrong ends this endpoint, and no other. */
  async #toEndpoint(endpoint: PictureEndpoint, message: ToEndpoint): Promise<void> {
    try {
      await this.#handleFor(endpoint, message);
    } catch (error) {
      this.#closeEndpoint(endpoint);
      const reason = (error as Error).message;
      this.#emit({ type: 'endpointFailed', endpoint: endpoint.key, reason });
    }
  }

  async #handleFor(endpoint: PictureEndpoint, message: ToEndpoint): Promise<void> {
    switch (message.type) {
      case 'agree':
        return endpoint.agree(message.video);
      case 'agreeSlides':
        return endpoint.agreeSlides(message.slides, message.floorControl);
      case 'showCard':
        return endpoint.showCard(message.card);
      case 'showScene':
        return endpoint.showScene(message.scene);
      case 'enterComposition': {
        const composition = this.#compositions.get(message.composition);
        return composition && endpoint.enter(composition, message.sending);
      }
      case 'leaveComposition':
        return endpoint.leave();
      case 'setLayers':
        return endpoint.setLayers(message.count);
      case 'startSlides':
        return endpoint.startSlides(message.sending);
      case 'stopSlides':
        return endpoint.stopSlides();
      case 'sendKeyFrame':
        return endpoint.sendKeyFrame();
      case 'closeEndpoint':
        return this.#closeEndpoint(endpoint);
    }
  }

  async #openEndpoint(key: PictureEndpointKey, cname: string): Promise<void> {
    if (this.#endpoints.has(key)) return;
    let ports: EndpointPorts | undefined;
    let reason = 'no port is left';
    try {
      ports = await this.#openPorts();
    } catch (error) {
      reason = (error as Error).message;
    }
    if (ports === undefined) {
      this.#emit({ type: 'endpointRefused', endpoint: key, reason });
      return;
    }
    this.#lettering.wake();
    this.#foyer ??= this.#newComposition(undefined);
    const endpoint = new PictureEndpoint(key, {
      ports,
      cname,
      foyer: this.#foyer,
      lettering: this.#lettering,
      mayBeFullHd: () => this.#hasSpareCore,
      emit: this.#emit,
    });
    this.#endpoints.set(key, endpoint);
    this.#ticker.start();
    this.#emit({ type: 'endpointOpened', endpoint: key, local: endpoint.local });
  }

  /** @returns undefined when not even the picture has a port. */
  async #openPorts(): Promise<EndpointPorts | undefined> {
    const video = await this.#ports.open();
    if (video === undefined) return undefined;
    const [slides, floor] = [await this.#openPair(), await this.#openPair()];
    if (slides !== undefined && floor !== undefined) return { video, slides: { slides, floor } };
    for (const pair of [slides, floor]) {
      pair?.rtp.close();
      pair?.rtcp.close();
    }
    return { video, slides: undefined };
  }

  /** Slides are not worth refusing the picture for. */
  #openPair(): Promise<PortPair | undefined> {
    return this.#ports.open().catch(() => undefined);
  }

  get #hasSpareCore(): boolean {
    const open = [...this.#endpoints.values()].flatMap(({ viewSize }) => viewSize ?? []);
    return hasSpareCore(this.#data.cores ?? availableParallelism(), open);
  }

  async #openComposition(key: CompositionKey): Promise<void> {
    if (this.#compositions.has(key)) return;
    const composition = this.#newComposition(key);
    try {
      const port = await composition.openSources();
      this.#compositions.set(key, composition);
      this.#emit({ type: 'compositionOpened', composition: key, port });
    } catch (error) {
      composition.close();
      const reason = (error as Error).message;
      this.#emit({ type: 'compositionRefused', composition: key, reason });
    }
  }

  #newComposition(key: CompositionKey | undefined): Composition {
    return new Composition(this.#data.programs.compositor, {
      onLevelChanged: (level) => {
        if (key !== undefined) this.#emit({ type: 'loadChanged', composition: key, level });
      },
      onArrivingChanged: (ssrc, isArriving) => {
        if (key !== undefined)
          this.#emit({ type: 'sourceChanged', composition: key, ssrc, isArriving });
      },
      onComplaint: (text) => this.#emit({ type: 'complained', text: `compositor: ${text}` }),
    });
  }

  #closeEndpoint(endpoint: PictureEndpoint): void {
    this.#endpoints.delete(endpoint.key);
    endpoint.close();
    if (this.#endpoints.size > 0) return;
    this.#ticker.stop();
    this.#foyer?.close();
    this.#foyer = undefined;
    this.#lettering.rest();
  }

  #closeComposition(key: CompositionKey): void {
    const composition = this.#compositions.get(key);
    if (composition === undefined) return;
    for (const endpoint of this.#endpoints.values())
      if (endpoint.composition === composition) endpoint.leave();
    this.#compositions.delete(key);
    composition.close();
  }

  #tick(now: number): void {
    for (const endpoint of this.#endpoints.values()) endpoint.tick(now);
    this.#foyer?.tick(now);
    for (const composition of this.#compositions.values()) composition.tick(now);
  }

  #stop(): void {
    for (const endpoint of this.#endpoints.values()) this.#closeEndpoint(endpoint);
    for (const key of this.#compositions.keys()) this.#closeComposition(key);
    this.#ticker.stop();
    this.#lettering.close();
    this.#emit({ type: 'stopped' });
  }
}
