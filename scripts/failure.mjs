// An expected failure of a script: a message for the person at the terminal, without a stack.

export class Failure extends Error {}

/** Runs a script's main function; a Failure ends it with its message and exit code 1. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
