// Stands in for mediasoup-client's EnhancedEventEmitter, which brings Node's whole emitter with it (client/build/libraries.ts).
type Listener = (...args: never[]) => unknown;

/** What mediasoup-client and this client use of it, and no more. */
export class EnhancedEventEmitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(name: string, listener: Listener): this {
    this.#listeners.set(name, [...this.#of(name), listener]);
    return this;
  }

  once(name: string, listener: Listener): this {
    const once = (...args: never[]) => {
      this.off(name, once);
      return listener(...args);
    };
    // By which `off` finds it.
    return this.on(name, Object.assign(once, { listener }));
  }

  /** Of a listener that is there twice, the later one. */
  off(name: string, listener: Listener): this {
    const listeners = this.#of(name);
    const index = listeners.findLastIndex(
      (one) => one === listener || ('listener' in one && one.listener === listener),
    );
    this.#listeners.set(
      name,
      listeners.filter((_, i) => i !== index),
    );
    return this;
  }

  /** @returns whether somebody listens. */
  emit(name: string, ...args: unknown[]): boolean {
    // Whoever is added or removed meanwhile changes another array.
    const listeners = this.#of(name);
    for (const listener of listeners) listener.apply(this, args as never[]);
    return listeners.length > 0;
  }

  /** The same, but an error of a listener is told to those who listen for `listenererror`. */
  safeEmit(name: string, ...args: unknown[]): boolean {
    try {
      return this.emit(name, ...args);
    } catch (error) {
      try {
        this.emit('listenererror', name, error);
      } catch {
        // Nobody is left to be told.
      }
      return this.listenerCount(name) > 0;
    }
  }

  listenerCount(name: string): number {
    return this.#of(name).length;
  }

  close(): void {
    this.#listeners.clear();
  }

  #of(name: string): Listener[] {
    return this.#listeners.get(name) ?? [];
  }
}
