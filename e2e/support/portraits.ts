// Drawn people as camera video, so that screenshots look like a meeting and not like a test pattern.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';

interface Portrait {
  wall: string;
  skin: string;
  hair: string;
  clothes: string;
  /** Path data of the hair, in a 1280 × 720 frame. */
  hairShape: string;
}

const LONG =
  'M500 560c-30-120-40-330 140-340s170 220 140 340c-20-30-30-120-40-190-70 20-150 0-190-40-10 90-20 190-50 230Z';
const SHORT = 'M520 370c-20-110 40-170 120-170s140 60 120 170c-20-60-40-80-120-80s-100 20-120 80Z';
const GREY =
  'M515 400c-30-130 40-205 125-205s155 75 125 205c-15-50-30-95-60-110-50 15-110 10-150-10-20 20-30 70-40 120Z';

export const portraits = {
  karin: { wall: '#cfe2dc', skin: '#e3b58f', hair: '#5d3a25', clothes: '#0e5b52', hairShape: LONG },
  lars: { wall: '#e7d9b8', skin: '#d9a07c', hair: '#2b2320', clothes: '#3f628a', hairShape: SHORT },
  elsa: { wall: '#d7c5cf', skin: '#ecc7a8', hair: '#c9c5be', clothes: '#7c4a5c', hairShape: GREY },
  anna: { wall: '#c6d3e3', skin: '#8d5b3e', hair: '#1d1512', clothes: '#b0653f', hairShape: LONG },
} satisfies Record<string, Portrait>;

function svgOf(portrait: Portrait, lean: number): string {
  const { wall, skin, hair, clothes, hairShape } = portrait;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
    <rect width="1280" height="720" fill="${wall}"/>
    <rect x="930" y="90" width="220" height="290" rx="8" fill="#fff" opacity=".45"/>
    <rect x="90" y="470" width="260" height="14" rx="7" fill="#17302c" opacity=".18"/>
    <g transform="rotate(${lean} 640 720)">
      <path d="M330 740c10-190 120-250 310-250s300 60 310 250Z" fill="${clothes}"/>
      <rect x="585" y="430" width="110" height="110" rx="50" fill="${skin}"/>
      <ellipse cx="640" cy="350" rx="112" ry="140" fill="${skin}"/>
      <path d="${hairShape}" fill="${hair}"/>
      <circle cx="600" cy="350" r="9" fill="#241a16"/><circle cx="680" cy="350" r="9" fill="#241a16"/>
      <path d="M600 415q40 34 80 0" fill="none" stroke="#7a3b2e" stroke-width="7" stroke-linecap="round"/>
    </g></svg>`;
}

/** Draws a person as a short video that Chromium uses as a camera (`--use-file-for-fake-video-capture`). */
export async function filmOf(browser: Browser, portrait: Portrait): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const frames: Buffer[] = [];
  for (const lean of [-1, -0.5, 0, 0.5, 1, 0.5, 0, -0.5]) {
    await page.setContent(`<style>body{margin:0}</style>${svgOf(portrait, lean)}`);
    const frame = await page.screenshot({ type: 'jpeg', quality: 90 });
    // Each for a third of a second, at thirty frames a second.
    for (let times = 0; times < 10; times += 1) frames.push(frame);
  }
  await page.close();
  const path = join(await mkdtemp(join(tmpdir(), 'distansmote-film-')), 'person.mjpeg');
  await writeFile(path, Buffer.concat(frames));
  return path;
}
