// Finds the video line in the server's SDP.
interface AcceptedVideo {
  port: number;
  rtcpPort: number;
  payloadType: number;
  packetizationMode: 0 | 1;
  fmtp: string;
}

/** The first video line of an SDP that is not refused. */
export function videoIn(sdp: string): AcceptedVideo | undefined {
  const section = sdp
    .split(/^(?=m=)/m)
    .find((part) => part.startsWith('m=video ') && !part.startsWith('m=video 0 '));
  if (section === undefined) return undefined;
  const payloadType = Number(/^a=rtpmap:(\d+) H264\/90000/m.exec(section)?.[1]);
  const fmtp = new RegExp(`^a=fmtp:${payloadType} ([^\\r\\n]+)`, 'm').exec(section)?.[1] ?? '';
  const port = Number(/^m=video (\d+)/.exec(section)?.[1]);
  return {
    port,
    rtcpPort: Number(/^a=rtcp:(\d+)/m.exec(section)?.[1] ?? port + 1),
    payloadType,
    packetizationMode: /packetization-mode=1/.test(fmtp) ? 1 : 0,
    fmtp,
  };
}
