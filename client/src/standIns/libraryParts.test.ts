// What is left of the libraries after `libraryParts.ts` does the same as the whole.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { SETTLED, UNUSED } from '../../build/libraryParts.ts';
import { settled } from '../../build/settled.ts';
import { withoutChecks } from '../../build/withoutChecks.ts';
import { withoutParts } from '../../build/withoutParts.ts';

const folder = new URL('../../../node_modules/', import.meta.url);

/** Of a file of a library, as the build reads it. */
function leftOf(file: string): string {
  const whole = readFileSync(new URL(file, folder), 'utf8');
  return withoutParts(settled(whole, SETTLED[file] ?? [], file), UNUSED[file] ?? [], file);
}

describe('what is left of mediasoup-client', () => {
  const lib = 'mediasoup-client/lib';

  /** Modules of the library, each as it is or as it is bundled. */
  function load(file: string, isCut: boolean): unknown {
    const path = new URL(file, folder);
    const code = isCut ? withoutChecks(leftOf(file)) : readFileSync(path, 'utf8');
    const exports = {};
    const requireFrom = createRequire(path);
    const requireOf = (name: string): unknown => {
      const found = new URL(`${name}.js`, path).href.slice(folder.href.length);
      const isOurs = /^\..*\w$/.test(name) && found.startsWith(`${lib}/`);
      return isOurs ? load(found, isCut) : requireFrom(name);
    };
    runInNewContext(code, { exports, require: requireOf, structuredClone });
    return exports;
  }

  /** Of the library as it is, then of what is left of it. */
  const both = (file: string) => [false, true].map((isCut) => load(`${lib}/${file}`, isCut));

  type Ortc = Record<string, (...args: unknown[]) => unknown>;
  interface RemoteSdp {
    getSdp(): string;
    receive(options: object): void;
    send(options: object): void;
    updateDtlsRole(role: string): void;
    updateIceParameters(ice: object): void;
    closeMediaSection(mid: string): void;
    muxMediaSectionSimulcast(mid: string, encodings: object[]): void;
  }
  interface RemoteSdpModule {
    RemoteSdp: new (options: object) => RemoteSdp;
  }

  const video = {
    kind: 'video',
    mimeType: 'video/VP8',
    clockRate: 90_000,
    parameters: { 'x-a': 1 },
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }],
  };
  const opus = {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { minptime: 10 },
    rtcpFeedback: [{ type: 'nack' }, { type: 'transport-cc' }],
  };

  test('has no checks', () => {
    const code = readFileSync(new URL(`${lib}/ortc.js`, folder), 'utf8');
    const count = (one: string) => one.split('new TypeError').length - 1;
    expect(count(code)).toBeGreaterThan(0);
    expect(count(withoutChecks(code))).toBe(0);
  });

  test('fills in and chooses the same', () => {
    const [whole, cut] = (both('ortc.js') as Ortc[]).map((ortc) => {
      const caps = () => ({
        codecs: [
          { ...opus, preferredPayloadType: 100, channels: undefined },
          { mimeType: 'video/VP8', preferredPayloadType: 101, clockRate: 90_000, channels: 2 },
          {
            kind: 'video',
            mimeType: 'video/rtx',
            preferredPayloadType: 102,
            clockRate: 90_000,
            parameters: { apt: 101 },
            rtcpFeedback: [{ type: 'nack' }],
          },
        ],
        headerExtensions: [
          { kind: 'video', uri: 'urn:a', preferredId: 1 },
          { kind: 'audio', uri: 'urn:b', preferredId: 2, direction: 'recvonly' },
        ],
      });
      const [mine, theirs, empty] = [caps(), caps(), {}];
      for (const one of [mine, theirs, empty]) ortc['validateAndNormalizeRtpCapabilities']?.(one);
      const common = ortc['getExtendedRtpCapabilities']?.(mine, theirs, false);
      const sending = ortc['getSendingRtpParameters']?.('video', common) as object & {
        codecs: object[];
      };
      const chosen = ortc['reduceCodecs']?.(sending.codecs);
      const received = {
        ...sending,
        encodings: [{ ssrc: 1, rtx: { ssrc: 2 } }, {}],
        rtcp: undefined,
      };
      for (const one of [received, { codecs: [] }])
        ortc['validateAndNormalizeRtpParameters']?.(one);
      const canReceive = ortc['canReceive']?.(received, ortc['getRecvRtpCapabilities']?.(common));
      return JSON.stringify({ mine, empty, common, sending, chosen, received, canReceive });
    });
    expect(cut).toBe(whole);
  });

  test('writes the same SDP', () => {
    const modules = both('handlers/sdp/RemoteSdp.js') as RemoteSdpModule[];
    const [whole, cut] = modules.map((library) => {
      const ice = { usernameFragment: 'u', password: 'p', iceLite: true };
      const sdp = new library.RemoteSdp({
        iceParameters: ice,
        iceCandidates: [
          {
            foundation: 'f',
            priority: 1,
            address: '192.0.2.1',
            protocol: 'tcp',
            port: 4,
            type: 'host',
            tcpType: 'passive',
          },
        ],
        dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: 'AB' }] },
      });
      const texts: string[] = [];
      const say = () => texts.push(sdp.getSdp());
      const rtcp = { cname: 'c' };
      const rtp = (codec: object, ssrc: number) => ({
        codecs: [{ ...codec, payloadType: ssrc }],
        headerExtensions: [{ uri: 'urn:a', id: 1 }],
        encodings: [{ ssrc, rtx: { ssrc: ssrc + 1 } }],
        rtcp,
      });
      const receive = (mid: string, kind: string, codec: object, ssrc: number) =>
        sdp.receive({
          mid,
          kind,
          offerRtpParameters: rtp(codec, ssrc),
          streamId: 's',
          trackId: 't',
        });
      receive('0', 'audio', opus, 100);
      receive('1', 'video', video, 110);
      sdp.updateDtlsRole('client');
      say();
      sdp.closeMediaSection('1');
      receive('2', 'video', video, 120);
      sdp.updateIceParameters({ ...ice, password: 'q' });
      say();
      const send = (mid: string, type: string, codec: object, more: object) => {
        const offered = rtp(codec, 100);
        const offerMediaObject = {
          mid,
          type,
          protocol: 'UDP/TLS/RTP/SAVPF',
          ext: [{ uri: 'urn:a' }],
          ...more,
        };
        const codecOptions = type === 'audio' ? { opusFec: true, opusDtx: true } : undefined;
        const given = {
          offerMediaObject,
          offerRtpParameters: offered,
          answerRtpParameters: offered,
          codecOptions,
        };
        sdp.send(structuredClone(given));
      };
      send('3', 'audio', opus, { extmapAllowMixed: 'extmap-allow-mixed' });
      const rids = [0, 1].map((id) => ({ id: `r${id}`, direction: 'send' }));
      send('4', 'video', video, { simulcast: { dir1: 'send', list1: 'r0;r1' }, rids });
      say();
      sdp.muxMediaSectionSimulcast('4', [
        { rid: 'r0', active: true },
        { rid: 'r1', active: false },
      ]);
      say();
      return texts;
    });
    expect(whole).toHaveLength(4);
    expect(whole?.at(-1)).toContain('a=simulcast:recv r0;~r1');
    expect(cut).toEqual(whole);
  });
});

