// The engines of another server, as meetings here use them for its calls: what is posted goes over the link.
import { setTimeout as pause } from 'node:timers/promises';
import type { CompositionKey } from '../../picture/pictureKeys.ts';
import { PictureUnavailable } from '../../picture/pictureEngineClient.ts';
import { AudioUnavailable } from '../../sound/audioEngineClient.ts';
import type { MixKey } from '../../sound/audioMessages.ts';
import { AllowedPorts } from './allowedPorts.ts';
import type { LineLink } from './lineLink.ts';
import type { ForAudio, ForPictures, ToHolder, ToLine } from './lineMessages.ts';
import { TunnelUnavailable } from './mediaTunnels.ts';

export type EngineAnswer = Extract<
  ToHolder,
  { type: 'mixOpened' | 'mixRefused' | 'compositionOpened' | 'compositionRefused' }
>;

/** Longer than an engine of that server takes to be given up there. */
const ANSWER_MS = 5_000;

export class RemoteEngines {
  readonly #link: LineLink<ToLine, ToHolder>;
  /** What is being opened there, by its key: takes the port of that server's loopback. */
  readonly #opening = new Map<string, (port: number | undefined) => void>();

  readonly #allowed: AllowedPorts;

  constructor(link: LineLink<ToLine, ToHolder>) {
    this.#link = link;
    this.#allowed = new AllowedPorts(link.tunnel);
  }

  /** As `AudioEngineClient`. */
  readonly audio = {
    post: (message: ForAudio): void => {
      if (message.type === 'enterMix')
        this.#allowed.allow(`sound of ${message.endpoint}`, message.sending.port);
      if (message.type === 'leaveMix') this.#allowed.disallow(`sound of ${message.endpoint}`);
      this.#link.send({ type: 'audio', message });
    },
    /** @throws AudioUnavailable */
    openMix: async (mix: MixKey): Promise<number> => {
      const port = await this.#open(mix, { type: 'audio', message: { type: 'openMix', mix } });
      if (port !== undefined) return port;
      // It may have been opened, but too late.
      this.audio.post({ type: 'closeMix', mix });
      throw new AudioUnavailable('the server of the line opens no mix');
    },
  };

  /** As `PictureEngineClient`. */
  readonly pictures = {
    post: (message: ForPictures): void => {
      this.#allowForPictures(message);
      this.#link.send({ type: 'pictures', message });
    },
    /** @throws PictureUnavailable */
    openComposition: async (composition: CompositionKey): Promise<number> => {
      const message = { type: 'openComposition', composition } as const;
      const port = await this.#open(composition, { type: 'pictures', message });
      if (port !== undefined) return port;
      this.pictures.post({ type: 'closeComposition', composition });
      throw new PictureUnavailable('the server of the line opens no composition');
    },
  };

  /** What that server answers. */
  answered(answer: EngineAnswer): void {
    const key = 'mix' in answer ? answer.mix : answer.composition;
    this.#opening.get(key)?.('port' in answer ? answer.port : undefined);
  }

  /** That server is gone. */
  close(): void {
    for (const opened of this.#opening.values()) opened(undefined);
  }

  #allowForPictures(message: ForPictures): void {
    switch (message.type) {
      case 'enterComposition':
        return this.#allowed.allow(`camera of ${message.endpoint}`, message.sending.port);
      case 'leaveComposition':
        this.#allowed.disallow(`camera of ${message.endpoint}`);
        return this.#allowed.disallow(`slides of ${message.endpoint}`);
      case 'startSlides':
        return this.#allowed.allow(`slides of ${message.endpoint}`, message.sending.port);
      case 'stopSlides':
        return this.#allowed.disallow(`slides of ${message.endpoint}`);
      // All that is seen in one composition comes from one port.
      case 'addSource':
        return this.#allowed.allow(message.composition, message.source.feedbackPort);
      case 'closeComposition':
        return this.#allowed.disallow(message.composition);
      default:
        return undefined;
    }
  }

  /** @returns the port of this loopback that stands for what has been opened; undefined if that failed. */
  async #open(key: string, message: ToLine): Promise<number | undefined> {
    const answer = new Promise<number | undefined>((resolve) => {
      this.#opening.set(key, resolve);
    });
    this.#link.send(message);
    try {
      const port = await Promise.race([answer, pause(ANSWER_MS, undefined, { ref: false })]);
      return port === undefined ? undefined : await this.#link.tunnel.standIn(port);
    } catch (error) {
      if (error instanceof TunnelUnavailable) return undefined;
      throw error;
    } finally {
      this.#opening.delete(key);
    }
  }
}
