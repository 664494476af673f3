// A view that is drawn anew only when one of its props has changed: for those of which there are many.
import { type Component, createElement, type FunctionComponent } from 'preact';
import { shallow } from 'zustand/vanilla/shallow';

/** As React's; that of `preact/compat` would bring the rest of it along. */
export function memo<Props extends object>(
  view: FunctionComponent<Props>,
): FunctionComponent<Props> {
  return function Memo(this: Component<Props>, props: Props) {
    this.shouldComponentUpdate = (next) => !shallow(this.props, next);
    return createElement(view, props);
  };
}
