// A server that room systems may dial, and real ones that do.
import { BaresipRoom, type BaresipRoomOptions } from '@distansmote/testkit/room/baresipRoom.ts';
import { LinphoneRoom, type LinphoneRoomOptions } from '@distansmote/testkit/room/linphoneRoom.ts';
import type { RoomEndpoint } from '@distansmote/testkit/room/roomEndpoint.ts';
import { cachedProgram } from '@distansmote/testkit/server/cachedProgram.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { phoneSettings, test as base } from './telephones.ts';

const compositor = cachedProgram('COMPOSITOR_BIN', 'compositor');
const lettering = cachedProgram('LETTERING_BIN', 'lettering');

/** The reason why rooms get no pictures; undefined if they do. */
export const whyNoPictures = (): string | undefined =>
  compositor === undefined || lettering === undefined ? 'no compositor was built here' : undefined;

interface Rooms {
  baresipRoom: (options: BaresipRoomOptions) => Promise<BaresipRoom>;
  linphoneRoom: (options: LinphoneRoomOptions) => Promise<LinphoneRoom>;
}

export const test = base.extend<Rooms & { rooms: RoomEndpoint[] }, { server: ServerProcess }>({
  server: [
    async ({ sipPort, mediaPort }, use) => {
      const settings = {
        ...phoneSettings(sipPort),
        MEDIA_PORT: String(mediaPort),
        SIP_ROOMS: '1',
        COMPOSITOR_BIN: compositor ?? '',
        LETTERING_BIN: lettering ?? '',
      };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
  rooms: async ({}, use) => {
    const rooms: RoomEndpoint[] = [];
    await use(rooms);
    for (const room of rooms) await room.stop();
  },
  baresipRoom: async ({ rooms }, use) =>
    use(async (options) => {
      const room = await BaresipRoom.start(options);
      rooms.push(room);
      return room;
    }),
  linphoneRoom: async ({ rooms }, use) =>
    use(async (options) => {
      const room = await LinphoneRoom.start(options);
      rooms.push(room);
      return room;
    }),
});

/** The part before @ of a video address. */
export const dialled = ({ videoAddress }: { videoAddress: string }): string =>
  videoAddress.split('@')[0] ?? '';
