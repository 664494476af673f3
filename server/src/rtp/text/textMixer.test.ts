import { expect, it } from 'vitest';
import type { AgreedText } from '../agreedMedia.ts';
import { TextMixer, type MixedPacket } from './textMixer.ts';
import { WriterTurns } from './writerTurns.ts';

const ANNA = { key: 'anna', name: 'Anna' };
const BO = { key: 'bo', name: 'Bo' };
const MENU = { key: '', name: '' };
const NL = '\u2028';

const AGREED: AgreedText = {
  kind: 'text',
  mediaLine: 1,
  address: '192.0.2.1',
  port: 7_210,
  rtcpPort: 7_211,
  isRtcpMuxed: false,
  signalledFrom: '192.0.2.1',
  isHearing: true,
  isSending: true,
  remoteSrtpKey: undefined,
  payloadType: 97,
  redundancyPayloadType: 96,
  generations: 2,
  charactersPerSecond: 30,
  isMixed: false,
};

/** Each 20 ms, as the audio thread asks. */
function take(
  mixer: TextMixer,
  from: number,
  until: number,
): { at: number; packet: MixedPacket }[] {
  const taken = [];
  for (let at = from; at < until; at += 20) {
    const packet = mixer.take(at);
    if (packet !== undefined) taken.push({ at, packet });
  }
  return taken;
}

const wordsOf = ({ packet }: { packet: MixedPacket }) =>
  packet.blocks.map(({ payload }) => Buffer.from(payload).toString());
const newIn = (taken: { packet: MixedPacket }[]) =>
  taken.map((one) => wordsOf(one).at(-1)).join('');

it('each part is sent each 300 ms with the two before it, and a keep-alive when nobody writes', () => {
  const mixer = new TextMixer();
  mixer.agree(AGREED);
  mixer.write(MENU, 'Hej');
  const taken = take(mixer, 1_000, 1_100);
  mixer.write(MENU, '!');
  taken.push(...take(mixer, 1_100, 11_000));
  expect(taken.map(wordsOf)).toEqual([
    ['', '', '\uFEFF'],
    ['', '\uFEFF', 'Hej!'],
    ['\uFEFF', 'Hej!', ''],
    ['Hej!', '', ''],
  ]);
  expect(taken.map(({ at }) => at)).toEqual([1_000, 1_300, 1_600, 1_900]);
  expect(taken.map(({ packet }) => packet.isFirst)).toEqual([true, false, false, false]);
  const offsets = taken.map(({ packet }) => packet.blocks.map(({ offset }) => offset));
  for (const some of offsets) expect(some).toEqual([600, 300, 0]);
  const idle = take(mixer, 11_000, 60_000);
  expect(newIn(idle)).toBe('\uFEFF'.repeat(5));
});

it('a slow reader is sent no more than they take over ten seconds, and nothing is lost', () => {
  const mixer = new TextMixer();
  mixer.agree({ ...AGREED, charactersPerSecond: 10 });
  const long = 'abcdefghij'.repeat(30);
  mixer.write(MENU, long);
  const taken = take(mixer, 1_000, 60_000);
  expect(newIn(taken).replaceAll('\uFEFF', '')).toBe(long);
  for (let from = 1_000; from < 50_000; from += 500) {
    const within = taken.filter(({ at }) => at >= from && at < from + 10_000);
    expect(newIn(within).length).toBeLessThanOrEqual(100);
  }
});

it('what is more than anybody can read is marked once', () => {
  const mixer = new TextMixer();
  mixer.agree({ ...AGREED, isHearing: false });
  for (let count = 0; count < 50; count += 1) mixer.write(MENU, 'x'.repeat(1_000));
  mixer.agree(AGREED);
  const shown = newIn(take(mixer, 1_000, 400_000));
  expect(shown).toMatch(/^\uFEFFx{7000}\uFFFD\uFEFF*$/);
});

