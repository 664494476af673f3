// Plays a sound once, on the chosen loudspeaker.
import type { Loudspeaker } from './loudspeaker.ts';

/** Resolves when it has been played, rejects when it is stopped or cannot be. To be called from a click. */
export async function playSound(
  sound: Blob,
  loudspeaker: Loudspeaker,
  signal?: AbortSignal,
): Promise<void> {
  const element = new Audio(URL.createObjectURL(sound));
  try {
    await loudspeaker.routeTo(element);
    signal?.throwIfAborted();
    await new Promise((resolve, reject) => {
      element.addEventListener('ended', resolve);
      element.addEventListener('error', reject);
      signal?.addEventListener('abort', reject);
      element.play().catch(reject);
    });
  } finally {
    element.pause();
    URL.revokeObjectURL(element.src);
  }
}
