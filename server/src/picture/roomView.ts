// What one room sees on one of its lines: a card, a scene or slides, put together by the compositor of its composition and encoded as H.264.
import type { AgreedVideo } from '../rtp/agreedMedia.ts';
import { COLOURS } from './colours.ts';
import type { Composition } from './composition.ts';
import type { Compositor } from './compositor.ts';
import { drawCard } from './drawCard.ts';
import { drawOwnState } from './drawOwnState.ts';
import type { DrawnPicture } from './drawnPicture.ts';
import { drawScene } from './drawScene.ts';
import { drawSlides } from './drawSlides.ts';
import { KeyFrameThrottle } from './keyFrameThrottle.ts';
import { cameraFit, type Size } from './layout.ts';
import type { Lettering } from './lettering.ts';
import { decodableRate, FRAME_RATE, SLIDES_RATE } from './pictureFormat.ts';
import { picturesPerSecond, slidesPerSecond } from './loadLevel.ts';
import type { Scene, SceneSource, Shown } from './scene.ts';
import { SCENE_TEXTS } from './sceneTexts.ts';
import { type ViewFormat, viewFormat } from './viewFormat.ts';

/** What stands still, as a card: so many pictures a second are enough to sharpen it, and to show that it is there. */
const STILL_INTERVAL_MS = 200;
/** Each new format opens an encoder and costs a key frame, and a re-INVITE is quickly sent. */
const MIN_FORMAT_MS = 1_000;

/** Of a picture that is due a little later. */
const TOLERANCE_MS = 20;

/** All times are in milliseconds of `performance.now()`. */
export class RoomView {
  #format: ViewFormat;
  readonly #lettering: Lettering;
  readonly #send: (accessUnit: Buffer, capturedAt: number) => void;
  readonly #keyFrames = new KeyFrameThrottle();
  #composition: Composition;
  #shown: Shown;
  #picture: DrawnPicture | undefined;
  /** Of the compositor: the same number for the canvas and the encoder. */
  #id: number;
  #drawing = 0;
  #bitrate: number;
  #encodingFor: Compositor | undefined;
  #encodedAt = -Infinity;
  /** Of the slides, when they were last encoded. */
  #pictures: number | undefined;
  #hasChanged = true;
  #isPaused = false;
  /** Agreed on, but not in use yet. */
  #nextFormat: ViewFormat | undefined;
  #formatAt = -Infinity;
  #isClosed = false;

  /** @param send takes each encoded picture. */
  constructor(
    format: ViewFormat,
    shown: Shown,
    composition: Composition,
    lettering: Lettering,
    send: (accessUnit: Buffer, capturedAt: number) => void,
  ) {
    this.#format = format;
    this.#bitrate = format.bitrate;
    this.#shown = shown;
    this.#composition = composition;
    this.#lettering = lettering;
    this.#send = send;
    this.#id = composition.newId();
    composition.addView(this);
    this.restart();
    this.redraw();
  }

  /** Never changes. */
  get size(): Size {
    return this.#format.size;
  }

  get sources(): SceneSource[] {
    return this.#picture?.tiles.map(({ source }) => source) ?? [];
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.redraw();
  }

  /** The same picture goes on until something else is shown. */
  enter(composition: Composition): void {
    this.#leave();
    this.#composition = composition;
    this.#id = composition.newId();
    composition.addView(this);
    this.restart();
    this.redraw();
  }

  /** The compositor is another one: it learns everything anew, and the room goes on with a key frame. */
  restart(): void {
    const { compositor } = this.#composition;
    if (compositor === undefined) return;
    this.#keyFrames.restart();
    const { size, profile, maxSliceBytes } = this.#format;
    compositor.openEncoder(this.#id, {
      codec: 'H264',
      input: { canvas: this.#id },
      ...size,
      bitrate: this.#bitrate,
      frameRate: this.#frameRate,
      profile,
      ...(maxSliceBytes === undefined ? {} : { maxSliceBytes }),
    });
    this.place();
  }

  /** Draws the words anew, and places everything. For whatever changes who or what is to be seen. */
  redraw(): void {
    const drawing = (this.#drawing += 1);
    this.#draw().then(
      (picture) => {
        if (drawing !== this.#drawing || this.#isClosed) return;
        this.#picture = picture;
        this.place();
        this.#composition.viewsChanged();
      },
      // What it showed before stays.
      (error: unknown) => this.#composition.complain((error as Error).message),
    );
  }

  /** Gives the compositor the scene, with the sources as large as they are now. */
  place(): void {
    const { compositor, shelf } = this.#composition;
    const picture = this.#picture;
    if (compositor === undefined || picture === undefined) return;
    const bitmaps = picture.overlays.map(({ bitmap }) => bitmap);
    const ids = shelf.put(compositor, this, bitmaps);
    compositor.setScene(this.#id, {
      ...picture.size,
      background: COLOURS.paper >>> 8,
      tiles: picture.tiles.flatMap(({ source, box, isScreen }) => {
        const found = this.#composition.find(source);
        if (found === undefined) return [];
        const isCover = !isScreen && found.size !== undefined;
        const fit = isCover ? cameraFit(found.size ?? box, box) : 'contain';
        return [{ source: found.id, ...box, fit }];
      }),
      overlays: picture.overlays.map(({ x, y }, at) => ({
        bitmap: ids[at] ?? 0,
        x: x - (x % 2),
        y: y - (y % 2),
      })),
    });
    shelf.release(compositor, this, bitmaps);
    this.#hasChanged = true;
  }

