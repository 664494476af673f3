// Puts many spaces into a database at once, as their owner would have made them over years.
import { randomUUID } from 'node:crypto';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';
import { nameKeyOf } from '../../server/src/platform/nameKey.ts';
import { generatePassKey, generateSecret, videoNameOf } from '../../server/src/spaces/spaceKeys.ts';
import { openDatabase } from '../../server/src/storage/database.ts';

const DAY_MS = 24 * 60 * 60_000;
const CHUNK = 500;
const NAMES = [
  'Vårdplanering Torsås',
  'SIP-möte Ängen',
  'Utskrivning avd.',
  'Hembesök rehab',
  'Åtgärdsplan',
];

/** A fifth each without a time, and of today; the rest half before and half after. */
function startsAt(at: number): string | null {
  if (at % 5 === 0) return null;
  const days = at % 5 === 1 ? 0 : (at % 2 === 0 ? 1 : -1) * (1 + (at % 400));
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

export async function fill(
  settings: { DATA_DIR: string; DATABASE_URL: string | undefined },
  ownerId: string | null,
  count: number,
): Promise<void> {
  const database = await openDatabase(settings);
  const spaces = Array.from({ length: count }, (_, at) => {
    const callId = String(100_000_000 + at) as CallId;
    const name = `${NAMES[at % NAMES.length]} ${at}`;
    return {
      id: randomUUID() as string as SpaceId,
      name,
      nameKey: nameKeyOf(name),
      callId,
      videoName: videoNameOf(name, callId),
      secret: generateSecret(),
      passKey: generatePassKey(),
      ownerId,
      lobby: 'none' as const,
      admitsPhones: 1,
      admitsRooms: 1,
      allowsRingMe: 1,
      startsAt: startsAt(at),
      deleteAfterDays: null,
      lastUsedAt: null,
      createdAt: new Date(Date.now() - at * 60_000).toISOString(),
    };
  });
  for (let at = 0; at < count; at += CHUNK) {
    const chunk = spaces.slice(at, at + CHUNK);
    const callIds = chunk.map(({ callId, createdAt }) => ({ callId, createdAt, deletedAt: null }));
    await database.insertInto('callIds').values(callIds).execute();
    await database.insertInto('spaces').values(chunk).execute();
  }
  await database.destroy();
}
