// Runs in the page before its own code and refuses it camera and microphone, as a person may.

/** Self-contained: Playwright sends its source to the page. */
export function noDevices(): void {
  MediaDevices.prototype.getUserMedia = () =>
    Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
}
