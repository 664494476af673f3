// Saves a file that the page has made or fetched, as if a link to it had been followed.

/** Firefox reads it only after the click. */
const REVOKED_AFTER_MS = 60_000;

export function saveFile(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKED_AFTER_MS);
}
