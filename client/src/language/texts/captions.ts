// Texts of captions: what is said, as text.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const captionTexts = defineTexts('captions', {
  captions: 'Textning',
  captionsWhat: 'Det som sägs visas som text.',
  start: 'Starta textning',
  stop: 'Avsluta textning',
  started: template('{name} har startat textning'),
  startedByMe: 'Du har startat textning',
  byComputer: 'Gjord av dator, kan vara fel',
  byComputerWhat: 'Det som sägs skrivs ut av en dator, och kan bli fel. Inget sparas.',
  writes: template('{name} skriver det som sägs'),
  writtenBy: template('Skrivs av {name}'),
  stopped: template('{name} har avslutat textningen'),
  failing: 'Texten kommer inte fram just nu',
  nothingYet: 'Texten visas här när någon talar.',
  show: 'Visa texten',
  hide: 'Dölj texten',
  display: 'Utseende',
  size: 'Storlek',
  percent: template('{percent} %'),
  ground: 'Bakgrund',
  black: 'Vitt på svart',
  white: 'Svart på vitt',
  yellow: 'Gult på svart',
  page: 'Som sidan',
  place: 'Plats',
  bottom: 'Under bilden',
  top: 'Över bilden',
  readOut: 'Läs upp varje rad',
  readOutHint: 'För skärmläsare och punktskrift.',
});
