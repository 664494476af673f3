// The button that sends a form; while it works it says so, stays where it is and keeps the focus.
import { LoaderCircle } from 'lucide';
import { Icon } from './Icon.tsx';

interface SubmitButtonProps {
  words: string;
  workingWords: string;
  isWorking: boolean;
  class?: string;
}

export function SubmitButton({
  words,
  workingWords,
  isWorking,
  class: more = '',
}: SubmitButtonProps) {
  return (
    <button type="submit" class={`button ${more}`} aria-disabled={isWorking}>
      {isWorking && <Icon node={LoaderCircle} class="is-turning" />}
      {isWorking ? workingWords : words}
    </button>
  );
}