it('in a mixed stream all write at once, each in packets of their own, with their redundancy', () => {
  const mixer = new TextMixer();
  mixer.agree({ ...AGREED, isMixed: true });
  take(mixer, 0, 2_000);
  expect(mixer.write(ANNA, 'a1')).toBe(true);
  expect(mixer.write(BO, 'b1')).toBe(true);
  mixer.write(MENU, 'm');
  const taken = take(mixer, 2_000, 2_100);
  expect(mixer.write(ANNA, 'a2')).toBe(false);
  taken.push(...take(mixer, 2_100, 4_000));
  const [anna, bo] = mixer.names;
  expect([anna?.name, bo?.name]).toEqual(['Anna', 'Bo']);
  const of = (ssrc: number | undefined) =>
    taken.filter(({ packet }) => packet.contributor === ssrc).map(wordsOf);
  expect(of(anna?.ssrc)).toEqual([
    ['', '', 'a1'],
    ['', 'a1', 'a2'],
    ['a1', 'a2', ''],
    ['a2', '', ''],
  ]);
  expect(of(bo?.ssrc)).toEqual([
    ['', '', 'b1'],
    ['', 'b1', ''],
    ['b1', '', ''],
  ]);
  expect(
    of(undefined)
      .map((words) => words.at(-1))
      .join(''),
  ).toBe('m');
});

it('in a mixed stream what is new leaves at once, and each packet at a time of its own', () => {
  const mixer = new TextMixer();
  mixer.agree({ ...AGREED, isMixed: true });
  take(mixer, 0, 2_000);
  mixer.write(ANNA, 'a');
  mixer.write(BO, 'b');
  const taken = take(mixer, 2_000, 2_100);
  mixer.write(ANNA, 'A');
  taken.push(...take(mixer, 2_100, 2_600));
  expect(taken.map(({ at, packet }) => [at, wordsOf({ packet }).at(-1)])).toEqual([
    [2_000, 'a'],
    [2_020, 'b'],
    [2_100, 'A'],
    [2_320, ''],
    [2_400, ''],
  ]);
  expect(taken.map(({ packet }) => packet.isFirst)).toEqual([true, false, false, false, false]);
});

it('without redundancy only the first packet after a pause is marked, and an empty one ends it', () => {
  const mixer = new TextMixer();
  mixer.agree({ ...AGREED, generations: 0, redundancyPayloadType: undefined });
  take(mixer, 0, 2_000);
  mixer.write(MENU, 'x'.repeat(100));
  const taken = take(mixer, 2_000, 4_000);
  expect(taken.map(wordsOf)).toEqual([['x'.repeat(80)], ['x'.repeat(20)], ['']]);
  expect(taken.map(({ packet }) => packet.isFirst)).toEqual([true, false, false]);
});

it('a composite character is not cut over two packets', () => {
  const mixer = new TextMixer();
  mixer.agree(AGREED);
  take(mixer, 0, 2_000);
  mixer.write(MENU, `${'x'.repeat(78)}👋🏽👩‍⚕️e\u0301`);
  expect(take(mixer, 2_000, 2_400).map((one) => wordsOf(one).at(-1))).toEqual([
    `${'x'.repeat(78)}👋🏽`,
    '👩‍⚕️e\u0301',
  ]);
});

it('once mixing is no longer agreed on, what waits is written in turn', () => {
  const mixer = new TextMixer();
  mixer.agree({ ...AGREED, isMixed: true });
  take(mixer, 0, 2_000);
  mixer.write(ANNA, 'Hej ');
  take(mixer, 2_000, 2_100);
  mixer.write(ANNA, 'då.');
  mixer.write(BO, 'Ja');
  mixer.agree(AGREED);
  const taken = take(mixer, 2_100, 8_000);
  expect(taken.filter(({ packet }) => packet.contributor !== undefined)).toEqual([]);
  expect(newIn(taken)).toBe(`[Anna] då.${NL}[Bo] Ja`);
  expect(mixer.names).toEqual([]);
});

it('without a port that hears nothing is sent', () => {
  const mixer = new TextMixer();
  mixer.write(MENU, 'x');
  expect(take(mixer, 0, 5_000)).toEqual([]);
});

