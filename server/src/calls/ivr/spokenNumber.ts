// Numbers as they are spoken: read back digit by digit, or as how many there are.
import type { PromptName } from './prompts.ts';

const GROUP = 3;

/** In groups of three, as the invitation writes a call ID; anything that is no digit is left out. */
export function readBack(digits: string): PromptName[] {
  return (digits.match(/[0-9]/g) ?? []).flatMap((digit, index) => {
    const name = digitName(Number(digit));
    return index > 0 && index % GROUP === 0 ? (['pause', name] as const) : [name];
  });
}

/** @param count of 1 to 100; a meeting takes no more. */
export function spokenCount(count: number): PromptName[] {
  const whole = Math.min(100, Math.max(0, Math.trunc(count)));
  if (whole < 10) return [digitName(whole)];
  if (whole < 20 || whole % 10 === 0) return [`number${whole}` as PromptName];
  return [`number${whole - (whole % 10)}` as PromptName, digitName(whole % 10)];
}

const digitName = (digit: number) => `digit${digit}` as PromptName;
