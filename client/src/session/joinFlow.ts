// From the click on join into the meeting: straight in, or by knocking and waiting in the lobby.
import { enterMeeting } from './enterMeeting.ts';
import { joinCredentialsOf } from './joinCredentials.ts';
import { isRefused, joinProblemOf } from './joinProblem.ts';
import { RequestRefused, RequestUnanswered } from '../platform/signallingClient.ts';
import { advance } from './meetingStore.ts';
import type { SessionParts } from './sessionParts.ts';
import type { Entrant } from './sessionState.ts';

/** A join is quicker than this; until then nobody need be told that it is under way. */
const SAY_JOINING_AFTER_MS = 250;
/** What fails sooner after the click has lost its server, rather than waited for an answer in vain. */
const RETRIED_WITHIN_MS = 9_000;

export type JoinFlow = ReturnType<typeof createJoinFlow>;

export function createJoinFlow(parts: SessionParts) {
  const { callId, store, signalling, media } = parts;

  async function knock(entrant: Entrant): Promise<void> {
    const asked = signalling.request('knock', { ...joinCredentialsOf(callId), ...entrant });
    // Who waits in the lobby holds nothing of the meeting.
    media.discard();
    parts.people.removePlaceholders();
    const { isAdmitted, isConvenerThere, isNumberChecked } = await asked;
    if (isAdmitted) return enterMeeting(parts, entrant);
    store.setState({ isNumberChecked });
    advance(store, 'lobbyEntered', isConvenerThere);
  }

  /** @throws RequestRefused, RequestUnanswered, ConnectionFailed */
  const enterOrKnock = (entrant: Entrant): Promise<void> =>
    enterMeeting(parts, entrant).catch((error: unknown) => {
      if (!isRefused(error, 'needsLobby')) throw error;
      return knock(entrant);
    });

  async function fromLobby(attempt: (entrant: Entrant) => Promise<void>): Promise<void> {
    const { sessionState } = store.getState();
    if (sessionState.type !== 'inLobby') return;
    await attempt(sessionState.entrant).catch((error: unknown) => {
      advance(store, 'joinFailed', joinProblemOf(error));
    });
  }

  return {
    /** The click. */
    async join(entrant: Entrant): Promise<void> {
      const isPrepared = media.current !== undefined;
      if (!advance(store, 'joinStarted', entrant)) return;
      const clickedAt = performance.now();
      const entering = enterOrKnock(entrant);
      // Behind the request, while its answer is under way: drawing the room takes as long.
      const showingRoom = setTimeout(() => {
        const { current } = media;
        if (isPrepared && current && advance(store, 'roomShown'))
          parts.people.showPlaceholders(current.connection.remoteTracks);
      });
      const slowing = setTimeout(() => advance(store, 'joinSlowed'), SAY_JOINING_AFTER_MS);
      try {
        await entering.catch((error: unknown) => {
          // The server has forgotten the session meanwhile, as after a sleep, or is gone: once more, from the beginning.
          const isLost =
            error instanceof RequestRefused
              ? error.code === 'notPrepared'
              : performance.now() - clickedAt < RETRIED_WITHIN_MS;
          if (!isLost) throw error;
          media.discard();
          return enterOrKnock(entrant);
        });
      } catch (error) {
        if (!advance(store, 'joinFailed', joinProblemOf(error))) return;
        // Nothing of a half-done join is kept: the next click starts afresh.
        signalling.send('leave', {});
        media.discard();
      } finally {
        clearTimeout(showingRoom);
        if (store.getState().sessionState.type !== 'inMeeting') parts.people.removePlaceholders();
        clearTimeout(slowing);
      }
    },
    enterOrKnock,
    admitted: () => fromLobby(enterOrKnock),
    /** The server has forgotten that somebody waits. */
    knockAgain: () =>
      fromLobby((entrant) =>
        knock(entrant).catch((error: unknown) => {
          if (!(error instanceof RequestUnanswered)) throw error;
          // With a new socket they knock again; where it has dropped, that one is under way.
          signalling.reopen();
        }),
      ),
    /** Straight in, or back to the form where the number turns out to be wrong; until then the wait goes on. */
    tryAgain: () =>
      fromLobby((entrant) => {
        const { room } = signalling;
        return enterMeeting(parts, entrant).catch((error: unknown) => {
          if (isRefused(error, 'callIdUnknown')) throw error;
          // The way to the meeting has led out of the lobby where they waited.
          return signalling.room === room ? undefined : knock(entrant);
        });
      }),
  };
}
