// What a staff page shows in place of something that is still being fetched, or could not be.
import type { ApiFailure } from '../../platform/callApi.ts';
import { StaffProblemNotice } from './StaffProblemNotice.tsx';
import type { StaffResource } from './useStaffApi.ts';

interface ResourceStatusProps {
  resource: Pick<StaffResource<unknown>, 'body' | 'failure'> & {
    /** For the button that is shown when it could not be fetched. */
    reload: () => Promise<unknown>;
  };
  fetchingText: string;
  /** Of another request of the page, such as a change of what is shown. */
  otherFailure?: ApiFailure | undefined;
}

export function ResourceStatus({ resource, fetchingText, otherFailure }: ResourceStatusProps) {
  const { body, reload } = resource;
  if (resource.failure !== undefined) {
    return <StaffProblemNotice failure={resource.failure} onRetry={() => void reload()} />;
  }
  if (otherFailure !== undefined) return <StaffProblemNotice failure={otherFailure} />;
  return body === undefined ? <p class="soft">{fetchingText}</p> : null;
}
