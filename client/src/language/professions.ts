// Suggestions for the profession field, which accepts anything else too.
import type { Locale } from './chooseLanguage.ts';

export const professions: Record<Locale, readonly string[]> = {
  sv: [
    'Sjuksköterska',
    'Distriktssköterska',
    'Läkare',
    'Biståndshandläggare',
    'Arbetsterapeut',
    'Fysioterapeut',
    'Undersköterska',
    'Kurator',
    'Enhetschef',
    'Patient/Brukare',
    'Anhörig',
    'God man',
    'Tolk',
  ],
  en: [
    'Nurse',
    'District nurse',
    'Physician',
    'Care needs assessor',
    'Occupational therapist',
    'Physiotherapist',
    'Assistant nurse',
    'Counsellor',
    'Unit manager',
    'Patient/Service user',
    'Relative',
    'Legal guardian',
    'Interpreter',
  ],
};
