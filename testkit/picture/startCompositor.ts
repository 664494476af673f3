// Starts a compositor for a test, and counts its ends.
import { onTestFinished } from 'vitest';
import { Compositor } from '../../server/src/picture/compositor.ts';
import { compositorProgram } from './compositorProgram.ts';

/** Closed at the end of the test. */
export function startCompositor(program = compositorProgram ?? '') {
  const seen = { exits: 0, complaints: [] as string[] };
  const compositor = Compositor.start(program, {
    onExit: () => (seen.exits += 1),
    onComplaint: (text) => seen.complaints.push(text),
  });
  onTestFinished(() => compositor.close());
  return { compositor, seen };
}
