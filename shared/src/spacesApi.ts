// Schemas of the HTTP API for the staff's page of spaces: searched, deleted many at a time, and made from templates.
import { z } from 'zod';
import { displayText } from './accountsApi.ts';
import { lobby, spaceDescription } from './httpApi.ts';
import type { SpaceId } from './ids.ts';

/**
 * By the planned time, in Swedish days: `today`, `upcoming` (later than today), `withoutTime`, `old` (earlier than today).
 */
export const spaceTab = z.enum(['today', 'upcoming', 'withoutTime', 'old']);
export type SpaceTab = z.infer<typeof spaceTab>;

export const spaceSort = z.enum(['name', 'startsAt', 'lastUsedAt', 'createdAt', 'owner']);
export type SpaceSort = z.infer<typeof spaceSort>;

const sortDirection = z.enum(['ascending', 'descending']);
export type SortDirection = z.infer<typeof sortDirection>;

/** Rows of a page, unless the request says how many. */
export const SPACES_PER_PAGE = 20;

/** `POST /api/spaces/search`. In the body and not in the URL, which proxies log: the text may be somebody's name. */
export const spaceSearch = z
  .strictObject({
    tab: z.enum([...spaceTab.options, 'all']),
    /** Part of a name or of a call ID; for administrators also of the owner. In any case, and literally. */
    text: z.string().max(100),
    /** By default what suits the tab: what comes first, or what is newest. */
    sort: spaceSort,
    direction: sortDirection,
    /** From 1. */
    page: z.int().min(1).max(100_000),
    perPage: z.int().min(1).max(100),
  })
  .partial();
export type SpaceSearch = z.infer<typeof spaceSearch>;

/** A space as a row of the list. */
export const spaceRow = spaceDescription.extend({
  /** For administrators; null for others, and for a space that no account made. */
  owner: z.object({ username: z.string(), displayName: z.string() }).nullable(),
  /** How many are in its meeting now. */
  presentCount: z.int(),
});
export type SpaceRow = z.infer<typeof spaceRow>;

export const spacePage = z.object({
  spaces: z.array(spaceRow),
  /** The tab that was asked for; if none was, the first that has something. */
  tab: z.enum([...spaceTab.options, 'all']),
  /** What `sort` and `direction` are by default in this tab, or were in the request. */
  sort: spaceSort,
  direction: sortDirection,
  /** How many match the text, in each tab. */
  totals: z.record(spaceTab, z.int()),
});
export type SpacePage = z.infer<typeof spacePage>;

const spaceId = z.uuid().transform((text) => text as SpaceId);

/** `GET /api/spaces/present`: only spaces with somebody in their meeting. */
export const spacePresence = z.array(z.object({ id: spaceId, presentCount: z.int() }));
export type SpacePresence = z.infer<typeof spacePresence>;

/** `POST /api/spaces/deletions`. */
export const spaceDeletions = z.strictObject({ ids: z.array(spaceId).min(1).max(200) });

/** One for each id, in the order of the request; an id that comes twice is answered once. */
export const spaceDeletionResults = z.array(
  z.object({
    id: spaceId,
    /** `spaceUnknown`: there is none, or it is somebody else's. `failed`: try again. */
    outcome: z.enum(['deleted', 'spaceUnknown', 'failed']),
  }),
);
export type SpaceDeletionResults = z.infer<typeof spaceDeletionResults>;

/** `PUT /api/spaces/templates`: settings for new spaces, for whoever saved them. One of that name is replaced. */
export const newSpaceTemplate = z.strictObject({
  name: displayText.min(1).max(60),
  lobby,
  admitsPhones: z.boolean(),
  admitsRooms: z.boolean(),
  deleteAfterDays: z.int().min(1).max(3650).nullable(),
});
export type NewSpaceTemplate = z.infer<typeof newSpaceTemplate>;

export const spaceTemplate = z.object({ id: z.uuid(), ...newSpaceTemplate.shape });
export type SpaceTemplate = z.infer<typeof spaceTemplate>;
