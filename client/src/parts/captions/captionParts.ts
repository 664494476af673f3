// What is needed where there are captions, loaded as one chunk.
import { captionsOf } from '../../session/captions/captions.ts';
import { CaptionLines } from './CaptionLines.tsx';
import { CaptionsNotice } from './CaptionsNotice.tsx';
import { CaptionsView } from './CaptionsView.tsx';

export const captionParts = { captionsOf, CaptionLines, CaptionsNotice, CaptionsView };
