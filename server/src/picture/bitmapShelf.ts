// The bitmaps that one compositor holds: each once, and none that no scene shows.
import type { Compositor } from './compositor.ts';
import type { Bitmap } from './drawing.ts';

export class BitmapShelf {
  /** By what shows them. */
  readonly #shown = new Map<object, ReadonlySet<Bitmap>>();
  readonly #ids = new Map<Bitmap, number>();
  #nextId = 0;

  /**
   * Gives the compositor what it does not have yet.
   * @param owner shows these from now on; call `release` when its scene has been replaced
   * @returns the number of each
   */
  put(compositor: Compositor, owner: object, bitmaps: readonly Bitmap[]): number[] {
    const before = this.#shown.get(owner) ?? [];
    this.#shown.set(owner, new Set([...before, ...bitmaps]));
    return bitmaps.map((bitmap) => {
      const known = this.#ids.get(bitmap);
      if (known !== undefined) return known;
      const id = (this.#nextId += 1);
      this.#ids.set(bitmap, id);
      compositor.setBitmap(id, bitmap);
      return id;
    });
  }

  /** @param bitmaps what the owner still shows; nobody's are forgotten. */
  release(compositor: Compositor | undefined, owner: object, bitmaps: readonly Bitmap[]): void {
    if (bitmaps.length === 0) this.#shown.delete(owner);
    else this.#shown.set(owner, new Set(bitmaps));
    const shown = new Set([...this.#shown.values()].flatMap((its) => [...its]));
    for (const [bitmap, id] of this.#ids) {
      if (shown.has(bitmap)) continue;
      this.#ids.delete(bitmap);
      compositor?.forgetBitmap(id);
    }
  }

  /** The compositor is another one, which has nothing. */
  clear(): void {
    this.#ids.clear();
    this.#shown.clear();
  }
}
