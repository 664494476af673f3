// The operator's custom prompts replace ours; invalid files are skipped and logged.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../platform/log.ts';
import { PromptFiles } from './promptFiles.ts';
import { PROMPT_LANGUAGES, PROMPT_NAMES } from './prompts.ts';

const A_SECOND = Buffer.alloc(8000, 0xd5);

let dataDir: string;
let logged: Record<string, unknown>[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'prompts-'));
  logged = [];
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

function open(folder = dataDir): Promise<PromptFiles> {
  const write = (line: string) => void logged.push(JSON.parse(line) as (typeof logged)[number]);
  return PromptFiles.open(folder, createLog('info', { write }));
}

function lay(file: string, content: Buffer): string {
  const path = join(dataDir, 'prompts', file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

test('without custom prompts every prompt is ours, and nothing is logged', async () => {
  const files = await open();
  for (const language of PROMPT_LANGUAGES) {
    const paths = files.pathsOf(PROMPT_NAMES, language);
    expect(paths.filter((path) => !isAbsolute(path) || !existsSync(path))).toEqual([]);
    expect(new Set(paths).size).toBe(PROMPT_NAMES.length);
  }
  expect(logged).toEqual([]);
});

test('a custom prompt is used in its language; the others stay ours', async () => {
  const path = lay('sv/welcome.alaw', A_SECOND);
  const files = await open();
  expect(files.pathsOf(['welcome'], 'sv')).toEqual([path]);
  expect(files.pathsOf(['welcome', 'goodbye'], 'en')).not.toContain(path);
  expect(logged).toMatchObject([{ count: 1, msg: 'custom prompts loaded' }]);
});

test('paths are absolute even when DATA_DIR is relative', async () => {
  const path = lay('en/welcome.alaw', A_SECOND);
  const files = await open(relative(process.cwd(), dataDir));
  expect(files.pathsOf(['welcome'], 'en')).toEqual([path]);
});

test('a file that cannot be played is skipped and logged', async () => {
  lay('sv/welcome.alaw', Buffer.alloc(0));
  lay('sv/goodbye.alaw', Buffer.alloc(2_000_001));
  lay('sv/help.alaw', Buffer.from('RIFF\x00\x00\x00\x00WAVEfmt '));
  lay('sv/wellcome.alaw', A_SECOND);
  lay('sv/removed.wav', A_SECOND);
  mkdirSync(join(dataDir, 'prompts/sv/locked.alaw'));
  execFileSync('mkfifo', [join(dataDir, 'prompts/sv/full.alaw')]);
  lay('sv/.DS_Store', A_SECOND);
  const files = await open();
  const ours = await PromptFiles.open(join(dataDir, 'nowhere'), createLog('silent'));
  expect(files.pathsOf(PROMPT_NAMES, 'sv')).toEqual(ours.pathsOf(PROMPT_NAMES, 'sv'));
  expect(logged.map(({ recording, fault }) => [recording, fault])).toEqual([
    ['sv/full.alaw', 'no file'],
    ['sv/goodbye.alaw', 'larger than 2 MB'],
    ['sv/help.alaw', 'a WAV file, not headerless A-law'],
    ['sv/locked.alaw', 'no file'],
    ['sv/removed.wav', 'no prompt’s name'],
    ['sv/welcome.alaw', 'empty'],
    ['sv/wellcome.alaw', 'no prompt’s name'],
  ]);
});

test('a file in place of the folder is logged, and all prompts are ours', async () => {
  lay('sv', A_SECOND);
  await open();
  expect(logged).toMatchObject([{ msg: 'custom prompts unreadable' }]);
});
