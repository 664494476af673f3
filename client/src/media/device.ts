// Loads mediasoup-client's Device: what this browser can send and receive.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { Device } from 'mediasoup-client';
import type { HandlerFactory } from 'mediasoup-client/types';

type FetchHandler = () => Promise<{ createFactory(options: object): HandlerFactory }>;

/** How to speak WebRTC with each browser; only that of this browser is fetched. */
const handlers: Record<'Chrome111' | 'Firefox120' | 'Safari12', FetchHandler> = {
  Chrome111: async () => (await import('mediasoup-client/handlers/Chrome111')).Chrome111,
  Firefox120: async () => (await import('mediasoup-client/handlers/Firefox120')).Firefox120,
  Safari12: async () => (await import('mediasoup-client/handlers/Safari12')).Safari12,
};

/** The code did not come; another try may help. */
export class CodeNotFetched extends Error {}

const fetchLibrary = () => import('mediasoup-client');

/** So that library and handler come together; which handler it is the library says. */
function fetchAhead(): void {
  const { userAgent } = navigator;
  const likely = userAgent.includes('Firefox/')
    ? handlers.Firefox120
    : userAgent.includes('Chrome/')
      ? handlers.Chrome111
      : handlers.Safari12;
  void Promise.allSettled([fetchLibrary(), likely()]);
}

async function fetched<Code>(code: Promise<Code>): Promise<Code> {
  try {
    return await code;
  } catch (error) {
    throw new CodeNotFetched('media', { cause: error });
  }
}

/**
 * Takes 40–65 ms, so it is done ahead of need.
 * @throws CodeNotFetched; or Error in a browser that lacks the WebRTC features we need.
 */
export async function loadDevice(rtpCapabilities: RtpCapabilities): Promise<Device> {
  const { detectDeviceAsync, Device: MediasoupDevice } = await fetched(fetchLibrary());
  const name = await detectDeviceAsync();
  if (name === undefined || !(name in handlers)) throw new Error('this browser is not supported');
  const handler = await fetched(handlers[name as keyof typeof handlers]());
  const device = new MediasoupDevice({ handlerFactory: handler.createFactory({}) });
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  return device;
}

fetchAhead();
