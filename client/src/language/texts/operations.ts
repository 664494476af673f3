// Texts of the page for administrators that shows the servers of the service.
import { count } from '@nanostores/i18n';
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const operationsTexts = defineTexts('operations', {
  fetching: 'Hämtar …',
  people: count({ one: '{count} person', other: '{count} personer' }),
  meetings: count({ one: '{count} möte', other: '{count} möten' }),
  calls: count({ one: '{count} samtal', other: '{count} samtal' }),
  workers: count({ one: '{count} mediaprocess', other: '{count} mediaprocesser' }),
  lends: template('lånar ut {count}'),
  borrows: template('lånar in {count}'),
  total: template('{people} i {meetings} just nu.'),
  server: 'Server',
  alone: 'Den här servern',
  state: 'Läge',
  running: 'I drift',
  draining: 'Töms',
  drained: 'Tömd',
  willDrain: 'Ska tömmas',
  silent: 'Svarar inte',
  peopleNow: 'Personer',
  meetingsNow: 'Möten',
  callsNow: 'Samtal',
  workersNow: 'Mediaprocesser',
  version: 'Version',
  versionOf: template('Version {version}'),
  since: 'Startad',
  sinceWhen: template('Startad {time}'),
  actions: 'Åtgärder',
  drain: 'Töm',
  drainTitle: 'Tömma servern?',
  drainWhat: template(
    'Nya möten öppnas på de andra servrarna. Mötena som pågår på {address} ({meetings}) flyttar dit, och de som är med behöver inte göra något. De som ringer från en telefon eller ett konferensrum följer också med, men deras samtal går genom den här servern tills de är slut.',
  ),
  drainLends:
    'Servern lånar också ut mediaprocesser till möten på andra servrar. De mötena fortsätter som vanligt, och servern är inte tömd förrän de är slut.',
  drainThen:
    'När servern är tömd kan den stoppas eller uppdateras utan att någon märker det. Det går att avbryta.',
  drainConfirm: 'Töm servern',
  cancelDrain: 'Avbryt tömning',
  keep: 'Avbryt',
  isDrained: template('Servern {address} töms nu.'),
  isCancelled: template('Servern {address} tar emot nya möten igen.'),
  drainedTitle: 'En server är tömd',
  drainedWhat: template(
    '{address} har inga möten och inga samtal. Nu kan den stoppas eller uppdateras.',
  ),
  onlyOne: 'För att en server ska kunna tömmas måste en annan vara i drift.',
  waitsForOther:
    'En server ska tömmas men tar emot möten som vanligt, eftersom ingen annan server är i drift.',
  silentTitle: 'En server svarar inte',
  silentWhat: template(
    '{address} har inte hörts av på en stund. Mötena där tas över av de andra servrarna. Kontrollera att den och dess nätverk fungerar.',
  ),
  versionsDiffer: 'Servrarna har olika versioner. Det är normalt medan tjänsten uppdateras.',
});
