// Writes into a library's code what it would find out each time: conditions that always hold here, or never.

/** What stands there, and what is bundled in its place. */
export type Edit = readonly [from: string, to: string];

/** The bundler leaves out the branch that is never taken. */
export const always = (...conditions: string[]): Edit[] => conditions.map((one) => ifIs(one, true));
export const never = (...conditions: string[]): Edit[] => conditions.map((one) => ifIs(one, false));

const ifIs = (condition: string, value: boolean): Edit => [`if (${condition})`, `if (${value})`];

/**
 * Whatever the white space between the words.
 * @throws Error if one of them is not there: the library has changed.
 */
export function settled(code: string, edits: readonly Edit[], file: string): string {
  return edits.reduce((text, [from, to]) => {
    const words = from.split(/\s+/).map((word) => word.replaceAll(/[^\w"']/g, String.raw`\$&`));
    const done = text.replaceAll(new RegExp(words.join(String.raw`\s+`), 'g'), () => to);
    if (done === text) throw new Error(`${file} has no ${from}`);
    return done;
  }, code);
}
