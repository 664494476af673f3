// The field and the lines of Direkttext, loaded when it is opened.
import { LiveTextArea } from './LiveTextArea.tsx';

export const liveTextParts = { LiveTextArea };
