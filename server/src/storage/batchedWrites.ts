// Writes rows that nobody waits for: in batches, in their order, and again later while the database is unavailable.

const BATCH_MS = 250;
const RETRY_MS = 5_000;
/** Per statement: databases limit the number of values. */
export const CHUNK_ROWS = 500;

/** The rows that are not on disk. */
export interface PendingRows<Row> {
  /** What has waited longest, `count` at most. */
  first(count: number): Row[];
  written(rows: readonly Row[]): void;
}

export class BatchedWrites<Row> {
  readonly #pending: PendingRows<Row>;
  readonly #writeRows: (rows: Row[]) => Promise<void>;
  readonly #onFailed: (reason: string) => void;
  #lost = 0;
  #writing = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /**
   * @param writeRows may be given rows that were written before, but not acknowledged.
   * @param onFailed called when rows could not be written, with a reason that contains no personal data.
   */
  constructor(
    pending: PendingRows<Row>,
    writeRows: (rows: Row[]) => Promise<void>,
    onFailed: (reason: string) => void,
  ) {
    this.#pending = pending;
    this.#writeRows = writeRows;
    this.#onFailed = onFailed;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Writes what is pending within 250 ms, together with everything else until then. */
  writeSoon(): void {
    this.#writeIn(BATCH_MS);
  }

  /** Resolves when what is pending is on disk, or could not be written for now. */
  write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#writePending());
    return this.#writing;
  }

  /** Too many rows are pending for one more. Reported once for many: the log file may be on the same full disk. */
  lose(): void {
    this.#lost += 1;
  }

  /** Writes what is pending, and does not try again. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.write();
  }

  #writeIn(ms: number): void {
    if (!this.#isClosed) this.#timer ??= setTimeout(() => void this.write(), ms).unref();
  }

  async #writePending(): Promise<void> {
    for (;;) {
      const rows = this.#pending.first(CHUNK_ROWS);
      if (rows.length === 0) break;
      try {
        await this.#writeRows(rows);
      } catch (error) {
        this.#onFailed(reasonOf(error));
        this.#writeIn(RETRY_MS);
        break;
      }
      this.#pending.written(rows);
    }
    if (this.#lost > 0) this.#onFailed(`${this.#lost} entries were lost: too many are pending`);
    this.#lost = 0;
  }
}

/** Not the message, in which a database may quote values. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
