// Looks a meeting up as a page does, from any address of this computer.
import { type Agent, get } from 'node:http';
import { type MeetingLookUp, meetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';

/** @throws Error where nothing answers, or the look-up is refused */
export function lookUpAt(
  url: string,
  callId: CallId,
  { agent, headers }: { agent: Agent; headers: Record<string, string> },
): Promise<MeetingLookUp> {
  return new Promise((resolve, reject) => {
    const asked = get(`${url}/api/meetings/${callId}`, { agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (more: string) => (text += more));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(meetingLookUp.parse(JSON.parse(text)));
        else reject(new Error(`the look-up was answered ${answer.statusCode}: ${text}`));
      });
    });
    asked.on('error', reject);
  });
}

/** At the first of them that answers. @throws what the last one was, where none does */
export async function lookUpAtAny(
  urls: readonly string[],
  callId: CallId,
  options: Parameters<typeof lookUpAt>[2],
): Promise<MeetingLookUp> {
  let problem: unknown;
  for (const url of urls) {
    try {
      return await lookUpAt(url, callId, options);
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}
