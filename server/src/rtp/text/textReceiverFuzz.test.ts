// A hundred thousand mutated packets, straight into the receiver: what comes out is clean, bounded, and goes on.
import { tidyT140 } from '@distansmote/shared/signalling/t140.ts';
import { mutated } from '@distansmote/testkit/network/mutated.ts';
import { expect, it } from 'vitest';
import { parseRtp, writeRtp } from '../rtpPacket.ts';
import { writeRed } from './red.ts';
import { TextReceiver } from './textReceiver.ts';

/** Of each kind of line. */
const COUNT = 50_000;
/** Beyond what one packet and those that waited for it can say. */
const TOO_LONG = 5_000;
const RED = 96;
const T140 = 97;
const WORDS = ['Hej', '👋🏽', '\b\b', '\uFEFF', 'å'.repeat(40), 'rad\u2028', '\u009B31m', ''];

it.each([false, true])(
  'they harm nothing (several writers: %s)',
  { timeout: 120_000 },
  (isMixed) => {
    const receiver = new TextReceiver();
    receiver.agree({ payloadType: T140, redundancyPayloadType: RED, generations: 2, isMixed });
    const reached = { header: 0, text: 0 };
    const unclean: string[] = [];
    const wordAt = (at: number) => Buffer.from(WORDS[at % WORDS.length] ?? '');
    for (let at = 2; at < COUNT; at += 1) {
      const blocks = [2, 1, 0].map((age) => ({
        payloadType: T140,
        offset: 300 * age,
        payload: wordAt(at - age),
      }));
      const packet = writeRtp({
        payloadType: RED,
        hasMarker: false,
        sequence: at & 0xffff,
        timestamp: (at * 300) >>> 0,
        ssrc: 1,
        contributors: isMixed ? [at % 3] : [],
        payload: writeRed(blocks),
      });
      const parsed = parseRtp(mutated(packet));
      if (parsed === undefined) continue;
      reached.header += 1;
      const text = receiver.receive(parsed, at) + receiver.flush(at);
      if (text !== '') reached.text += 1;
      if (text.length >= TOO_LONG || tidyT140(text) !== text) unclean.push(text);
    }
    expect(unclean).toEqual([]);
    // Most get past the header, and many as far as the letters.
    expect(reached.header).toBeGreaterThan(COUNT / 2);
    expect(reached.text).toBeGreaterThan(COUNT / 20);
  },
);