  /** Its composition has another load level. */
  levelChanged(): void {
    this.#composition.compositor?.changeEncoder(this.#id, { frameRate: this.#frameRate });
    this.redraw();
  }

  setBitrate(bitrate: number): void {
    if (bitrate === this.#bitrate) return;
    this.#bitrate = bitrate;
    this.#composition.compositor?.changeEncoder(this.#id, { bitrate });
  }

  /** Something else was agreed on. The size stays: not every room's decoder takes another one. */
  agree(video: AgreedVideo): void {
    const most = 'slides' in this.#shown ? SLIDES_RATE : FRAME_RATE;
    this.#nextFormat = viewFormat(video, (limits) => ({
      ...this.#format,
      frameRate: decodableRate(this.size, limits, most),
    }));
  }

  /** @param isPaused whether the room wants no picture: it holds. */
  setPaused(isPaused: boolean): void {
    if (this.#isPaused && !isPaused) this.requestKeyFrame();
    this.#isPaused = isPaused;
  }

  requestKeyFrame(): void {
    this.#keyFrames.request();
  }

  /** Encodes the next picture. @returns whether the one before it is late. */
  tick(now: number): boolean {
    this.#applyFormat(now);
    const { compositor } = this.#composition;
    if (compositor === undefined || this.#picture === undefined || this.#isPaused) return false;
    const isKeyFrame = this.#keyFrames.isDue(now);
    const pictures = this.#slidesPictures;
    const hasTiles = this.#picture.tiles.length > 0;
    const isMoving = hasTiles && (pictures === undefined || pictures !== this.#pictures);
    const isUrgent = isKeyFrame || this.#hasChanged;
    const leastMs = 1_000 / this.#frameRate - TOLERANCE_MS;
    const intervalMs = isMoving ? leastMs : Math.max(STILL_INTERVAL_MS, leastMs);
    if (!isUrgent && now - this.#encodedAt < intervalMs) return false;
    if (this.#encodingFor === compositor) return true;
    this.#pictures = pictures;
    this.#encodedAt = now;
    this.#hasChanged = false;
    void this.#encode(compositor, isKeyFrame, now);
    return false;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#leave();
  }

  get #frameRate(): number {
    const { level } = this.#composition;
    const most = 'slides' in this.#shown ? slidesPerSecond(level) : picturesPerSecond(level);
    return Math.min(this.#format.frameRate, most);
  }

  /** How many pictures of the slides there have been; undefined for anything else. */
  get #slidesPictures(): number | undefined {
    if (!('slides' in this.#shown)) return undefined;
    return this.#composition.find(this.#shown.slides.source)?.pictures ?? 0;
  }

  #applyFormat(now: number): void {
    const next = this.#nextFormat;
    if (next === undefined || now - this.#formatAt < MIN_FORMAT_MS) return;
    this.#nextFormat = undefined;
    const { profile, maxSliceBytes, frameRate } = this.#format;
    const isSame = next.profile === profile && next.maxSliceBytes === maxSliceBytes;
    if (isSame && next.frameRate === frameRate) return;
    this.#formatAt = now;
    this.#format = next;
    if (!isSame) return this.restart();
    this.#composition.compositor?.changeEncoder(this.#id, { frameRate: this.#frameRate });
  }

  async #encode(compositor: Compositor, isKeyFrame: boolean, now: number): Promise<void> {
    const id = this.#id;
    this.#encodingFor = compositor;
    if (isKeyFrame) this.#keyFrames.asked(now);
    const encoded = await compositor.encode(id, { isKeyFrame });
    if (this.#encodingFor === compositor) this.#encodingFor = undefined;
    if (this.#isClosed || id !== this.#id) return;
    // A picture of a compositor that has died would refer to pictures that the next one does not know.
    if (this.#composition.compositor !== compositor) return;
    // As where the rate control has left it out.
    if (isKeyFrame && encoded === undefined) this.#keyFrames.request();
    if (encoded !== undefined) this.#send(encoded.data, now);
  }

  async #draw(): Promise<DrawnPicture> {
    const { size } = this.#format;
    if ('card' in this.#shown) return drawCard(this.#shown.card, size, this.#lettering);
    if ('slides' in this.#shown) return drawSlides(this.#shown.slides, size);
    const { scene } = this.#shown;
    const [seen, own] = await Promise.all([
      this.#drawMeeting(scene),
      scene.own === undefined ? [] : drawOwnState(scene.own, size, this.#lettering),
    ]);
    return { ...seen, overlays: [...seen.overlays, ...own] };
  }

  #drawMeeting(scene: Scene): Promise<DrawnPicture> {
    const { size } = this.#format;
    const { level } = this.#composition;
    if (level === 'soundOnly') return drawCard(SCENE_TEXTS.soundOnly, size, this.#lettering);
    const isAvailable = (source: SceneSource) => this.#composition.find(source) !== undefined;
    const isOneTile = level === 'oneTile';
    return drawScene(scene, size, isOneTile, isAvailable, this.#lettering);
  }

  #leave(): void {
    const { compositor, shelf } = this.#composition;
    compositor?.closeEncoder(this.#id);
    compositor?.forgetScene(this.#id);
    shelf.release(compositor, this, []);
    this.#composition.removeView(this);
  }
}
