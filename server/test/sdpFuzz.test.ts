// Mutated SDPs of room systems (SDP_FUZZ of them): whatever is accepted is within bounds, and can be answered line by line.
import { expect, it } from 'vitest';
import { Draw, randomSdp } from '@distansmote/testkit/telephone/sipMutations.ts';
import { transportAt } from '@distansmote/testkit/telephone/sipThread.ts';
import type { AgreedBfcp, AgreedMedia } from '../src/rtp/agreedMedia.ts';
import { LocalSdp } from '../src/sip/localSdp.ts';
import { readMediaDescriptions } from '../src/sip/mediaDescription.ts';
import { limitedTo, readAnswer, readOffer } from '../src/sip/sdpNegotiation.ts';

const COUNT = Number(process.env['SDP_FUZZ'] ?? 10_000);
const SEED = Number(process.env['SIP_FUZZ_SEED'] ?? 1);
const OPTIONS = { timeout: 60_000 + COUNT * 5, retry: 0 };
const CONTEXT = { isSignallingSecure: true, source: '192.0.2.1' };
const MEDIA = {
  audio: transportAt(40_000),
  video: transportAt(40_002),
  slides: transportAt(40_004),
  text: transportAt(40_006),
  bfcp: { port: 40_010, conferenceId: 4_711, userId: 23, floorId: 1 },
};

const isWithin = (value: number, min: number, max: number) =>
  Number.isInteger(value) && value >= min && value <= max;

/** @returns what a medium has that no encoder, decoder or socket should be given. */
function harm(one: AgreedMedia): string[] {
  const wrong: string[] = [];
  const must = (isRight: boolean, name: string) => {
    if (!isRight) wrong.push(name);
  };
  must(isWithin(one.port, 1, 65_535), 'port');
  must(isWithin(one.rtcpPort, 1, 65_535), 'rtcpPort');
  must(isWithin(one.payloadType, 0, 127), 'payloadType');
  must(/^[\da-f.:]{2,45}$/i.test(one.address), 'address');
  if (one.kind === 'audio') return wrong;
  if (one.kind === 'text') {
    must(isWithin(one.redundancyPayloadType ?? 0, 0, 127), 'redundancyPayloadType');
    must(isWithin(one.generations, 0, 2), 'generations');
    must(isWithin(one.charactersPerSecond, 5, 100), 'charactersPerSecond');
    return wrong;
  }
  const { receives } = one;
  must(isWithin(receives.maxFrameMacroblocks, 99, 36_864), 'maxFrameMacroblocks');
  must(isWithin(receives.maxMacroblocksPerSecond, 1_485, 2_073_600), 'maxMacroblocksPerSecond');
  must(isWithin(receives.maxBitrate, 64_000, 240_000_000), 'maxBitrate');
  return wrong;
}

/** The same of floor control. */
function harmOfFloor(one: AgreedBfcp | undefined): boolean {
  if (one === undefined) return false;
  if (!isWithin(one.port, 1, 65_535) || !/^[\da-f.:]{2,45}$/i.test(one.address)) return true;
  if (one.role === 'server') return false;
  const { conferenceId, userId, floorId } = one;
  const ids = [userId, floorId].every((id) => isWithin(id, 0, 65_535));
  return !ids || !isWithin(conferenceId, 0, 4_294_967_295);
}

it('an offer or answer is refused as a whole, or accepted within bounds', OPTIONS, () => {
  const draw = new Draw(SEED + 2);
  const own = new LocalSdp('203.0.113.5', MEDIA);
  const ours = own.offer(false);
  const found = { offers: 0, pictures: 0, slides: 0, texts: 0, floors: 0, answers: 0 };
  for (let count = 0; count < COUNT; count += 1) {
    const sdp = randomSdp(draw);
    const back = readAnswer(sdp, ours, CONTEXT);
    if (back !== undefined) found.answers += 1;
    expect(back?.media.flatMap(harm) ?? []).toEqual([]);
    expect(harmOfFloor(back?.floorControl)).toBe(false);
    const read = readOffer(sdp, CONTEXT);
    if (read === undefined) continue;
    const offer = limitedTo(read, MEDIA);
    found.offers += 1;
    expect(harmOfFloor(offer.floorControl), sdp).toBe(false);
    if (offer.floorControl !== undefined) found.floors += 1;
    for (const one of offer.media) {
      expect(harm(one)).toEqual([]);
      if (one.kind === 'video') found[one.content === 'main' ? 'pictures' : 'slides'] += 1;
      if (one.kind === 'text') found.texts += 1;
    }
    const local = new LocalSdp('203.0.113.5', MEDIA);
    for (const answer of [local.answerTo(offer), local.offer(false)]) {
      const lines = readMediaDescriptions(answer);
      const ports = lines?.map(({ port }) => port !== 0);
      expect(ports, sdp).toEqual(offer.lines.map(({ agreed }) => agreed !== undefined));
    }
  }
  console.log({ COUNT, ...found });
  for (const count of Object.values(found)) expect(count).toBeGreaterThan(0);
});
