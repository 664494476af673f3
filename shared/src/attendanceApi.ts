// Schemas of the HTTP API for the list of who was in a space's meetings, and when.
import { z } from 'zod';
import { role } from './signalling/role.ts';
import { participantKind } from './signalling/shapes.ts';

/** Somebody's time in a meeting, from coming to leaving. Whoever comes back later has another. */
export const attendancePeriod = z.object({
  id: z.string(),
  /** As others saw it last; for a caller whom nobody named, the masked number. */
  name: z.string(),
  /** Empty when none was given. */
  profession: z.string(),
  /** Null when they had none. */
  role: role.nullable(),
  /** The names of those who sat at the same computer. */
  companions: z.array(z.string()),
  isConvener: z.boolean(),
  /** The ways by which they were there, in the order of their first use. */
  legs: z.array(participantKind),
  /** ISO 8601 in UTC. */
  enteredAt: z.string(),
  /** Null while they are there, and when it is unknown since the server stopped without warning. */
  leftAt: z.string().nullable(),
  isPresent: z.boolean(),
});
export type AttendancePeriod = z.infer<typeof attendancePeriod>;

/** `GET /api/spaces/:id/attendance`: those who came last come first. */
export const attendancePage = z.object({
  periods: z.array(attendancePeriod),
  /** There are older ones. */
  hasMore: z.boolean(),
  /** How many days after leaving they are kept, if the space is not deleted before. */
  keptDays: z.number(),
});
export type AttendancePage = z.infer<typeof attendancePage>;

export const attendanceQuery = z
  .strictObject({
    /** The id of a period: only those who came before it are returned. */
    before: z.uuid(),
    limit: z.coerce.number().int().min(1).max(200),
  })
  .partial();

/** `GET /api/spaces/:id/attendance.csv`. */
export const attendanceCsvQuery = z.strictObject({ language: z.enum(['sv', 'en']) }).partial();
