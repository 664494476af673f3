// How a prepared leg becomes present: as somebody new, in place of a leg of the same kind, or linked to another.
import type { Leg } from './leg.ts';
import type { Legs } from './legs.ts';
import type { MeetingListeners } from './meetingListeners.ts';
import type { MeetingStats } from './meetingStats.ts';
import type { Memory } from './memory.ts';
import type { Microphone } from './microphone.ts';
import type { Naming } from './naming.ts';
import type { Identity, Person } from './person.ts';
import type { PlaybackReports } from './playbackReports.ts';
import type { PresentConveners } from './presentConveners.ts';
import type { Roles } from './roles.ts';
import type { Roster } from './roster.ts';
import type { Tracks } from './tracks.ts';

/** What a leg's owner needs once its person is in the meeting. */
export interface Entered {
  person: Person;
  /** Offers the leg's tracks to the others, once the newcomer has its reply: most of the work of a large join. */
  offerTracks(): void;
}

export interface EnteringDeps {
  roster: Roster;
  memory: Memory;
  legs: Legs;
  tracks: Tracks;
  naming: Naming;
  roles: Roles;
  playbackReports: PlaybackReports;
  presentConveners: PresentConveners;
  stats: MeetingStats;
  onOpened: MeetingListeners['onOpened'];
  /** A leg that was to come back has not. */
  onMissing(leg: Leg): void;
}

export class Entering {
  readonly #deps: EnteringDeps;

  constructor(deps: EnteringDeps) {
    this.#deps = deps;
  }

  /**
   * Makes a prepared leg present. For somebody already present it replaces one of the same kind, or links a second one.
   * @param microphone carried over from a meeting of this space that was lost.
   */
  enter(leg: Leg, identity: Identity, microphone?: Microphone): Entered {
    const { roster, legs } = this.#deps;
    roster.removePending(leg);
    leg.start();
    const former = roster.persons.get(leg.personId);
    if (former === undefined) return this.#enterNew(leg, identity, microphone);
    if (leg.capabilities.takesOverAudio && former.primaryLeg?.kind !== leg.kind) {
      legs.link(former, leg, microphone);
      return this.#entered(former, leg);
    }
    return this.#reenter(former, leg, identity);
  }

  #enterNew(leg: Leg, identity: Identity, microphone?: Microphone): Entered {
    const { roster, memory, legs, stats, presentConveners, onOpened, onMissing } = this.#deps;
    const { person, isPhoneMissing } = memory.recall(leg, identity, microphone);
    roster.persons.set(person.id, person);
    if (isPhoneMissing) legs.expectPhone(person, onMissing);
    this.#addPrimaryLeg(person, leg);
    memory.standings.entered(person.id, identity.browserId);
    if (stats.entered(roster.persons.size)) onOpened();
    presentConveners.changed();
    roster.tellOthers(person.id, { type: 'personJoined', person });
    return this.#entered(person, leg);
  }

  /** Rejoins with new transports, replacing the leg of the same kind. */
  #reenter(person: Person, leg: Leg, identity: Identity): Entered {
    const { roster, memory, legs, presentConveners } = this.#deps;
    const former = person.legOf(leg.kind);
    if (former !== undefined) legs.replace(person, former);
    // A phone that rejoins knows no more of its person than the meeting already does.
    if (!leg.capabilities.takesOverAudio) person.joinAgain(identity);
    this.#addPrimaryLeg(person, leg);
    memory.standings.entered(person.id, identity.browserId);
    presentConveners.changed();
    roster.tellOthers(person.id, { type: 'personReturned', person });
    return this.#entered(person, leg);
  }

  #addPrimaryLeg(person: Person, leg: Leg): void {
    const { legs, naming, playbackReports } = this.#deps;
    legs.addPrimary(person, leg);
    naming.show(person);
    playbackReports.forget(person.id);
  }

  #entered(person: Person, leg: Leg): Entered {
    const { roster, tracks, roles } = this.#deps;
    roles.changed();
    const sent = [...leg.sentTracks];
    const receivers = roster.receiversOf(person.id);
    // Fails only when the media worker has died, which ends the meeting.
    tracks.applyMute(person).catch(() => undefined);
    return {
      person,
      offerTracks: () => {
        for (const track of sent) if (!track.closed) tracks.offer(track, receivers);
      },
    };
  }
}
