// The lines of real-time text of all calls, by the keys of their calls.
import type { AgreedText, LocalTransport } from '../agreedMedia.ts';
import type { PortPair } from '../rtpPorts.ts';
import { TextRtpSession } from './textRtpSession.ts';
import type { TextWriter } from './writerTurns.ts';

export interface TextLinesEvents<Key> {
  onText(key: Key, text: string): void;
  onDropped(key: Key, characters: number): void;
}

export class TextLines<Key extends string> {
  readonly #events: TextLinesEvents<Key>;
  readonly #lines = new Map<Key, TextRtpSession>();

  constructor(events: TextLinesEvents<Key>) {
    this.#events = events;
  }

  /** @param ports closed with the line @returns for our SDP */
  open(key: Key, ports: PortPair): LocalTransport {
    this.close(key);
    const line = new TextRtpSession(ports, key, {
      onText: (text) => this.#events.onText(key, text),
      onDropped: (characters) => this.#events.onDropped(key, characters),
    });
    this.#lines.set(key, line);
    return line.local;
  }

  /** Here and below, what is for a line that is gone, or never was, is ignored. */
  agree(key: Key, text: AgreedText | undefined): void {
    this.#lines.get(key)?.agree(text);
  }

  write(key: Key, writer: TextWriter, text: string): void {
    this.#lines.get(key)?.write(writer, text);
  }

  tick(now: number): void {
    for (const line of this.#lines.values()) line.tick(now);
  }

  close(key: Key): void {
    this.#lines.get(key)?.close();
    this.#lines.delete(key);
  }
}
