// The ways into a meeting that are compared.

export interface WayIn {
  name: string;
  describe: string;
  server: 'ours' | 'floor' | 'beside';
  publishes: boolean;
  /** One waits to be let in; that, and not the click, is where the clock starts. */
  isLobby?: boolean;
  /** Of the floor's page. */
  query?: string;
  /** The floor that it is set against. */
  floor?: string;
}

export const waysIn: WayIn[] = [
  {
    name: 'ours',
    describe: 'the product, camera and microphone on',
    server: 'ours',
    publishes: true,
    floor: 'floor',
  },
  {
    name: 'floor',
    describe: 'floor: all warmed, click = resume, publishes too',
    server: 'floor',
    publishes: true,
    query: 'way=warm',
  },
  {
    name: 'oursViewing',
    describe: 'the product, devices denied',
    server: 'ours',
    publishes: false,
    floor: 'floorViewing',
  },
  {
    name: 'floorViewing',
    describe: 'floor: all warmed, click = resume, viewing only',
    server: 'floor',
    publishes: false,
    query: 'way=warm',
  },
  {
    name: 'cold',
    describe: 'floor: one request at the click, then connect, viewing only',
    server: 'floor',
    publishes: false,
    query: 'way=cold',
  },
  {
    name: 'trap',
    describe: 'warmed transport, picture consumed at the click un-paused',
    server: 'floor',
    publishes: false,
    query: 'way=trap',
  },
  {
    name: 'ready',
    describe: 'the same, consumed paused, resumed when the page is ready',
    server: 'floor',
    publishes: false,
    query: 'way=ready',
  },
  {
    name: 'oursLobby',
    describe: 'the product, let in from the lobby, camera and microphone on',
    server: 'ours',
    publishes: true,
    isLobby: true,
    floor: 'floorLobby',
  },
  {
    name: 'floorLobby',
    describe: 'floor: nothing prepared before one is let in, publishes too',
    server: 'floor',
    publishes: true,
    isLobby: true,
    query: 'way=cold',
  },
];

/** Another checkout of ours, for comparing a change with what was before it. */
export const waysBeside: WayIn[] = waysIn
  .filter(({ server }) => server === 'ours')
  .map((way) => ({ ...way, name: way.name.replace('ours', 'beside'), server: 'beside' }));

export const DEFAULT_WAYS = ['ours', 'floor', 'oursViewing', 'floorViewing', 'cold'];
