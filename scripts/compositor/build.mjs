// Compiles one program with g++, against the machine's own libraries.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mustRun, outputOf } from '../command.mjs';
import { needPackages } from '../debian.mjs';
import { Failure } from '../failure.mjs';
import { ROOT } from '../places.mjs';
import { ProgressLine, step } from '../say.mjs';
import { COMPILER_FLAGS, LINKER_FLAGS, TOOLS } from './programs.mjs';

/** Puts the program at `path`, in one step. */
export async function buildProgram(program, path) {
  const { name, folder, packages } = program;
  const log = `${path}.log`;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(log, { force: true });
  const purpose = `the build of the ${name} (pictures of room systems)`;
  await needPackages([...TOOLS, ...packages], purpose, log);
  const scratch = mkdtempSync(`${path}.build-`);
  const clear = () => rmSync(scratch, { recursive: true, force: true });
  process.on('exit', clear);
  try {
    await step(`Building the ${name}, once for this machine (log: ${log})`, async () => {
      const built = await compile(program, join(ROOT, folder), scratch, log);
      renameSync(built, path);
    });
  } finally {
    process.off('exit', clear);
    clear();
  }
}

async function compile({ name, pkgConfig, libraries }, folder, scratch, log) {
  const flagsOf = async (option) => {
    const text = await outputOf('pkg-config', [option, ...pkgConfig]);
    if (text === undefined) throw new Failure(`pkg-config does not know ${pkgConfig.join(', ')}.`);
    return text.split(/\s+/).filter(Boolean);
  };
  const compilerFlags = [...COMPILER_FLAGS, ...(await flagsOf('--cflags'))];
  const sources = readdirSync(folder).filter((file) => file.endsWith('.cpp'));
  const objects = [];
  const progress = new ProgressLine('compiled');
  try {
    for (const source of sources) {
      const object = join(scratch, `${source}.o`);
      await mustRun('g++', [...compilerFlags, '-c', join(folder, source), '-o', object], { log });
      objects.push(object);
      progress.show(objects.length, sources.length);
    }
  } finally {
    progress.end();
  }
  const built = join(scratch, name);
  const linked = [...(await flagsOf('--libs')), ...libraries];
  await mustRun('g++', [...LINKER_FLAGS, ...objects, '-o', built, ...linked], { log });
  return built;
}
