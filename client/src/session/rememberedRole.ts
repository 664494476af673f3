// What somebody does for the others, kept in this browser as `interpreter so` or `captioner`.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { forget, readRemembered, remember } from '../platform/rememberedSettings.ts';

/** As the server takes it (`shared/src/signalling/role.ts`): whatever else is kept would keep its owner out. */
const KEPT = /^(?:(interpreter) ([a-z]{2,3})|(signLanguageInterpreter|captioner))$/;

export function readRole(): Role | undefined {
  const [, interpreter, language, type = interpreter] =
    KEPT.exec(readRemembered('role') ?? '') ?? [];
  return type ? ({ type, ...(language && { language }) } as Role) : undefined;
}

export function rememberRole(role: Role | null | undefined): void {
  if (!role) forget('role');
  else remember('role', 'language' in role ? `${role.type} ${role.language}` : role.type);
}
