// A participant as the server describes one, for tests of what a page makes of it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';

/** @param name also the id, unless another is given. */
export function participantCalled(
  name: string,
  more: Partial<ParticipantDescription> = {},
): ParticipantDescription {
  return {
    id: name as ParticipantId,
    kind: 'browser',
    name,
    profession: '',
    handRaisedAt: null,
    isConvener: false,
    connection: 'good',
    speaksByPhone: false,
    ...more,
  };
}

/** The same on the page, with what they share. @param screenAt when that began, by the page's clock */
export function participantSharing(name: string, screenAt: number) {
  const screen = { source: 'screen', isPaused: false, mediaTrack: undefined } as const;
  return { ...participantCalled(name), tracks: { screen: { ...screen, startedAt: screenAt } } };
}
