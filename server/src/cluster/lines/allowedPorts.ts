// The ports of this loopback that the other server reaches through a tunnel, each as long as something there needs it.
import type { MediaTunnel } from './mediaTunnels.ts';

export class AllowedPorts {
  readonly #tunnel: Pick<MediaTunnel, 'allow' | 'disallow'>;
  /** By what they are needed for: one port may serve several. */
  readonly #ports = new Map<string, number>();

  constructor(tunnel: Pick<MediaTunnel, 'allow' | 'disallow'>) {
    this.#tunnel = tunnel;
  }

  /** @param need which has one port at a time. */
  allow(need: string, port: number): void {
    if (this.#ports.get(need) === port) return;
    this.disallow(need);
    this.#ports.set(need, port);
    this.#tunnel.allow(port);
  }

  /** That need is over. */
  disallow(need: string): void {
    const port = this.#ports.get(need);
    if (port === undefined) return;
    this.#ports.delete(need);
    if (![...this.#ports.values()].includes(port)) this.#tunnel.disallow(port);
  }
}
