// Which media workers a page's sound and pictures come from: each has a port of its own.
import type { Page } from '@playwright/test';

/** The server's ports that media comes from. */
export const remotePorts = (page: Page) =>
  page.evaluate(async () => {
    const ports = new Set<number>();
    for (const connection of window.connections) {
      if (connection.connectionState !== 'connected') continue;
      for (const report of (await window.statsOf(connection)).values()) {
        const { type, port } = report as { type: string; port: number };
        if (type === 'remote-candidate') ports.add(port);
      }
    }
    return [...ports];
  });
