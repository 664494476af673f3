// The settings: environment variables, parsed once at the start; each error is one line.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { lobby } from '@distansmote/shared/httpApi.ts';
import { z } from 'zod';
import { hostName } from '../platform/hostName.ts';
import { SPREAD_AT } from '../media/workerSelection.ts';
import { accessibilitySettings } from './accessibilitySettings.ts';
import { findOidcProblem, oidcSettings } from './oidcSettings.ts';
import { findOrganizationProblem, organizationSettings } from './organizationSettings.ts';
import { findPhoneProblem, phoneSettings } from './phoneSettings.ts';
import { findRingingProblem, ringingSettings } from './ringingSettings.ts';
import { flag, list, networks, wholeNumber } from './envSchemas.ts';
import { captionSettings, findCaptionProblem } from './captionSettings.ts';
import { clusterSettings, findClusterProblem, lastMediaPortOf } from './clusterSettings.ts';
import { findTurnProblem, turnSettings } from './turnSettings.ts';

/** An unusable setting. The message is the line that the operator sees. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Leaves room for 256 workers below Linux' ephemeral ports (32768 to 60999) and below SIP_MEDIA_PORTS. */
const DEFAULT_MEDIA_PORT = 31_000;

const isAddress = (text: string) =>
  isIP(text) !== 0 || (hostName.test(text) && /[a-z]/i.test(text) && text.includes('.'));

/** The schema of each variable, and how an error message describes it. */
const settings = {
  PORT: { schema: wholeNumber(0, 65535).default(3000), mustBe: 'a port, 0 to 65535' },
  HOST: {
    schema: z
      .string()
      .refine((h) => isIP(h) !== 0 || hostName.test(h))
      .optional(),
    mustBe: 'an IP address or host name to listen on',
  },
  PUBLIC_URL: {
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((text) => text.replace(/\/+$/, ''))
      .refine((text) => ['/', ''].includes(new URL(text).pathname))
      .optional(),
    mustBe: 'the address that people type, such as https://join.example.org (no path)',
  },
  DATA_DIR: { schema: z.string().default('data'), mustBe: 'a folder that can be written' },
  DATABASE_URL: {
    // Must name a database: node-postgres would default to the user's name.
    schema: z
      .url({ protocol: /^postgres(ql)?$/, abort: true })
      .refine((text) => /^\/[^/]+$/.test(new URL(text).pathname))
      .optional(),
    mustBe: 'the address of a PostgreSQL database, such as postgres://user:password@host:5432/name',
    isSecret: true,
  },
  MEDIA_PORT: {
    schema: wholeNumber(1, 65535).default(DEFAULT_MEDIA_PORT),
    mustBe: 'the first media port, 1 to 65535; each media worker takes one',
  },
  MEDIA_WORKERS: {
    schema: wholeNumber(1, 256).default(() => availableParallelism()),
    mustBe: 'a number of media workers, 1 to 256',
  },
  MEDIA_SPREAD_AT: {
    schema: wholeNumber(1, 10_000).default(SPREAD_AT),
    mustBe:
      'a number of participants on one media worker, from which on a meeting spreads to others',
  },
  MEDIA_ANNOUNCED_ADDRESS: {
    schema: list
      .refine((all) => all.length >= 1 && all.every(isAddress))
      // One listening address per family.
      .refine((all) => all.filter((one) => isIP(one) === 6).length <= 1)
      .refine((all) => all.filter((one) => isIP(one) !== 6).length <= 1)
      .optional(),
    mustBe:
      'the public IP address (or host name) of this server; an IPv4 and an IPv6 with a comma between',
  },
  ADMIN_PASSWORD: {
    schema: z.string().min(12).max(1000).optional(),
    mustBe: 'at least 12 characters',
    isSecret: true,
  },
  API_TOKEN: {
    schema: z.string().min(12).max(1000).optional(),
    mustBe: 'at least 12 characters',
    isSecret: true,
  },
  METRICS_TOKEN: {
    schema: z.string().min(12).max(1000).optional(),
    mustBe: 'at least 12 characters',
    isSecret: true,
  },
  SESSION_IDLE_MINUTES: {
    // Being in a meeting counts as use: idle means an abandoned desk, or lunch.
    schema: wholeNumber(5, 720).default(60),
    mustBe: 'a number of minutes, 5 to 720, after which a sign-in that is not used ends',
  },
  SPACE_LOBBY: {
    schema: lobby.default('none'),
    mustBe:
      'who must be let in to a new space: none, withoutLink (whoever has only the number) or everybody',
  },
  AUDIT_DAYS: {
    schema: wholeNumber(1, 3650).default(365),
    mustBe: 'a number of days, 1 to 3650, that the audit log is kept',
  },
  ATTENDANCE_LIST: {
    schema: flag.default(true),
    mustBe: '1 to keep a list of who was in each meeting and when, for those who lead it, or 0',
  },
  PHONE_NUMBER: {
    schema: z
      .string()
      .regex(/^\+?[0-9][0-9 ()-]{2,30}$/)
      .optional(),
    mustBe: 'a telephone number, such as 0480-44 55 11',
  },
  COMPOSITOR_BIN: {
    schema: z.string().optional(),
    mustBe: 'the path of the program that composes the pictures of room systems',
  },
  LETTERING_BIN: {
    schema: z.string().optional(),
    mustBe: 'the path of the program that draws words into the pictures of room systems',
  },
  TLS_CERT: { schema: z.string().optional(), mustBe: 'the path of a PEM certificate chain' },
  TLS_KEY: { schema: z.string().optional(), mustBe: 'the path of its PEM private key' },
  TLS_SELF_SIGNED: {
    schema: flag.default(false),
    mustBe: '1 for a certificate of our own making, or 0',
  },
  TRUSTED_PROXIES: {
    schema: networks.default([]),
    mustBe: 'addresses or networks of your reverse proxies, such as 10.0.0.5,10.1.0.0/16',
  },
  ...organizationSettings,
  ...accessibilitySettings,
  ...oidcSettings,
  ...turnSettings,
  ...captionSettings,
  ...clusterSettings,
  ...phoneSettings,
  ...ringingSettings,
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    mustBe: 'fatal, error, warn, info, debug, trace or silent',
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

type Settings = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> };

