// A backup failed for a reason that the operator can fix; the message is one line.

export class BackupFailed extends Error {
  override name = 'BackupFailed';
}
