// Splits a From or To header into display name, URI and parameters (name-addr and addr-spec, RFC 3261 §20.10, §25.1).

export interface NameAddr {
  /** As written: with its quotes and escapes; empty when there is none. */
  displayName: string;
  uri: string;
  /** What follows the URI, such as `;tag=1`. */
  parameters: string;
}

/** @returns undefined when there is no URI in it. */
export function readNameAddr(value: string): NameAddr | undefined {
  // A quoted display name may contain '<' itself, so the last one counts.
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open);
  if (open >= 0 && close > open) {
    return {
      displayName: value.slice(0, open).trim(),
      uri: value.slice(open + 1, close),
      parameters: value.slice(close + 1),
    };
  }
  // Without angle brackets all parameters belong to the header, not to the URI.
  const [, uri, parameters = ''] = /^((?:sips?|tel):[^;<>]*)(.*)$/i.exec(value) ?? [];
  return uri === undefined ? undefined : { displayName: '', uri, parameters };
}
