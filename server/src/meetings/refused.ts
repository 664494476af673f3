// What is thrown to answer a request with a named refusal; anything else that is thrown is our fault.
import type { RefusalCode } from '@distansmote/shared/signalling/requests.ts';

export class Refused extends Error {
  override name = 'Refused';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}
