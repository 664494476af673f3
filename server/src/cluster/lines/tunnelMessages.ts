// The messages to and from the thread that holds this server's ends of the media tunnels.

/** Identifies a tunnel between the main thread and the tunnels' thread. */
export type TunnelKey = string & { readonly brand: 'TunnelKey' };

export interface TunnelOptions {
  linkId: string;
  /** The host, a name or an address, and the UDP port of the other server. */
  peer: { host: string; port: number };
  /** What both servers have drawn for this link. The same again would repeat nonces. */
  salt: string;
  /** Which of the two this one is. */
  end: 'line' | 'holder';
}

export type ToTunnelThread =
  /** Answered by `opened` or `refused`. */
  | { type: 'open'; tunnel: TunnelKey; options: TunnelOptions }
  /** Answered by `standInOpened` or `standInRefused`, with the same question. */
  | { type: 'standIn'; tunnel: TunnelKey; question: string; remotePort: number }
  | { type: 'allow'; tunnel: TunnelKey; localPort: number }
  | { type: 'disallow'; tunnel: TunnelKey; localPort: number }
  | { type: 'close'; tunnel: TunnelKey }
  | { type: 'stop' };

export type FromTunnelThread =
  /** At each start: the UDP port is open, or `portRefused`, after which the thread ends. */
  | { type: 'listening' }
  | { type: 'portRefused'; reason: string }
  | { type: 'opened'; tunnel: TunnelKey }
  /** It is closed. */
  | { type: 'refused'; tunnel: TunnelKey; reason: string }
  /** Once, after `opened`: nothing has come for too long, and it is closed. */
  | { type: 'lost'; tunnel: TunnelKey }
  | { type: 'standInOpened'; question: string; port: number }
  | { type: 'standInRefused'; question: string; reason: string };

/** `workerData` of the thread. */
export interface TunnelThreadData {
  /** UDP, on all addresses. */
  port: number;
  /** CLUSTER_SECRET */
  secret: string;
}
