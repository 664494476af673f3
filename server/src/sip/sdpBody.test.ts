import { expect, it } from 'vitest';
import { sdpPartOf } from './sdpBody.ts';

const PARTS = [
  'nothing before',
  '--cut',
  'Content-Type: application/isup;version=itu-t92+',
  '',
  'binary',
  '--cut',
  'Content-Disposition: session',
  'Content-Type: application/sdp',
  '',
  'v=0',
  's=-',
  '--cut--',
  '',
].join('\r\n');

it.each(['multipart/mixed;boundary=cut', 'Multipart/Mixed; charset=x; boundary="cut"'])(
  'finds the SDP among the parts of %s',
  (contentType) => {
    expect(sdpPartOf({ contentType, content: PARTS })).toEqual({
      contentType: 'application/sdp',
      content: 'v=0\r\ns=-',
    });
  },
);

it.each(['multipart/mixed', 'multipart/mixed;boundary=other', 'image/png'])(
  'leaves %s as it is',
  (contentType) => {
    const body = { contentType, content: PARTS };
    expect(sdpPartOf(body)).toEqual(body);
  },
);

it('the parameters of its content type are ignored', () => {
  const body = { contentType: 'application/SDP; charset=utf-8', content: 'v=0' };
  expect(sdpPartOf(body)).toEqual({ contentType: 'application/sdp', content: 'v=0' });
});
