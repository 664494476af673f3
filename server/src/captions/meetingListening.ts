// Makes text of what is said in one meeting: its microphones to the caption thread, and lines back.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { AudioDownlink } from '../media/audioDownlink.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { ListeningKey, SpokenLine, ToCaptionThread } from './captionMessages.ts';

export class MeetingListening {
  readonly key = randomUUID() as string as ListeningKey;
  readonly #meeting: Meeting;
  readonly #post: (message: ToCaptionThread) => void;
  readonly #speakers = new Map<number, ParticipantId>();
  #downlink: AudioDownlink | undefined;
  #isClosed = false;

  constructor(meeting: Meeting, post: (message: ToCaptionThread) => void) {
    this.#meeting = meeting;
    this.#post = post;
  }

  /**
   * @param port the thread's, of the loopback
   * @throws Error when no media worker is running.
   */
  async listenBy(port: number): Promise<void> {
    const { key } = this;
    const meeting = this.#meeting;
    const downlink = await meeting.media.openSpeechDownlink(
      port,
      () => meeting.persons.flatMap(({ sentTracks }) => sentTracks),
      {
        sourceAdded: (voice, participantId) => {
          this.#speakers.set(voice.ssrc, participantId);
          this.#post({ type: 'addVoice', listening: key, voice });
        },
        sourceRemoved: (ssrc) => {
          this.#post({ type: 'removeVoice', listening: key, ssrc });
        },
      },
    );
    this.#downlink = downlink;
    if (this.#isClosed) meeting.media.closeAudioDownlink(downlink);
  }

  spoke({ ssrc, id, text, isFinal }: SpokenLine): void {
    const personId = this.#speakers.get(ssrc);
    if (this.#isClosed || personId === undefined) return;
    this.#meeting.captions.spoke({ personId, lineId: id, text, isFinal });
  }

  setFailing(isFailing: boolean): void {
    if (!this.#isClosed) this.#meeting.captions.setFailing(isFailing);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#downlink !== undefined) this.#meeting.media.closeAudioDownlink(this.#downlink);
    this.#post({ type: 'closeListening', listening: this.key });
  }
}
