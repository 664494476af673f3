// A refusal over HTTP, as problem details (RFC 9457).
import { AccountRefused, type AccountRefusal } from '../accounts/accountRefused.ts';
import { RateLimited } from '../guessing/failureBudget.ts';
import { LimitExceeded } from '../limits/limiter.ts';
import { HolderUnreachable } from '../meetings/ownership.ts';
import type { Problem as ProblemBody } from '@distansmote/shared/httpApi.ts';

const accountDetails: Record<Exclude<AccountRefusal, 'changedMeanwhile'>, string> = {
  accountUnknown: 'There is no such account.',
  usernameTaken: 'Another account has that user name.',
  lastAdministrator: 'It is the last open account of an administrator.',
  setByProvider: 'The identity provider says the role of that account and has its password.',
};

export const signInFailed = () =>
  new Problem(401, 'signInFailed', 'The user name or the password is wrong.');

/** Of several servers. */
export const meetingUnreachable = () =>
  new Problem(503, 'meetingUnreachable', 'The server that holds the meeting does not answer.', 1);

export const nothingHere = () => new Problem(404, 'notFound', 'There is nothing here.');

/** Thrown by routes; the server's error handler sends it. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly retryAfterSeconds: number | undefined;

  /** @param title the name that programs rely on, for example `callIdUnknown`. */
  constructor(status: number, title: string, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get body(): ProblemBody {
    return { type: 'about:blank', status: this.status, title: this.title, detail: this.message };
  }

  /** A Problem for anything thrown: refusals of the domain by name, the framework's 4xx as `invalid`, the rest as `internal`. */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof RateLimited) {
      const { retryAfterSeconds } = error;
      const detail = `Too many tries. Wait ${retryAfterSeconds} seconds.`;
      return new Problem(429, 'tooFast', detail, retryAfterSeconds);
    }
    if (error instanceof LimitExceeded) {
      const { retryAfterSeconds: seconds } = error;
      return new Problem(429, 'tooFast', `Too many requests. Wait ${seconds} seconds.`, seconds);
    }
    if (error instanceof HolderUnreachable) return meetingUnreachable();
    if (error instanceof AccountRefused) {
      const { code } = error;
      // Does not reveal that the password was right a moment ago.
      if (code === 'changedMeanwhile') return signInFailed();
      return new Problem(code === 'accountUnknown' ? 404 : 409, code, accountDetails[code]);
    }
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status === 413) return new Problem(413, 'tooLarge', 'The body is too large.');
    if (status >= 400 && status < 500) {
      return new Problem(status, 'invalid', 'The request could not be understood.');
    }
    return new Problem(500, 'internal', 'Something went wrong on our side.');
  }
}
