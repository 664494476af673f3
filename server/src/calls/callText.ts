// The real-time text of one call's line (RFC 4103): what the menu says, what others write, and what the caller types.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { AgreedText, LocalTransport } from '../rtp/agreedMedia.ts';
import type { AudioEngineClient } from '../sound/audioEngineClient.ts';
import type { EndpointKey } from '../sound/audioMessages.ts';
import { NEW_LINE } from '@distansmote/shared/signalling/t140.ts';
import { isSpoken, type MenuLanguage, READ_PROMPTS } from './ivr/menuLanguages.ts';
import type { PromptLanguage, PromptName } from './ivr/prompts.ts';
import { promptText } from './ivr/promptText.ts';

/** What somebody in the meeting has written. */
export interface WrittenText {
  id: ParticipantId;
  name: string;
  /** T.140, as `tidyT140` leaves it. */
  text: string;
}

/** Who speaks as the menu, while others write too. */
const SERVICE_NAME: Readonly<Record<PromptLanguage, string>> = { sv: 'Mötet', en: 'The meeting' };

export class CallText {
  readonly #endpoint: EndpointKey;
  readonly #engine: Pick<AudioEngineClient, 'openText' | 'post'>;
  #isAgreed = false;
  #isOpen = false;

  constructor(endpoint: EndpointKey, engine: Pick<AudioEngineClient, 'openText' | 'post'>) {
    this.#endpoint = endpoint;
    this.#engine = engine;
  }

  /** The other end has a line for text too. Nothing is sent to others. */
  get isAgreed(): boolean {
    return this.#isAgreed;
  }

  /**
   * Opens its ports, once the call's sound is open; they are closed with it.
   * @returns undefined when none is left: the call goes on without text
   */
  async open(): Promise<LocalTransport | undefined> {
    const text = await this.#engine.openText(this.#endpoint);
    this.#isOpen = text !== undefined;
    return text;
  }

  /** Gives the ports back of text that we have offered, and nobody takes. */
  closeUnlessAgreed(): void {
    if (this.#isAgreed || !this.#isOpen) return;
    this.#isOpen = false;
    this.#engine.post({ type: 'closeText', endpoint: this.#endpoint });
  }

  agree(text: AgreedText | undefined): void {
    if (text === undefined && !this.#isAgreed) return;
    this.#isAgreed = text !== undefined;
    this.#engine.post({ type: 'agreeText', endpoint: this.#endpoint, text });
  }

  /** What the menu says, in words; sounds say nothing. */
  prompt(prompts: readonly PromptName[], language: MenuLanguage, isInMeeting: boolean): void {
    const text = promptText(prompts, language);
    if (text === '') return;
    this.#write({ key: '', name: isInMeeting ? serviceName(language) : '' }, text + NEW_LINE);
  }

  show({ id, name, text }: WrittenText): void {
    this.#write({ key: id, name }, text);
  }

  #write(writer: { key: string; name: string }, text: string): void {
    if (!this.#isAgreed) return;
    this.#engine.post({ type: 'writeText', endpoint: this.#endpoint, writer, text });
  }
}

const serviceName = (language: MenuLanguage): string =>
  isSpoken(language) ? SERVICE_NAME[language] : READ_PROMPTS[language].serviceName;
