import { expect, it } from 'vitest';
import { isPictureFastUpdate, PICTURE_FAST_UPDATE } from './mediaControl.ts';

const TYPE = 'application/media_control+xml';
const command = (inner: string) =>
  `<?xml version="1.0" encoding="utf-8" ?>\r\n<media_control>\n <vc_primitive>\n${inner}\n</vc_primitive></media_control>\r\n`;

it.each([
  ['ours', PICTURE_FAST_UPDATE.content],
  [
    'an element that is closed apart',
    command('<to_encoder><picture_fast_update></picture_fast_update></to_encoder>'),
  ],
  ['spaces in the tags', command('<to_encoder >\n<picture_fast_update />\n</to_encoder >')],
  [
    'a stream',
    command('<to_encoder><picture_fast_update/></to_encoder><stream_id>video:1</stream_id>'),
  ],
  [
    'no declaration',
    '<media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>',
  ],
  [
    'a namespace',
    PICTURE_FAST_UPDATE.content.replace('<media_control>', '<media_control xmlns="urn:x">'),
  ],
])('a request for a key frame with %s', (_name, body) => {
  expect(isPictureFastUpdate(TYPE, body)).toBe(true);
  expect(isPictureFastUpdate('Application/Media_Control+XML; charset=utf-8', body)).toBe(true);
  expect(isPictureFastUpdate('application/xml', body)).toBe(false);
});

it.each([
  ['nothing', ''],
  ['an error report', command('<general_error>unable</general_error>')],
  ['the command elsewhere', command('<picture_fast_update/>')],
  ['an element left open', PICTURE_FAST_UPDATE.content.replace('</media_control>', '')],
  [
    'elements crossed',
    command('<to_encoder><picture_fast_update></to_encoder></picture_fast_update>'),
  ],
  ['a second root that is left open', `${PICTURE_FAST_UPDATE.content}<a>`],
  ['an entity', `<!DOCTYPE a [<!ENTITY b "c">]>${PICTURE_FAST_UPDATE.content}`],
  ['a comment', command('<!-- <to_encoder><picture_fast_update/></to_encoder> -->')],
  ['text before it', `x${PICTURE_FAST_UPDATE.content}`],
  ['many elements', command('<to_encoder><picture_fast_update/></to_encoder>'.repeat(20))],
  ['much space', command(`<to_encoder><picture_fast_update/></to_encoder>${' '.repeat(1_024)}`)],
])('with %s is none', (_name, body) => {
  expect(isPictureFastUpdate(TYPE, body)).toBe(false);
});
