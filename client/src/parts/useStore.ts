// Lets a view read a part of a zustand store, and rerenders it when that part changes.
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { StoreApi } from 'zustand/vanilla';

export function useStore<State, Part>(
  store: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
  select: (state: State) => Part,
): Part {
  const [, renderAgain] = useReducer((times: number) => times + 1, 0);
  const part = select(store.getState());
  const rendered = useRef({ select, part });
  rendered.current = { select, part };

  useLayoutEffect(() => {
    const compare = () => {
      const { current } = rendered;
      if (!Object.is(current.select(store.getState()), current.part)) renderAgain(undefined);
    };
    // It may have changed since the first render.
    compare();
    return store.subscribe(compare);
  }, [store]);

  return part;
}
