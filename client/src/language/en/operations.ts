// English: texts of the page for administrators that shows the servers of the service.
import type { TranslationOf } from '../defineTexts.ts';
import type { operationsTexts } from '../texts/operations.ts';

export const operations: TranslationOf<typeof operationsTexts> = {
  fetching: 'Fetching …',
  people: { one: '{count} person', other: '{count} people' },
  meetings: { one: '{count} meeting', other: '{count} meetings' },
  calls: { one: '{count} call', other: '{count} calls' },
  workers: { one: '{count} media process', other: '{count} media processes' },
  lends: 'lends {count}',
  borrows: 'borrows {count}',
  total: '{people} in {meetings} just now.',
  server: 'Server',
  alone: 'This server',
  state: 'State',
  running: 'Running',
  draining: 'Draining',
  drained: 'Drained',
  willDrain: 'Is to drain',
  silent: 'Not responding',
  peopleNow: 'People',
  meetingsNow: 'Meetings',
  callsNow: 'Calls',
  workersNow: 'Media processes',
  version: 'Version',
  versionOf: 'Version {version}',
  since: 'Started',
  sinceWhen: 'Started {time}',
  actions: 'Actions',
  drain: 'Drain',
  drainTitle: 'Drain the server?',
  drainWhat:
    'New meetings open on the other servers. The meetings on {address} ({meetings}) move there, and the people in them need not do anything. Those who call by telephone or from a meeting room move too, but their calls go through this server until they end.',
  drainLends:
    'The server also lends media processes to meetings on other servers. Those meetings go on as usual, and the server is not drained until they are over.',
  drainThen:
    'Once it is drained, the server can be stopped or updated without anybody noticing. You can stop the draining.',
  drainConfirm: 'Drain the server',
  cancelDrain: 'Stop draining',
  keep: 'Cancel',
  isDrained: 'The server {address} is being drained.',
  isCancelled: 'The server {address} takes new meetings again.',
  drainedTitle: 'A server is drained',
  drainedWhat: '{address} has no meetings and no calls. It can be stopped or updated now.',
  onlyOne: 'For a server to be drained, another must be running.',
  waitsForOther:
    'A server is to drain but takes meetings as usual, since no other server is running.',
  silentTitle: 'A server does not respond',
  silentWhat:
    '{address} has not been heard from for a while. The other servers take over its meetings. Check that it and its network work.',
  versionsDiffer:
    'The servers have different versions. That is normal while the service is updated.',
};
