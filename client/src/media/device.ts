// Loads mediasoup-client's Device: what this browser can send and receive.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { Device } from 'mediasoup-client';

/**
 * Costs 40–65 ms, so it is done before it is needed.
 * @throws UnsupportedError of mediasoup-client in a browser without what we need of WebRTC.
 */
export async function loadDevice(rtpCapabilities: RtpCapabilities): Promise<Device> {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  return device;
}
