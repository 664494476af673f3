// Runs in the page: counts the pictures of each video that is received, and compares when it and its sound are played.

export interface Counted {
  atMs: number;
  /** By the id of the track. */
  pictures: Record<string, { decoded: number; height: number; skewMs: number | undefined }>;
}

declare global {
  interface Window {
    countPictures: () => Promise<Counted>;
  }
}

/** Self-contained, since Playwright sends its source to the page. */
export function countPictures(): void {
  const connections: RTCPeerConnection[] = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args);
      connections.push(this);
    }
  };
  window.countPictures = async () => {
    const counted: Counted = { atMs: performance.now(), pictures: {} };
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      const all = [...(await connection.getStats()).values()] as Record<string, unknown>[];
      const inbound = all.filter(({ type }) => type === 'inbound-rtp');
      // Sound and picture of one person come with one CNAME, and mediasoup gives each track a stream of its own: by order.
      const sounds = inbound.filter(({ kind }) => kind === 'audio');
      for (const [place, one] of inbound.filter(({ kind }) => kind === 'video').entries()) {
        const playedAt = one['estimatedPlayoutTimestamp'];
        const heardAt = sounds[place]?.['estimatedPlayoutTimestamp'];
        counted.pictures[String(one['trackIdentifier'])] = {
          decoded: Number(one['framesDecoded'] ?? 0),
          height: Number(one['frameHeight'] ?? 0),
          skewMs:
            typeof playedAt === 'number' && typeof heardAt === 'number'
              ? playedAt - heardAt
              : undefined,
        };
      }
    }
    return counted;
  };
}
