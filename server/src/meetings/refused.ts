// Thrown by handlers to answer a request with a refusal. Anything else that is thrown is an internal error.
import type { RefusalCode } from '@distansmote/shared/signalling/requests.ts';

export class Refused extends Error {
  override name = 'Refused';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}
