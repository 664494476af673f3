// Runs in the page before its own code and routes its media through the relay.

export interface MediaRedirect {
  mediaPort: number;
  relayPort: number;
}

/** Self-contained, since Playwright sends its source to the page. Removes TCP candidates, which no relay handles. */
export function redirectMedia({ mediaPort, relayPort }: MediaRedirect): void {
  const { prototype } = RTCPeerConnection;
  const plain = prototype.setRemoteDescription;
  const isForPort = new RegExp(`^(a=candidate:\\S+ \\d+ udp \\d+ \\S+) ${mediaPort} `, 'i');
  prototype.setRemoteDescription = function detoured(description) {
    const sdp = description.sdp
      ?.split('\r\n')
      .filter((line) => !/^a=candidate:\S+ \d+ tcp /i.test(line))
      .map((line) => line.replace(isForPort, `$1 ${relayPort} `))
      .join('\r\n');
    const detour = { type: description.type, ...(sdp === undefined ? {} : { sdp }) };
    return Reflect.apply(plain, this, [detour]) as Promise<void>;
  };
}
