// Turns the moments of a join into durations: the time to the first frame, and its parts.
import type { Moments, WireFrame } from './joinProbe.ts';

/** Milliseconds from the click, except for the counts. */
export interface Join {
  rendered: number;
  sent: number;
  answered: number;
  attached: number;
  received: number;
  /** Between the click and the first frame. */
  messagesSent: string[];
  /** Those answered before the frame: an upper bound on those that were awaited. */
  answeredBeforeFrame: string[];
  framesDecoded: number;
  wasWarm: boolean;
}

export function partsOf(moments: Moments): Join {
  const { clicked, rendered, frames } = moments;
  if (clicked === 0) throw new Error('the click was not seen');
  if (rendered < clicked) throw new Error('a remote picture was there before the click');
  const since = (at: number | undefined) => (at === undefined ? Number.NaN : at - clicked);
  const between = frames.filter(({ at }) => at >= clicked && at <= rendered);
  const sent = between.filter((frame) => frame.isSent && nameOf(frame) !== undefined);
  const answerTo = (request: WireFrame) =>
    between.find((frame) => !frame.isSent && frame.at > request.at && isAnswer(frame, request));
  const first = sent[0];
  return {
    rendered: since(rendered),
    sent: since(first?.at),
    answered: since(first && answerTo(first)?.at),
    attached: since(moments.attached),
    received: since(moments.received),
    messagesSent: sent.map((frame) => nameOf(frame) ?? ''),
    answeredBeforeFrame: sent
      .filter((frame) => answerTo(frame))
      .map((frame) => nameOf(frame) ?? ''),
    framesDecoded: moments.framesDecoded,
    wasWarm: moments.statesAtClick.includes('connected'),
  };
}

/** Socket.IO with an acknowledgement id, or the baseline's plain JSON; undefined for a heartbeat. */
function nameOf({ head }: WireFrame): string | undefined {
  return /^42\d*\["request","(\w+)"/.exec(head)?.[1] ?? /^\{"ask":"(\w+)"/.exec(head)?.[1];
}

function isAnswer(frame: WireFrame, request: WireFrame): boolean {
  const number = /^42(\d+)\[/.exec(request.head)?.[1];
  if (number !== undefined) return frame.head.startsWith(`43${number}[`);
  const answers: Record<string, string> = { join: 'joined', prepare: 'prepared' };
  const expected = answers[nameOf(request) ?? ''];
  return expected !== undefined && frame.head.startsWith(`{"is":"${expected}"`);
}
