// What is needed where there are captions, loaded as one chunk.
import { captionsOf } from '../../session/captions/captions.ts';
import { CaptionsNotice } from './CaptionsNotice.tsx';
import { CaptionsView } from './CaptionsView.tsx';
import { SmallCaptions } from './SmallCaptions.tsx';

export const captionParts = { captionsOf, CaptionsNotice, CaptionsView, SmallCaptions };