// Settings of features that are not built yet: accepting them silently would be a false promise.
const NOT_YET = /^(REDIS_URL)$/;

export interface Config extends Settings {
  /** Without a trailing slash; from PUBLIC_URL, else the local address. */
  publicUrl: string;
  isTls: boolean;
}

/**
 * Reads the settings from `environment`; an empty variable counts as not set.
 * @throws ConfigError that names the variable, what it got and what it must be.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const given = environment[name] === '' ? undefined : environment[name];
    const result = setting.schema.safeParse(given);
    if (!result.success) {
      const shown =
        'isSecret' in setting ? `${given?.length ?? 0} characters` : `"${withoutSecrets(given)}"`;
      throw new ConfigError(`${name} is ${shown}, but must be ${setting.mustBe}.`);
    }
    parsed[name] = result.data;
  }
  const values = parsed as Settings;
  const unbuilt = Object.keys(environment).find(
    (name) => NOT_YET.test(name) && environment[name] !== '',
  );
  if (unbuilt !== undefined) {
    throw new ConfigError(
      `${unbuilt} is set, but this version does not have what it is for yet: remove it.`,
    );
  }
  const isSet = (name: string) => (environment[name] ?? '') !== '';
  const problem =
    findOrganizationProblem(values) ??
    findOidcProblem(isSet) ??
    findTurnProblem(isSet) ??
    findCaptionProblem(isSet) ??
    findClusterProblem(isSet, values) ??
    findPhoneProblem(isSet, values) ??
    findRingingProblem(isSet);
  if (problem !== undefined) throw new ConfigError(problem);
  if ((values.TLS_CERT === undefined) !== (values.TLS_KEY === undefined)) {
    throw new ConfigError('TLS_CERT and TLS_KEY must be set together: one of them is missing.');
  }
  for (const name of ['TLS_CERT', 'TLS_KEY'] as const) {
    const path = values[name];
    if (path !== undefined && !isReadable(path)) {
      throw new ConfigError(
        `${name} is "${path}", but must be ${settings[name].mustBe} that can be read.`,
      );
    }
  }
  const lastMediaPort = lastMediaPortOf(values);
  if (lastMediaPort > 65535) {
    throw new ConfigError(
      `MEDIA_PORT is ${values.MEDIA_PORT}, but ${values.MEDIA_WORKERS + values.GUEST_WORKERS} media workers need ports up to ${lastMediaPort}: choose a lower one.`,
    );
  }
  if (values.PORT >= values.MEDIA_PORT && values.PORT <= lastMediaPort) {
    throw new ConfigError(
      `PORT is ${values.PORT}, but media has the ports ${values.MEDIA_PORT} to ${lastMediaPort} by MEDIA_PORT: choose another for one of them.`,
    );
  }
  const isTls = values.TLS_CERT !== undefined || values.TLS_SELF_SIGNED;
  return {
    ...values,
    DATA_DIR: writableFolder(values.DATA_DIR),
    isTls,
    publicUrl: values.PUBLIC_URL ?? `${isTls ? 'https' : 'http'}://localhost:${values.PORT}`,
  };
}

/** An address may have a password before its host, or a key in its query. */
const withoutSecrets = (given: string | undefined) =>
  given?.replaceAll(/\/\/[^/\s]*@/g, '//…@').replace(/(:\/\/.*?\?).*/, '$1…');

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Level by level: Node's `recursive` never returns on file systems such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function writableFolder(path: string): string {
  const folder = resolve(path);
  try {
    makeFolder(folder);
    // A real write: access(2) tells root that read-only and special file systems are writable.
    rmdirSync(mkdtempSync(join(folder, '.probe-')));
    return folder;
  } catch {
    throw new ConfigError(`DATA_DIR is "${path}", but must be ${settings.DATA_DIR.mustBe}.`);
  }
}

/** For the test that `.env.example` lists every setting. */
export const settingNames = Object.keys(settings);
