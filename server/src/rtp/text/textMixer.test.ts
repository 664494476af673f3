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
  for (let at = from; at < until; at += 20)
    taken.push(...mixer.take(at).map((packet) => ({ at, packet })));
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
  expect(turns.take(200)).toBe(` här. ${NL}[Bo] Ja`);
  turns.write(BO, `!${NL}`);
  expect(turns.take(300)).toBe(`!${NL}[Anna] Nu `);
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
  expect(turns.take(100)).toBe('\b\b\bNej');
  turns.write(BO, `Va${NL}`);
  expect(turns.take(4_000)).toBe(`${NL}[Bo] Va${NL}`);
  turns.write(ANNA, '\b\b\b\bJo');
  expect(turns.take(4_100)).toBe('[Anna] Jo');
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
