// Keeps the screen awake during the meeting (W3C Screen Wake Lock).
import { useEffect } from 'preact/hooks';

export function WakeLock() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const take = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (isOver) await lock.release();
      } catch {
        // Refused on low battery, for instance: then the screen sleeps as usual.
      }
    };
    // The browser releases it when another tab or program comes to the front.
    const takeAgain = () => void take();
    document.addEventListener('visibilitychange', takeAgain);
    takeAgain();
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', takeAgain);
      lock?.release().catch(() => undefined);
    };
  }, []);
  return null;
}
