// Runs in the page before its own code and makes the camera's frames small, whatever the page requests.

/** Self-contained: Playwright sends its source to the page. */
export function smallCamera(): void {
  const { prototype } = MediaDevices;
  const plain = prototype.getUserMedia;
  prototype.getUserMedia = function small(constraints) {
    const video = { width: 640, height: 360, frameRate: 30 };
    return plain.call(this, { ...constraints, ...(constraints?.video ? { video } : {}) });
  };
}
