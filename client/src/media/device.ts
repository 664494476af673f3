// Loads mediasoup-client's Device: what this browser can send and receive.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { Device } from 'mediasoup-client';

/**
 * Takes 40–65 ms, so it is done ahead of need.
 * @throws mediasoup-client's UnsupportedError in a browser that lacks the WebRTC features we need.
 */
export async function loadDevice(rtpCapabilities: RtpCapabilities): Promise<Device> {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  return device;
}
