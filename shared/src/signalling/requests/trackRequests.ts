// The requests about what is sent and received.
import { z } from 'zod';
import type { RequestDefinition } from './requestDefinition.ts';
import { videoSize } from '../videoSize.ts';
import { playbackReport } from '../playback.ts';
import { participantId, videoSource, trackOffer, trackSource } from '../shapes.ts';
import { nothing, areUnique } from './requestParts.ts';

/** A hundred participants with four tracks each. */
const MAX_TRACKS = 400;
/** A hundred participants with a camera and a screen each. */
const MAX_VIDEOS = 200;

export const trackRequests = {
  /**
   * The page can now receive these tracks: they start to flow, at once or after `join`. Not awaited, idempotent, and
   * tracks that have stopped are ignored. Batched, to save the request budget of a large meeting.
   */
  tracksReady: {
    body: z.object({
      tracks: z.array(z.object({ participantId, source: trackSource })).max(MAX_TRACKS),
    }),
    reply: nothing,
    refusals: ['notPrepared'],
  },
  /** A microphone is refused while a linked phone carries the audio. */
  startTrack: {
    body: trackOffer,
    reply: nothing,
    refusals: ['notJoined', 'alreadyStarted', 'mediaRefused', 'speaksByPhone'],
  },
  stopTrack: {
    body: z.object({ source: trackSource }),
    reply: nothing,
    refusals: ['notJoined', 'trackUnknown'],
  },
  pauseTrack: {
    body: z.object({ source: trackSource }),
    reply: nothing,
    refusals: ['notJoined', 'trackUnknown'],
  },
  resumeTrack: {
    body: z.object({ source: trackSource }),
    reply: nothing,
    refusals: ['notJoined', 'trackUnknown'],
  },
  /** How the others' sound and picture come out here; each is told of their own changes. Not awaited. */
  reportPlayback: {
    body: z.object({
      reports: z
        .array(playbackReport)
        .max(100)
        .refine((reports) => areUnique(reports.map(({ of }) => of)), 'one report of each'),
    }),
    reply: nothing,
    refusals: ['notJoined'],
  },
  /**
   * The sizes at which videos are shown here, as they change, so that no more is sent than can be seen. Videos that
   * have stopped are ignored. Not awaited.
   */
  setVideoSizes: {
    body: z.object({
      pictures: z
        .array(z.object({ participantId, source: videoSource, size: videoSize }))
        .max(MAX_VIDEOS)
        .refine(
          (all) => areUnique(all.map(({ participantId: id, source }) => `${id} ${source}`)),
          'one size for each picture',
        ),
    }),
    reply: nothing,
    refusals: ['notJoined'],
  },
} as const satisfies Record<string, RequestDefinition>;
