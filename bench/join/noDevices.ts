// Runs in the page before its own code and denies it camera and microphone.

/** Self-contained: Playwright sends its source to the page. */
export function noDevices(): void {
  MediaDevices.prototype.getUserMedia = () =>
    Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
}
