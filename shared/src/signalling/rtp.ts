// Media parameters on the wire, named as in mediasoup and W3C ORTC, each bounded in size.
import { z } from 'zod';

// Printable ASCII only: these end up in SDP, where a line break would let the sender inject a line (RFC 8866 §5).
const printable = /^[\x20-\x7e]*$/;
const shortText = z.string().max(200).regex(printable);
const uint32 = z.int().min(0).max(0xffffffff);
const kind = z.enum(['audio', 'video']);
/** More than any codec has (RFC 7587 §6.1 names eight). Checked first: validating thousands is slow. */
const MAX_PARAMETERS = 24;
/** No booleans: mediasoup has none, and would throw for every receiver of the track. */
const codecParameters = z
  .looseObject({})
  .refine((members) => Object.keys(members).length <= MAX_PARAMETERS, 'too many')
  .pipe(
    z.record(
      z.string().max(64).regex(printable),
      z.union([z.string().max(500).regex(printable), z.number()]),
    ),
  )
  // RTX's associated payload type (RFC 4588 §8.1); mediasoup accepts only a number.
  .refine(({ apt = 0 }) => typeof apt === 'number', 'apt is no number');
const rtcpFeedback = z
  .array(z.object({ type: shortText.min(1), parameter: shortText.exactOptional() }))
  .max(16);
const headerExtensionUri = z.enum([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
]);
type HeaderExtensionUri = z.infer<typeof headerExtensionUri>;
/** Extensions that mediasoup doesn't know are dropped, not refused. */
const isKnown = <T extends { uri: string }>(
  extension: T,
): extension is T & { uri: HeaderExtensionUri } =>
  headerExtensionUri.safeParse(extension.uri).success;
const codec = {
  mimeType: z.string().regex(/^(audio|video)\/[a-z0-9.+-]{1,40}$/i),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).exactOptional(),
  parameters: codecParameters.exactOptional(),
  rtcpFeedback: rtcpFeedback.exactOptional(),
};

/** What a browser can receive (RTCRtpCapabilities in ORTC). */
export const rtpCapabilities = z.object({
  codecs: z
    .array(z.object({ ...codec, kind, preferredPayloadType: z.int().min(0).max(127) }))
    .max(64)
    .exactOptional(),
  headerExtensions: z
    .array(
      z.object({
        kind,
        uri: shortText,
        preferredId: z.int().min(1).max(255),
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
      }),
    )
    .max(64)
    .transform((extensions) => extensions.filter(isKnown))
    .exactOptional(),
});
export type RtpCapabilities = z.infer<typeof rtpCapabilities>;

/** How one track is sent (RTCRtpSendParameters in ORTC form). */
export const rtpParameters = z.object({
  mid: z.string().max(8).regex(printable).exactOptional(),
  msid: shortText.exactOptional(),
  codecs: z
    .array(z.object({ ...codec, payloadType: z.int().min(0).max(127) }))
    .min(1)
    .max(16),
  headerExtensions: z
    .array(
      z.object({
        uri: shortText,
        id: z.int().min(1).max(255),
        encrypt: z.boolean().exactOptional(),
        parameters: codecParameters.exactOptional(),
      }),
    )
    .max(32)
    .transform((extensions) => extensions.filter(isKnown))
    .exactOptional(),
  encodings: z
    .array(
      z.object({
        active: z.boolean().exactOptional(),
        ssrc: uint32.exactOptional(),
        rid: z.string().max(16).regex(printable).exactOptional(),
        codecPayloadType: z.int().min(0).max(127).exactOptional(),
        rtx: z.object({ ssrc: uint32 }).exactOptional(),
        dtx: z.boolean().exactOptional(),
        scalabilityMode: z.string().max(16).regex(printable).exactOptional(),
        scaleResolutionDownBy: z.number().min(1).max(64).exactOptional(),
        // An integer: mediasoup converts it to BigInt, and a fraction would break its channel to the worker.
        maxBitrate: z.int().min(0).max(100_000_000).exactOptional(),
        maxFramerate: z.number().min(0).max(240).exactOptional(),
      }),
    )
    .max(4)
    .exactOptional(),
  rtcp: z
    .object({
      cname: shortText.exactOptional(),
      reducedSize: z.boolean().exactOptional(),
      mux: z.boolean().exactOptional(),
    })
    .exactOptional(),
});
export type RtpParameters = z.infer<typeof rtpParameters>;

/** Fingerprints (RFC 8122) and DTLS role (RFC 5763 §5). */
export const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});
export type DtlsParameters = z.infer<typeof dtlsParameters>;

/** ICE credentials (RFC 8445 §5.3); the server is a lite agent (§2.5). */
export const iceParameters = z.object({
  usernameFragment: shortText,
  password: shortText,
  iceLite: z.boolean().exactOptional(),
});

export type IceParameters = z.infer<typeof iceParameters>;

const iceCandidate = z.object({
  foundation: shortText,
  priority: uint32,
  address: shortText,
  ip: shortText,
  protocol: z.enum(['udp', 'tcp']),
  port: z.int().min(1).max(65535),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['passive']).exactOptional(),
});

/** A TURN relay, for browsers that can't reach us otherwise; an RTCIceServer (W3C webrtc §4.2.3). */
export const iceServer = z.object({
  urls: z.array(z.string().max(300).regex(printable)).min(1).max(4),
  username: shortText,
  credential: shortText,
});
export type IceServer = z.infer<typeof iceServer>;

/** The server's end of a WebRTC transport: all that the browser's end needs. */
export const transport = z.object({
  id: shortText,
  iceParameters,
  iceCandidates: z.array(iceCandidate),
  dtlsParameters,
});
export type TransportDescription = z.infer<typeof transport>;
