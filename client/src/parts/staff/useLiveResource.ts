// Something that a staff page shows and that changes by itself: asked for again while the page is seen.
import { useEffect, useRef } from 'preact/hooks';
import { type StaffResource, useStaffResource } from './useStaffApi.ts';

const ASK_EVERY_MS = 10_000;

export function useLiveResource<Body>(path: string): StaffResource<Body> {
  const resource = useStaffResource<Body>(path);
  const reload = useRef(resource.reload);
  reload.current = resource.reload;

  useEffect(() => {
    const askIfSeen = () => {
      if (document.visibilityState === 'visible') void reload.current();
    };
    const timer = setInterval(askIfSeen, ASK_EVERY_MS);
    document.addEventListener('visibilitychange', askIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfSeen);
    };
  }, []);

  return resource;
}
