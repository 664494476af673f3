// Scenarios for sipp, Debian's generator of SIP messages: a SIP stack that is not ours.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../network/ports.ts';
import { run } from '../network/run.ts';

const PROGRAM = '/usr/bin/sipp';

/** The reason why it cannot be run; undefined if it can. */
export const whyNoSipp = (): string | undefined =>
  existsSync(PROGRAM) ? undefined : 'no sipp here: apt-get install sip-tester';

/**
 * Runs a scenario to its end.
 *
 * @param folder where it may write
 * @param scenario as `scenarioOf` makes it, or undefined: `options` names one of its own
 * @throws Error with what it said, when a message did not come as expected
 */
export async function runSipp(
  folder: string,
  port: number,
  scenario: string | undefined,
  ...options: string[]
): Promise<void> {
  const own = String(await freePort());
  const named = scenario === undefined ? [] : ['-sf', join(folder, 'scenario.xml'), '-m', '1'];
  if (scenario !== undefined) await writeFile(join(folder, 'scenario.xml'), scenario);
  const common = ['-i', '127.0.0.1', '-p', own, '-timeout', '60', '-timeout_error', '-nostdin'];
  await run([PROGRAM, `127.0.0.1:${port}`, ...common, ...named, ...options]);
}

export interface SippMessage {
  method: string;
  cseq: number;
  /** Whether it is in the dialog: the To tag is known. */
  isInDialog?: boolean;
  type?: string;
  body?: string;
  /** Header lines. */
  extra?: readonly string[];
}

/** @param user what is dialled. */
export function sippSends(message: SippMessage, user = 'mote'): string {
  const { method, cseq, isInDialog = false, type, body = '', extra = [] } = message;
  const lines = [
    `${method} sip:${user}@[remote_ip]:[remote_port] SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    'From: <sip:+46480450511@[local_ip]:[local_port]>;tag=[call_number]',
    `To: <sip:${user}@[remote_ip]>${isInDialog ? '[peer_tag_param]' : ''}`,
    'Call-ID: [call_id]',
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:sipp@[local_ip]:[local_port]>',
    'Max-Forwards: 70',
    ...extra,
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    'Content-Length: [len]',
    '',
    body.replaceAll('\r\n', '\n'),
  ];
  const isRepeated = method !== 'ACK';
  return `<send${isRepeated ? ' retrans="500"' : ''}><![CDATA[\n${lines.join('\n')}]]></send>`;
}

/** A final response, with or without 100 before it. @param holds what must be in its text, as a regular expression. */
export function sippExpects(status: number, holds?: string): string {
  const trying = '<recv response="100" optional="true"/>';
  if (holds === undefined) return `${trying}<recv response="${status}" rtd="true"/>`;
  const check = `<ereg regexp="${holds}" search_in="msg" check_it="true" assign_to="found"/>`;
  const action = `<action>${check}</action>`;
  return `${trying}<recv response="${status}" rtd="true">${action}</recv>`;
}

export function sippScenario(name: string, ...steps: readonly string[]): string {
  const head = '<?xml version="1.0" encoding="ISO-8859-1" ?>';
  const used = steps.some((step) => step.includes('assign_to="found"'))
    ? ['<Reference variables="found"/>']
    : [];
  return [head, `<scenario name="${name}">`, ...steps, ...used, '</scenario>', ''].join('\n');
}
