// A backup that could not be made: said in one line, which the operator can mend.

export class BackupFailed extends Error {
  override name = 'BackupFailed';
}
