// Drawn people before different walls, so that screenshots look like a meeting and not like a test pattern.

/** All colours are CSS's; a frame is 1280 × 720. */
const SKINS = ['#e3b58f', '#8d5b3e', '#ecc7a8', '#d9a07c', '#b9815c'];
const HAIRS = ['#5d3a25', '#2b2320', '#c9c5be', '#1d1512', '#a8642f', '#d8b878', '#77716b'];
const CLOTHES = ['#0e5b52', '#3f628a', '#7c4a5c', '#b0653f', '#56683d', '#3d3f52', '#9a8a3c'];
const WALLS = [
  '#cfe2dc',
  '#e7d9b8',
  '#d7c5cf',
  '#c6d3e3',
  '#dfe3d0',
  '#b9c7cc',
  '#e6cfc0',
  '#a9b8ab',
];

const HAIR_SHAPES = [
  'M500 560c-30-120-40-330 140-340s170 220 140 340c-20-30-30-120-40-190-70 20-150 0-190-40-10 90-20 190-50 230Z',
  'M520 370c-20-110 40-170 120-170s140 60 120 170c-20-60-40-80-120-80s-100 20-120 80Z',
  'M515 400c-30-130 40-205 125-205s155 75 125 205c-15-50-30-95-60-110-50 15-110 10-150-10-20 20-30 70-40 120Z',
  'M522 350c-6-70 46-140 118-140s124 70 118 140c-30-50-70-62-118-62s-88 12-118 62ZM590 210a50 46 0 1 1 100 0Z',
];
const BEHIND = [
  '<rect x="930" y="90" width="220" height="290" rx="8" fill="#fff" opacity=".45"/><rect x="90" y="470" width="260" height="14" rx="7" fill="#17302c" opacity=".18"/>',
  '<g fill="#17302c" opacity=".2"><rect x="60" y="150" width="330" height="12"/><rect x="90" y="60" width="34" height="90"/><rect x="130" y="80" width="26" height="70"/><rect x="162" y="50" width="40" height="100"/><rect x="300" y="90" width="60" height="60" rx="30"/><rect x="60" y="320" width="330" height="12"/></g>',
  '<g opacity=".5"><rect x="1000" y="420" width="110" height="300" fill="#8a6a4c"/><path d="M1055 430c-120-40-150-170-90-250 20 80 60 110 90 130 10-90 60-150 120-170 10 120-20 230-120 290Z" fill="#3c6b4b"/></g>',
  '<g opacity=".55"><rect x="120" y="60" width="300" height="360" fill="#eef5fb"/><path d="M270 60v360M120 240h300" stroke="#fff" stroke-width="14"/></g>',
];
const GLASSES =
  '<g fill="none" stroke="#22262b" stroke-width="6"><circle cx="598" cy="352" r="32"/><circle cx="682" cy="352" r="32"/><path d="M630 350h20"/></g>';

const at = (all: readonly string[], index: number): string => all[index % all.length] ?? '';

/** @param who any whole number: each draws another person, up to a hundred or so. @param lean in degrees. */
export function portraitOf(who: number, lean: number): string {
  const skin = at(SKINS, who);
  const isBearded = who % 5 === 3;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">
    <rect width="1280" height="720" fill="${at(WALLS, who * 3)}"/>
    ${at(BEHIND, who + Math.floor(who / 4))}
    <g transform="rotate(${lean} 640 720)">
      <path d="M330 740c10-190 120-250 310-250s300 60 310 250Z" fill="${at(CLOTHES, who)}"/>
      <rect x="585" y="430" width="110" height="110" rx="50" fill="${skin}"/>
      <ellipse cx="640" cy="350" rx="112" ry="140" fill="${skin}"/>
      ${isBearded ? `<path d="M532 380c6 80 60 112 108 112s102-32 108-112c-30 40-70 50-108 50s-78-10-108-50Z" fill="${at(HAIRS, who)}"/>` : ''}
      <path d="${at(HAIR_SHAPES, who)}" fill="${at(HAIRS, who)}" transform="translate(640 340) scale(1.08) translate(-640 -362)"/>
      <circle cx="600" cy="350" r="9" fill="#241a16"/><circle cx="680" cy="350" r="9" fill="#241a16"/>
      ${who % 3 === 1 ? GLASSES : ''}
      <path d="M600 415q40 34 80 0" fill="none" stroke="#7a3b2e" stroke-width="7" stroke-linecap="round"/>
    </g></svg>`;
}

/** From one frame to the next; after the last comes the first. */
export const LEANS = [-1, -0.5, 0, 0.5, 1, 0.5, 0, -0.5];
