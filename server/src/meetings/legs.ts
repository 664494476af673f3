// How a person's legs come, replace each other and go while the person stays: who carries the audio, and who is told.
import type { Leg } from './leg.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export class Legs {
  readonly #roster: Roster;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  addPrimary(person: Person, leg: Leg): void {
    person.addLeg(leg);
    if (person.linkedLeg !== undefined) leaveAudioToLinked(person);
    else if (!leg.capabilities.takesOverAudio)
      person.microphone.startedByPage(person.microphoneTrack?.isPaused);
  }

  /** Beside the primary leg, whose audio it takes over. */
  link(person: Person, leg: Leg): void {
    const former = person.linkedLeg;
    if (former !== undefined) this.replace(person, former);
    const hadMicrophone = person.microphoneTrack !== undefined;
    person.addLeg(leg);
    person.microphone.handOver();
    leaveAudioToLinked(person);
    if (hadMicrophone) this.#roster.tellTrackStopped(person.id, 'microphone');
    this.#tellAudioLegChanged(person);
  }

  /**
   * The audio goes by the primary leg again, whose microphone is off: whoever hangs up does not expect to be heard on
   * (decision 0027).
   */
  unlink(person: Person, leg: Leg): void {
    person.removeLeg(leg);
    person.microphone.handOver();
    person.primaryLeg?.setAudioForwarding(true);
    leg.close();
    this.#roster.tellTrackStopped(person.id, 'microphone');
    this.#tellAudioLegChanged(person);
  }

  /** The primary leg is gone. To the others no more has happened than that its pictures end. */
  goOnByLinked(person: Person, leg: Leg): void {
    const sources = [...leg.sentTracks].map(({ source }) => source);
    person.removeLeg(leg);
    person.losePage();
    leg.close();
    for (const source of sources) this.#roster.tellTrackStopped(person.id, source);
    person.tell({ type: 'onlyLegLeft' });
    this.#tellChanged(person);
  }

  /** Another leg of the same kind comes in its place. */
  replace(person: Person, former: Leg): void {
    const sources = [...former.sentTracks].map(({ source }) => source);
    const isLinked = former.capabilities.takesOverAudio;
    person.removeLeg(former);
    former.tell(isLinked ? { type: 'released', reason: 'otherPhone' } : { type: 'replaced' });
    former.close();
    for (const source of sources) this.#roster.tellTrackStopped(person.id, source);
  }

  #tellChanged(person: Person): void {
    this.#roster.tellOthers(person.id, { type: 'personChanged', person });
  }

  #tellAudioLegChanged(person: Person): void {
    this.#tellChanged(person);
    person.tell({ type: 'audioLegChanged', person });
  }
}

/** What the primary leg sends of a microphone ends, and no audio is forwarded to it any more. */
function leaveAudioToLinked({ primaryLeg }: Person): void {
  primaryLeg?.setAudioForwarding(false);
  for (const track of primaryLeg?.sentTracks ?? [])
    if (track.source === 'microphone') track.close();
}
