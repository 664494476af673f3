// Doubles Firefox's one fake camera and one fake microphone, so that there is a choice.

/** Runs in the page before its own scripts. */
export function twinDevices(): void {
  // Also runs in about:blank, which has none.
  if (!('mediaDevices' in navigator)) return;
  const { mediaDevices } = navigator;
  const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices);
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const twinOf = (text: string) => `${text} (2)`;

  mediaDevices.enumerateDevices = async () =>
    (await enumerate()).flatMap((device) => {
      const { kind, deviceId, groupId, label } = device;
      if (deviceId === '') return [device];
      const twin = {
        kind,
        deviceId: twinOf(deviceId),
        groupId: twinOf(groupId),
        label: twinOf(label),
      };
      return [device, twin as MediaDeviceInfo];
    });

  mediaDevices.getUserMedia = async (constraints = {}) => {
    const ofOriginal = (wishes: MediaStreamConstraints['audio']) =>
      typeof wishes === 'object' ? { ...wishes, deviceId: [] } : wishes;
    const { audio, video } = constraints;
    const stream = await open({
      audio: ofOriginal(audio),
      video: ofOriginal(video),
    } as MediaStreamConstraints);
    for (const track of stream.getTracks()) {
      const wishes = track.kind === 'video' ? constraints.video : constraints.audio;
      const wish = typeof wishes === 'object' ? JSON.stringify(wishes.deviceId ?? '') : '';
      if (!wish.includes('(2)')) continue;
      // Undefined where nothing is unplugged (`hotPlugging`).
      if ((window.pulledOut as Set<string> | undefined)?.has(twinOf(track.label)) === true) {
        if (!wish.includes('exact')) continue;
        for (const opened of stream.getTracks()) opened.stop();
        throw new OverconstrainedError('deviceId');
      }
      const settings = track.getSettings.bind(track);
      track.getSettings = () => ({ ...settings(), deviceId: twinOf(settings().deviceId ?? '') });
      Object.defineProperty(track, 'label', { value: twinOf(track.label) });
    }
    return stream;
  };
}