const require = createRequire(import.meta.url);

describe('the grammar of SDP', () => {
  const file = require.resolve('sdp-transform/lib/grammar.js');
  const removed = UNUSED['sdp-transform/lib/grammar.js'] ?? [];
  const load = (code: string) => {
    const module = { exports: {} as Record<string, { name?: string; push?: string }[]> };
    runInNewContext(code, { module });
    return module.exports;
  };
  const whole = load(readFileSync(file, 'utf8'));
  const cut = load(withoutParts(readFileSync(file, 'utf8'), removed, file));

  test('lacks the lines that were cut, and nothing else', () => {
    for (const [type, entries] of Object.entries(whole)) {
      const kept = entries.filter(({ name, push }) => !removed.includes(name ?? push ?? ''));
      expect(JSON.stringify(cut[type])).toBe(JSON.stringify(kept));
    }
  });

  test('lacks none that mediasoup-client speaks of', () => {
    const lib = 'mediasoup-client/lib/handlers';
    const files = ['Chrome111', 'Firefox120', 'Safari12'].map((name) => `${lib}/${name}.js`);
    files.push(
      ...['commonUtils', 'unifiedPlanUtils', 'RemoteSdp'].map((n) => `${lib}/sdp/${n}.js`),
    );
    files.push(`${lib}/sdp/RemoteMediaSection.js`);
    const code = files.map(leftOf);
    for (const name of removed) expect(code.join('')).not.toMatch(new RegExp(`\\b${name}\\b`));
  });
});

test('packets of Socket.IO are written and read as by the whole parser', () => {
  const file = 'socket.io-parser/build/esm/index.js';
  interface Parser {
    Encoder: new () => { encode(packet: object): string[] };
    Decoder: new () => { add(text: string): void };
  }
  const heard: unknown[] = [];
  class Emitter {
    emitReserved(_name: string, packet: unknown): void {
      heard.push(packet);
    }
  }
  const load = (code: string) =>
    runInNewContext(
      `${code.replaceAll(/^import .*$/gm, '').replaceAll(/^export /gm, '')}({ Encoder, Decoder })`,
      { Emitter, hasBinary: () => false, isBinary: () => false },
    ) as Parser;
  const read = ({ Decoder }: Parser, text: string): string => {
    heard.length = 0;
    try {
      new Decoder().add(text);
    } catch {
      return 'refused';
    }
    return JSON.stringify(heard);
  };
  const whole = load(readFileSync(new URL(file, folder), 'utf8'));
  const left = load(leftOf(file));
  const packets = [
    { type: 0, nsp: '/', data: { protocol: 1 } },
    { type: 2, nsp: '/', data: ['request', { name: 'å' }], id: 7 },
    { type: 3, nsp: '/', data: [{ ok: true }], id: 7 },
    { type: 1, nsp: '/a' },
  ];
  for (const packet of packets) {
    const [text = ''] = new whole.Encoder().encode(packet);
    expect(new left.Encoder().encode(packet)).toEqual([text]);
    expect(read(left, text)).toBe(read(whole, text));
    expect(read(left, text)).not.toBe('refused');
  }
  for (const hostile of ['', '9', 'x', '2', '2{}', '2["connect"]', '3{', '4', '0[]'])
    expect(read(left, hostile)).toBe(read(whole, hostile));
  // Nothing binary comes; the whole parser would wait for the rest of it.
  expect(read(left, '51-["a",{"_placeholder":true,"num":0}]')).toBe('refused');
});
