// Reads a DTMF digit from a SIP INFO, as many PBXs send it (Cisco's application/dtmf-relay; no RFC).
import { DIGITS, type Digit } from '../rtp/digit.ts';

/** @returns undefined for any other INFO. */
export function infoDigit(contentType: string, body: string): Digit | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/dtmf') return digitOf(body.trim());
  if (type !== 'application/dtmf-relay') return undefined;
  const signal = body
    .split(/[\r\n]/)
    .map(pairOf)
    .find(({ name }) => name === 'signal');
  return signal && digitOf(signal.value);
}

function pairOf(line: string): { name: string; value: string } {
  const [name = '', ...value] = line.split('=');
  return { name: name.trim().toLowerCase(), value: value.join('=').trim() };
}

/** 10 to 15 stand for * # A B C D (RFC 4733 §3.2). */
function digitOf(signal: string): Digit | undefined {
  const key = /^1[0-5]$/.test(signal) ? DIGITS[Number(signal)] : signal.toUpperCase();
  return key !== undefined && key.length === 1 && DIGITS.includes(key) ? (key as Digit) : undefined;
}
