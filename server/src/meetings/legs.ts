// Adds, replaces and removes the legs of people who stay in the meeting, and decides which leg carries the audio.
import { ExpectedPhone } from './expectedPhone.ts';
import type { Leg } from './leg.ts';
import type { Microphone } from './microphone.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export class Legs {
  readonly #roster: Roster;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** A telephone is to come back, which carries that person's audio. @param onMissing it has not come in time */
  expectPhone(person: Person, onMissing: (leg: Leg) => void): void {
    person.addLeg(new ExpectedPhone(person.id, onMissing));
  }

  addPrimary(person: Person, leg: Leg): void {
    person.addLeg(leg);
    if (person.linkedLeg !== undefined) leaveAudioToLinked(person);
    else if (!leg.capabilities.takesOverAudio) followPage(person);
  }

  /**
   * Adds a leg beside the primary one, and moves the audio to it.
   * @param microphone the state that the leg had in a meeting whose media failed.
   */
  link(person: Person, leg: Leg, microphone?: Microphone): void {
    const former = person.linkedLeg;
    if (former !== undefined) this.replace(person, former);
    const hadMicrophone = person.microphoneTrack !== undefined;
    person.addLeg(leg);
    // The primary leg may have come back first, unmuted. Whoever muted the telephone must not be heard by surprise.
    if (microphone?.isMuted === true) person.microphone.set(true, microphone.by);
    person.microphone.handOver();
    leaveAudioToLinked(person);
    if (hadMicrophone) this.#roster.tellTrackStopped(person.id, 'microphone');
    this.#tellAudioLegChanged(person);
  }

  /**
   * Moves the audio back to the primary leg, with its microphone off: someone who hangs up doesn't expect to be heard
   * any longer (decision 0027).
   */
  unlink(person: Person, leg: Leg): void {
    person.removeLeg(leg);
    person.microphone.handOver();
    person.primaryLeg?.setAudioForwarding(true);
    leg.close();
    this.#roster.tellTrackStopped(person.id, 'microphone');
    this.#tellAudioLegChanged(person);
  }

  /** The primary leg is gone and the linked one remains. Others only see the videos end. */
  goOnByLinked(person: Person, leg: Leg): void {
    const sources = [...leg.sentTracks].map(({ source }) => source);
    person.removeLeg(leg);
    person.losePrimaryLeg();
    leg.close();
    for (const source of sources) this.#roster.tellTrackStopped(person.id, source);
    person.tell({ type: 'onlyLegLeft' });
    this.#tellChanged(person);
  }

  /** Makes way for a newer leg of the same kind. */
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

/** Ends the primary leg's microphone track, and forwards no more audio to it. */
function leaveAudioToLinked({ primaryLeg }: Person): void {
  primaryLeg?.setAudioForwarding(false);
  for (const track of primaryLeg?.sentTracks ?? [])
    if (track.source === 'microphone') track.close();
}

/** The page says whether the microphone is muted, unless a convener did it while the page was coming back. */
function followPage(person: Person): void {
  const { microphone, microphoneTrack } = person;
  const byName = microphone.unheardMuteBy;
  if (byName !== undefined && microphoneTrack?.isPaused === false)
    person.tell({ type: 'microphoneChanged', person, by: 'convener', byName });
  else microphone.followTrack(microphoneTrack?.isPaused);
}
