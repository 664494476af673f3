// What may not be done to an account, by name; the routes and the command line say it in their own words.
export type AccountRefusal =
  | 'accountUnknown'
  | 'usernameTaken'
  /** It was closed, or its password changed, since that was verified. */
  | 'changedMeanwhile'
  /** Nobody would be left who could make accounts. */
  | 'lastAdministrator'
  /** The identity provider has its password and says its role. */
  | 'setByProvider';

export class AccountRefused extends Error {
  override name = 'AccountRefused';
  readonly code: AccountRefusal;

  constructor(code: AccountRefusal) {
    super(code);
    this.code = code;
  }
}
