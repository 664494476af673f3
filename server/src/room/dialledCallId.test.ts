// What was dialled leads to the space that has this video address, and a telephone number leads nowhere.
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, it } from 'vitest';
import { dialledAddress } from '../sip/dialledAddress.ts';
import { videoNameOf } from '../spaces/spaceKeys.ts';
import { dialledCallId } from './dialledCallId.ts';

const callIdOf = (requestUri: string) => dialledCallId(dialledAddress(requestUri).user);

it.each([
  'Vårdplanering',
  '',
  'Årsmöte 2026',
  '787 544 183',
  '2',
  'a'.repeat(80),
  '+46',
  '日本',
  '---',
])('the video address of a space called %j leads to it', (name) => {
  const user = videoNameOf(name, '787544182' as CallId);
  expect(callIdOf(`sip:${user}@join.example.org`)).toBe('787544182');
});

it.each([
  'sip:787544182@10.0.0.5',
  'sip:%D9%A7%D9%A8%D9%A7%D9%A5%D9%A4%D9%A4%D9%A1%D9%A8%D9%A2@x',
  'sips:787544182@join.example.org:5061;transport=tls',
  'sip:787544182;user=phone@x',
  'sip:787544182@x;user=phone',
  'sip:787544182:secret@x',
  'sip:787%20544%20182@x',
  'sip:787-544-182@x',
  'sip:787%C2%A0544%C2%A0182@x',
  'sip:%37%38%37544182@x',
  'sip:TESTMOTE1-787544182@x',
  'sip:testmote1-787-544-182@x',
  'sip:v%C3%A5rd%20i%20h%C3%B6st-787%20544%20182@x',
  'sip:rum-46-480-787544182@x',
  'sip:2026-787544182@x',
  'sip:testmote1%E2%80%93787544182@x',
  'tel:787544182',
])('%s is a call ID', (requestUri) => {
  expect(callIdOf(requestUri)).toBe('787544182');
});

it.each([
  '+46480123456',
  '+46-480123456',
  '%20+46-480123456',
  '+787544182',
  '46-480-445-511',
  '0480-445511',
  '0480445511',
  '087544182',
  '46480445511',
  '0046480445511',
  '78754418',
  '7875441820',
  'mote',
  'mote787544182',
  'mote-087544182',
  'mote-7875441820',
  'mote-787544182-',
  '787544182mote',
  '787.544.182',
  '',
  '-',
  '787%00544182',
])('%j is none', (user) => {
  expect(callIdOf(`sip:${user}@x`)).toBeUndefined();
});
