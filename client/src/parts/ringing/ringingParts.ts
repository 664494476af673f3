// Everything by which conveners ring people up, loaded as one chunk.
import { KeypadDialog } from './KeypadDialog.tsx';
import { RingPill } from './RingPill.tsx';
import { RingUpDialog } from './RingUpDialog.tsx';
import { RingingSection } from './RingingSection.tsx';

export const ringingParts = { KeypadDialog, RingPill, RingUpDialog, RingingSection };
