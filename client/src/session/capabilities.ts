// What somebody can do in a meeting, by how they joined. The server has the same (`capabilities` of its legs).
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';

/** A room system without pictures says so in its reports. */
export const canSee = (kind: ParticipantKind): boolean => kind !== 'phone';

export const readsChat = (kind: ParticipantKind): boolean => kind === 'browser';

/** They typed their own name, so nobody else may change it. */
export const namesItself = (kind: ParticipantKind): boolean => kind === 'browser';
