// What the pictures are taken in: a server with telephones, browsers with drawn people, and others without browsers.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { writeTone } from '@distansmote/testkit/sound/wave.ts';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { phoneSettings } from '../support/telephones.ts';
import { holdWire } from '../support/tell.ts';
import type { Capture } from './capture.ts';
import { type Actor, enterAll, type Role } from './cast.ts';
import { Films } from './films.ts';
import { shareDrawnDocument } from './sharedDocument.ts';

/** The faces of those with browsers: of whom looks at the screen, and of somebody else. */
const FACES = { anna: 45, lars: 1 } as const;
export type Who = keyof typeof FACES;

interface PageOptions extends BrowserContextOptions {
  who?: Who;
  /** The browser refuses camera and microphone. */
  isDenied?: boolean;
}

/** One scene reaches one or more states, and takes a picture of each. */
export type Scene = (studio: Studio) => Promise<void>;

export class Studio {
  readonly server: ServerProcess;
  readonly sipPort: number;
  readonly take: Capture['take'];
  readonly #films: Films;
  readonly #folder: string;
  readonly #painter: Browser;
  readonly #browsers = new Map<string, Promise<Browser>>();
  #ends: (() => unknown)[] = [];

  private constructor(
    capture: Capture,
    {
      server,
      sipPort,
      painter,
      folder,
    }: Pick<Studio, 'server' | 'sipPort'> & { painter: Browser; folder: string },
  ) {
    this.take = (...what) => capture.take(...what);
    this.server = server;
    this.sipPort = sipPort;
    this.#painter = painter;
    this.#folder = folder;
    this.#films = new Films(painter, folder);
  }

  static async open(capture: Capture): Promise<Studio> {
    const sipPort = await freePort();
    const settings = {
      ...phoneSettings(sipPort),
      SIP_ROOMS: '1',
      // Nobody answers there.
      SIP_DIAL_OUT: `sip:127.0.0.1:${await freePort()}`,
      SIP_DIAL_OUT_ROOMS: 'video.example.org',
      TRUSTED_PROXIES: '127.0.0.1',
    };
    const server = await ServerProcess.start({ settings });
    const painter = await launchBrowser('chromium');
    const folder = await mkdtemp(join(tmpdir(), 'distansmote-screens-'));
    return new Studio(capture, { server, sipPort, painter, folder });
  }

  /** A page of its own, closed with the scene. */
  readonly page = async ({
    who = 'anna',
    isDenied = false,
    ...options
  }: PageOptions = {}): Promise<Page> => {
    const browser = await this.#browser(who, isDenied);
    const context = await browser.newContext({
      baseURL: this.server.url,
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    this.onEnd(() => context.close());
    await context.addInitScript(nameDevices);
    await context.addInitScript(shareDrawnDocument);
    const page = await context.newPage();
    await holdWire(page);
    return page;
  };

  /** People who leave with the scene. */
  async enter(callId: string, roles: readonly Role[]): Promise<Actor[]> {
    const actors = await enterAll(this.server.port, callId, roles, this.#films);
    this.onEnd(() => {
      for (const actor of actors) actor.leave();
    });
    return actors;
  }

  readonly onEnd = (end: () => unknown): void => {
    this.#ends.push(end);
  };

  async endScene(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  async close(): Promise<void> {
    await this.endScene();
    for (const browser of this.#browsers.values()) await (await browser).close();
    await this.#painter.close();
    await this.server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #browser(who: Who, isDenied: boolean): Promise<Browser> {
    const key = isDenied ? 'denied' : who;
    const open = this.#browsers.get(key) ?? this.#launch(who, isDenied);
    this.#browsers.set(key, open);
    return open;
  }

  async #launch(who: Who, isDenied: boolean): Promise<Browser> {
    const film = await this.#films.forBrowser(FACES[who]);
    // The fake microphone beeps, and whoever has it would speak now and then.
    const voice = join(this.#folder, 'silence.wav');
    await writeTone(voice, { hertz: 0, seconds: 1, rate: 48_000, volume: 0 });
    return launchBrowser('chromium', { film, voice, permission: isDenied ? 'denied' : 'granted' });
  }
}

/** Self-contained: it runs in the page. Fake devices have names that no real ones have. */
function nameDevices(): void {
  const names = new Map([
    ['Fake Default Audio Input', 'Inbyggd mikrofon'],
    ['Fake Audio Input 1', 'Webbkamerans mikrofon'],
    ['Fake Audio Input 2', 'Jabra Evolve 20'],
  ]);
  for (const { prototype } of [MediaStreamTrack, MediaDeviceInfo]) {
    const label = Object.getOwnPropertyDescriptor(prototype, 'label')?.get;
    Object.defineProperty(prototype, 'label', {
      get(this: object): string {
        const real = String(label?.call(this));
        // The path of a film.
        return real.includes('person.mjpeg') ? 'Integrerad kamera' : (names.get(real) ?? real);
      },
    });
  }
}
