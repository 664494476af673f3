// Numbers as prompts: read back digit by digit, or as a count.
import type { PromptName } from './prompts.ts';

const GROUP = 3;

/** Digit by digit in groups of three, as in the invitation; other characters are skipped. */
export function readBack(digits: string): PromptName[] {
  return (digits.match(/[0-9]/g) ?? []).flatMap((digit, index) => {
    const name = digitName(Number(digit));
    return index > 0 && index % GROUP === 0 ? (['pause', name] as const) : [name];
  });
}

/** @param count 0 to 100, which is what a meeting holds. */
export function spokenCount(count: number): PromptName[] {
  const whole = Math.min(100, Math.max(0, Math.trunc(count)));
  if (whole < 10) return [digitName(whole)];
  if (whole < 20 || whole % 10 === 0) return [`number${whole}` as PromptName];
  return [`number${whole - (whole % 10)}` as PromptName, digitName(whole % 10)];
}

const digitName = (digit: number) => `digit${digit}` as PromptName;
