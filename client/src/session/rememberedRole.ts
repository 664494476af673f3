// What somebody does for the others, kept in this browser as `interpreter so` or `captioner`.
import type { Role } from '@distansmote/shared/signalling/role.ts';
import { forget, readRemembered, remember } from '../platform/rememberedSettings.ts';

/** As the server takes it (`shared/src/signalling/role.ts`): whatever else is kept would keep its owner out. */
const KEPT = /^(?:(interpreter) ([a-z]{2,3})|(signLanguageInterpreter|captioner))$/;

export function readRole(): Role | undefined {
  const [, interpreter, language, type] = KEPT.exec(readRemembered('role') ?? '') ?? [];
  if (interpreter) return { type: 'interpreter', language: language ?? 'und' };
  return type ? { type: type as 'captioner' } : undefined;
}

export function rememberRole(role: Role | undefined): void {
  if (role === undefined) forget('role');
  else remember('role', role.type === 'interpreter' ? `${role.type} ${role.language}` : role.type);
}
