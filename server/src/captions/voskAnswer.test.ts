// Answers of Vosk, and what is none.
import { expect, test } from 'vitest';
import { voskAnswer } from './voskAnswer.ts';

test('an unfinished and a finished line', () => {
  expect(voskAnswer('{\n  "partial" : "hej på"\n}')).toEqual({ text: 'hej på', isFinal: false });
  expect(voskAnswer('{"result":[{"conf":1,"word":"hej"}],"text":"hej"}')).toEqual({
    text: 'hej',
    isFinal: true,
  });
});

test.each(['', 'hej', '{}', '[]', 'null', '{"text":5}', '{"partial":null}', '{"error":"x"}'])(
  '%j is none',
  (json) => expect(voskAnswer(json)).toBeUndefined(),
);
