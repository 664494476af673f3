// Runs in the page: sends a drawn 720p video to itself with one codec, and measures the encoder.

export interface CodecWay {
  name: string;
  mimeType: 'video/VP8' | 'video/VP9' | 'video/AV1';
  encodings: RTCRtpEncodingParameters[];
}

export interface Encoded {
  /** All layers together, per drawn frame. */
  encodeMs: number;
  /** Of the largest layer. */
  framesPerSecond: number;
  /** How many layers the encoder produced, according to the browser. */
  layers: string;
  kilobitsPerSecond: number;
  encoder: string;
}

/**
 * Self-contained: Playwright sends its source to the page.
 * @returns undefined if the browser has no such encoder.
 */
export async function encodeInPage({
  way,
  seconds,
}: {
  way: CodecWay;
  seconds: number;
}): Promise<Encoded | undefined> {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const wanted = codecs.filter(({ mimeType }) => mimeType === way.mimeType);
  if (wanted.length === 0) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext('2d');
  let drawn = 0;
  // A person who moves slightly before a patterned wall.
  const draw = () => {
    if (context === null) return;
    drawn += 1;
    context.fillStyle = '#d8e4df';
    context.fillRect(0, 0, 1280, 720);
    for (let line = 0; line < 24; line += 1) {
      context.fillStyle = line % 2 ? '#c2d3cc' : '#cfded8';
      context.fillRect(line * 54, 0, 30, 720);
    }
    const sway = 40 * Math.sin(drawn / 9);
    context.fillStyle = '#0e5b52';
    context.fillRect(390 + sway, 430, 500, 290);
    context.fillStyle = '#e9b48c';
    context.beginPath();
    context.arc(640 + sway, 290, 150, 0, 7);
    context.fill();
    context.fillStyle = '#17302c';
    context.fillRect(580 + sway, 360 + 6 * Math.sin(drawn / 2), 120, 14);
  };
  draw();
  const drawing = setInterval(draw, 40);
  const [track] = canvas.captureStream().getVideoTracks();
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    if (track === undefined) return undefined;
    from.addEventListener(
      'icecandidate',
      ({ candidate }) => void to.addIceCandidate(candidate ?? undefined),
    );
    to.addEventListener(
      'icecandidate',
      ({ candidate }) => void from.addIceCandidate(candidate ?? undefined),
    );
    const transceiver = from.addTransceiver(track, {
      direction: 'sendonly',
      sendEncodings: way.encodings,
    });
    transceiver.setCodecPreferences(wanted);
    const { sender } = transceiver;
    await from.setLocalDescription();
    const offer = from.localDescription;
    if (offer === null) return undefined;
    await to.setRemoteDescription(offer);
    await to.setLocalDescription();
    // A browser answers a simulcast offer with one layer; a server, like this code, with all of them.
    const rids = way.encodings.flatMap(({ rid }) => (rid === undefined ? [] : [rid]));
    const recv =
      rids.length > 1
        ? `${rids.map((rid) => `a=rid:${rid} recv\r\n`).join('')}a=simulcast:recv ${rids.join(';')}\r\n`
        : '';
    await from.setRemoteDescription({
      type: 'answer',
      sdp: (to.localDescription?.sdp ?? '').replace(/a=(rid|simulcast):.*\r\n/g, '') + recv,
    });
    const read = async () => {
      const total = {
        encodeS: 0,
        bytes: 0,
        largest: 0,
        frames: 0,
        rids: new Set<string>(),
        encoder: '',
      };
      for (const report of (await sender.getStats()).values()) {
        const one = report as Record<string, number | string | undefined>;
        if (one['type'] !== 'outbound-rtp') continue;
        total.encodeS += Number(one['totalEncodeTime'] ?? 0);
        total.bytes += Number(one['bytesSent'] ?? 0);
        total.encoder = String(one['encoderImplementation'] ?? '');
        const mode = String(one['scalabilityMode'] ?? '');
        if (Number(one['framesEncoded'] ?? 0) > 0)
          total.rids.add(`${one['rid'] ?? ''} ${mode}`.trim());
        if (Number(one['frameHeight'] ?? 0) < total.largest) continue;
        total.largest = Number(one['frameHeight'] ?? 0);
        total.frames = Number(one['framesEncoded'] ?? 0);
      }
      return { ...total, drawn };
    };
    // Until the bitrate has ramped up and all layers are sent.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const before = await read();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const after = await read();
    if (after.bytes === before.bytes) return undefined;
    return {
      encodeMs: ((after.encodeS - before.encodeS) * 1000) / (after.drawn - before.drawn),
      framesPerSecond: (after.frames - before.frames) / seconds,
      layers: [...after.rids].join(', '),
      kilobitsPerSecond: ((after.bytes - before.bytes) * 8) / 1000 / seconds,
      encoder: after.encoder,
    };
  } finally {
    clearInterval(drawing);
    from.close();
    to.close();
  }
}
