// The named refusals of account operations; routes and command line have their own texts.
export type AccountRefusal =
  | 'accountUnknown'
  | 'usernameTaken'
  /** The account was closed or its password changed after it was verified. */
  | 'changedMeanwhile'
  /** Nobody would be left who can manage accounts. */
  | 'lastAdministrator'
  /** The identity provider manages its password and role. */
  | 'setByProvider';

export class AccountRefused extends Error {
  override name = 'AccountRefused';
  readonly code: AccountRefusal;

  constructor(code: AccountRefusal) {
    super(code);
    this.code = code;
  }
}
