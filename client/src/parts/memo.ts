// A view that rerenders only when one of its props changes: for views with many instances.
import { type Component, createElement, type FunctionComponent } from 'preact';
import { shallow } from 'zustand/vanilla/shallow';

/** Like React's; importing it from `preact/compat` would bring in the rest of that. */
export function memo<Props extends object>(
  view: FunctionComponent<Props>,
): FunctionComponent<Props> {
  return function Memo(this: Component<Props>, props: Props) {
    this.shouldComponentUpdate = (next) => !shallow(this.props, next);
    return createElement(view, props);
  };
}
