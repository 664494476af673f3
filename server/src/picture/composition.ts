// What the rooms of one meeting see: one compositor, the sources that it decodes, and a view for each room.
import { BitmapShelf } from './bitmapShelf.ts';
import type { Compositor } from './compositor.ts';
import { CompositionSources, type FoundSource } from './compositionSources.ts';
import { LoadControl } from './loadControl.ts';
import { picturesPerSecond, type LoadLevel } from './loadLevel.ts';
import { PictureClock } from './pictureClock.ts';
import type { PictureEndpointKey } from './pictureKeys.ts';
import type { PictureSource } from './pictureMessages.ts';
import { RestartingCompositor } from './restartingCompositor.ts';
import type { RoomCamera } from './roomCamera.ts';
import type { RoomView } from './roomView.ts';
import type { SceneSource } from './scene.ts';

export interface CompositionEvents {
  onLevelChanged(level: LoadLevel): void;
  /** Of a source that some room shows. */
  onArrivingChanged(ssrc: number, isArriving: boolean): void;
  /** For the log. */
  onComplaint(text: string): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class Composition {
  readonly shelf = new BitmapShelf();
  readonly #events: CompositionEvents;
  readonly #process: RestartingCompositor;
  readonly #clock = new PictureClock();
  readonly #load = new LoadControl();
  readonly #views = new Set<RoomView>();
  readonly #cameras = new Map<PictureEndpointKey, RoomCamera>();
  readonly #slides = new Map<PictureEndpointKey, RoomCamera>();
  #sources: CompositionSources | undefined;
  #lastId = 0;

  /** @param program the path of the compositor */
  constructor(program: string, events: CompositionEvents) {
    this.#events = events;
    this.#process = new RestartingCompositor(program, {
      onStarted: () => this.#restart(),
      onComplaint: (text) => events.onComplaint(text),
    });
    this.#process.start();
  }

  /** @returns the port of the loopback at which the meeting's pictures arrive. @throws Error when none is left. */
  async openSources(): Promise<number> {
    this.#sources = await CompositionSources.open({
      compositor: () => this.compositor,
      onResized: () => this.#placeAll(),
      onArrivingChanged: (ssrc, isArriving) => this.#events.onArrivingChanged(ssrc, isArriving),
      newId: () => this.newId(),
    });
    return this.#sources.port;
  }

  /** Undefined while none runs. */
  get compositor(): Compositor | undefined {
    return this.#process.current;
  }

  get level(): LoadLevel {
    return this.#load.level;
  }

  /** A number for the compositor that nothing else has. */
  newId(): number {
    return (this.#lastId += 1);
  }

  addSource(source: PictureSource): void {
    this.#sources?.add(source);
    this.redraw();
  }

  removeSource(ssrc: number): void {
    this.#sources?.remove(ssrc);
    this.redraw();
  }

  addView(view: RoomView): void {
    this.#views.add(view);
  }

  removeView(view: RoomView): void {
    this.#views.delete(view);
    this.viewsChanged();
  }

  addCamera(endpoint: PictureEndpointKey, camera: RoomCamera): void {
    this.#cameras.set(endpoint, camera);
    this.redraw();
  }

  removeCamera(endpoint: PictureEndpointKey): void {
    this.#cameras.delete(endpoint);
    this.redraw();
  }

  /** What a room shows on its line for slides. */
  addSlides(endpoint: PictureEndpointKey, slides: RoomCamera): void {
    this.#slides.set(endpoint, slides);
    this.redraw();
  }

  removeSlides(endpoint: PictureEndpointKey): void {
    if (this.#slides.delete(endpoint)) this.redraw();
  }

  /** @returns undefined when nothing of it arrives. */
  find(source: SceneSource): FoundSource | undefined {
    if ('ssrc' in source) return this.#sources?.find(source.ssrc);
    const camera =
      'slidesOf' in source ? this.#slides.get(source.slidesOf) : this.#cameras.get(source.endpoint);
    return camera?.isSending === true ? camera : undefined;
  }

  /** Who is seen has changed: what no room sees any more is not decoded any more. */
  viewsChanged(): void {
    const shown = [...this.#views].flatMap((view) => view.sources);
    this.#sources?.setShown(new Set(shown.flatMap((one) => ('ssrc' in one ? [one.ssrc] : []))));
    const rooms = new Set(shown.flatMap((one) => ('endpoint' in one ? [one.endpoint] : [])));
    for (const [endpoint, camera] of this.#cameras) camera.setShown(rooms.has(endpoint));
    const slides = new Set(shown.flatMap((one) => ('slidesOf' in one ? [one.slidesOf] : [])));
    for (const [endpoint, camera] of this.#slides) camera.setShown(slides.has(endpoint));
    // What is shown from now on may have a size already.
    this.#placeAll();
  }

  /** What there is to be seen has changed. */
  redraw(): void {
    for (const view of this.#views) view.redraw();
  }

  /** A room's pictures have a size, or another one. */
  cameraResized(): void {
    this.#placeAll();
  }

  /** @param text for the log */
  complain(text: string): void {
    this.#events.onComplaint(text);
  }

  tick(now: number): void {
    this.#sources?.tick(now);
    if (!this.#clock.isDue(now, picturesPerSecond(this.level))) return;
    const late = [...this.#views].filter((view) => view.tick(now));
    if (!this.#load.picture(late.length > 0, now)) return;
    for (const view of this.#views) view.levelChanged();
    this.#events.onLevelChanged(this.level);
  }

  /** Views and cameras have left before. */
  close(): void {
    this.#sources?.close();
    this.#process.close();
  }

  #restart(): void {
    this.shelf.clear();
    this.#sources?.restart();
    for (const camera of [...this.#cameras.values(), ...this.#slides.values()]) camera.restart();
    for (const view of this.#views) view.restart();
  }

  #placeAll(): void {
    for (const view of this.#views) view.place();
  }
}
