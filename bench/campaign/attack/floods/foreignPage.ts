// What a page of another origin tries with the session of somebody who visits it.
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { fetchAs } from '../attackers.ts';
import type { Phase } from '../phase.ts';

const WAIT_OPTIONS = '/socket.io/?EIO=4&transport=polling';
const FOREIGN = 'https://evil.example';
const ADDRESS = '10.4.0.1';

/** As browsers send them; a `<script>` and a form that navigates have no Origin, or `null`. */
const ways: [string, string, Record<string, string>][] = [
  ['a script (JSONP)', '&j=0', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  ['a script of another site', '&j=0', { 'sec-fetch-site': 'cross-site' }],
  ['a script of an old browser', '&j=0', {}],
  ['an image', '', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  ['fetch', '', { origin: FOREIGN, 'sec-fetch-site': 'cross-site' }],
  ['fetch from a sandbox', '', { origin: 'null' }],
  ['fetch from another port', '', { origin: 'http://127.0.0.1:1' }],
];

export const foreignPage: Phase = {
  name: 'foreignPage',
  says: 'a page of another origin opens, reads and writes the signalling with a session’s cookie',
  finding: 2,
  weight: 0.1,
  async run(attack) {
    const { cookie } = await attack.target.session();
    const own = await fetchAs(attack, ADDRESS, WAIT_OPTIONS, { headers: { cookie } });
    const ownSid = /"sid":"([^"]+)"/.exec((await own?.text()) ?? '')?.[1] ?? '';
    for (const [name, query, headers] of ways) {
      const asForeign = { ...headers, cookie };
      const opened = await fetchAs(attack, ADDRESS, WAIT_OPTIONS + query, { headers: asForeign });
      const text = (await opened?.text()) ?? '';
      attack.tally.expect(!text.includes('sid'), `${name} of a foreign page opened a connection`);
      const posted = await fetchAs(attack, ADDRESS, `${WAIT_OPTIONS}&sid=${ownSid}${query}`, {
        method: 'POST',
        headers: { ...asForeign, 'content-type': 'text/plain' },
        body: `40{"protocol":${PROTOCOL}}`,
      });
      attack.tally.expect(
        posted?.status !== 200,
        `${name} of a foreign page wrote to a connection`,
      );
    }
  },
};