it('writers take turns at the end of a sentence or line, each with their name', () => {
  const turns = new WriterTurns();
  turns.write(ANNA, 'Hej alla');
  expect(turns.take(0)).toBe('[Anna] Hej alla');
  turns.write(BO, 'Ja');
  expect(turns.take(100)).toBe('');
  turns.write(ANNA, ' här. Nu ');
  // A packet has the text of one alone (RFC 9071 §4.2.5).
  expect(turns.take(200)).toBe(' här. ');
  expect(turns.take(300)).toBe(`${NL}[Bo] Ja`);
  turns.write(BO, `!${NL}`);
  expect(turns.take(400)).toBe(`!${NL}`);
  expect(turns.take(500)).toBe('[Anna] Nu ');
  turns.write(BO, 'Va?');
  turns.write(ANNA, 'då, om');
  expect(turns.take(600)).toBe('då, ');
  expect(turns.take(700)).toBe(`${NL}[Bo] Va?`);
});

it('whose words are the oldest goes on first, so that nobody waits for two who never end', () => {
  const turns = new WriterTurns();
  const shown: string[] = [];
  turns.write(ANNA, 'Ja. ');
  for (let now = 0; now < 4_000; now += 100) {
    turns.write(ANNA, 'Nja. ');
    turns.write(BO, 'Nej. ');
    if (now === 300) turns.write({ key: 'c', name: 'Åsa' }, 'Får jag?');
    shown.push(turns.take(now));
  }
  expect(shown.slice(0, 12).join('')).toContain('[Åsa] Får jag?');
});

it('who writes without a space gives way too, in the end', () => {
  const turns = new WriterTurns();
  turns.write(ANNA, 'a');
  let shown = turns.take(0);
  turns.write(BO, 'Ja');
  for (let now = 1_000; now <= 30_000; now += 1_000) {
    turns.write(ANNA, 'a');
    shown += turns.take(now);
  }
  expect(shown).toMatch(/^\[Anna\] a{20,27}\u2028\[Bo\] Ja/);
});

it('who rests in the middle gives way, and so does who never ends', () => {
  const resting = new WriterTurns();
  resting.write(ANNA, 'Jag');
  resting.take(0);
  resting.write(BO, 'Ja');
  expect(resting.take(2_900)).toBe('');
  expect(resting.take(3_100)).toBe(`${NL}[Bo] Ja`);
  const endless = new WriterTurns();
  endless.write(ANNA, 'och ');
  let shown = endless.take(0);
  endless.write(BO, 'Ja');
  for (let now = 1_000; now <= 12_000; now += 1_000) {
    endless.write(ANNA, 'och ');
    shown += endless.take(now);
  }
  expect(shown).toMatch(/^\[Anna\] (?:och ){10,12}\u2028\[Bo\] Ja$/);
});

it('a backspace takes back what its writer wrote in this turn, never a name or what others wrote', () => {
  const turns = new WriterTurns();
  turns.write(ANNA, 'Hej');
  turns.take(0);
  turns.write(ANNA, '\b\b\b\b\b\bNej');
  expect(turns.take(100)).toBe('\b\b\bXXXNej');
  turns.write(BO, `Va${NL}`);
  expect(turns.take(4_000)).toBe(`${NL}[Bo] Va${NL}`);
  turns.write(ANNA, '\b\b\b\bJo');
  expect(turns.take(4_100)).toBe('[Anna] XXXXJo');
});

it('what waits and is taken back is not shown', () => {
  const turns = new WriterTurns();
  turns.write(ANNA, 'Jag ');
  turns.take(0);
  turns.write(BO, 'Ne');
  turns.write(BO, '\b\b');
  expect(turns.take(5_000)).toBe('');
  turns.write(BO, 'Ja🙂x\b\b');
  expect(turns.take(5_100)).toBe(`${NL}[Bo] Ja`);
});

it('a name cannot break its label', () => {
  const turns = new WriterTurns();
  turns.write({ key: 'x', name: `A\b\b${NL}B` }, 'hej');
  expect(turns.take(0)).toBe('[AB] hej');
});
