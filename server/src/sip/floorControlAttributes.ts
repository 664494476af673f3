// Reads the attributes of a line for floor control (RFC 8856 §5), and those of its older form (RFC 4583).

export interface FloorControlAttributes {
  /** What the other end can be, from a=floorctrl; none when it does not say. */
  roles: readonly FloorControlRole[];
  /** From a=bfcpver; none when it does not say. */
  versions: readonly number[];
  /** The ids that a server gives. */
  conferenceId: number | undefined;
  userId: number | undefined;
  floors: readonly { id: number; labels: readonly string[] }[];
}

type FloorControlRole = 'c-only' | 's-only' | 'c-s';

const MAX_FLOORS = 8;
const MAX_WORDS = 8;

/** @param lines of one m= line, as written: sdp-transform keeps one role and one floor of many. */
export function readFloorControl(lines: readonly string[]): FloorControlAttributes {
  const valueOf = (name: string) =>
    lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3);
  return {
    roles: wordsOf(valueOf('floorctrl')).filter(isRole),
    versions: wordsOf(valueOf('bfcpver')).map(Number),
    conferenceId: idOf(valueOf('confid'), 32),
    userId: idOf(valueOf('userid'), 16),
    floors: lines.flatMap(floorOf).slice(0, MAX_FLOORS),
  };
}

function floorOf(line: string) {
  const [, written, streams] =
    /^a=floorid:(\d{1,5})(?: +(?:mstrm|m-stream):(.{1,100}))?\s*$/.exec(line) ?? [];
  const id = idOf(written, 16);
  return id === undefined ? [] : [{ id, labels: wordsOf(streams) }];
}

function idOf(written: string | undefined, bits: number): number | undefined {
  if (written === undefined || !/^\d{1,10}\s*$/.test(written)) return undefined;
  const id = Number(written);
  return id < 2 ** bits ? id : undefined;
}

const wordsOf = (value: string | undefined) =>
  (value ?? '').split(' ', MAX_WORDS).filter((word) => word !== '');

function isRole(word: string): word is FloorControlRole {
  return word === 'c-only' || word === 's-only' || word === 'c-s';
}
