// The page with the organisation's name, logo and colour in it: in its head, so that it never looks otherwise first.
import { createHash } from 'node:crypto';
import { ORGANIZATION_META, type Organization } from '@distansmote/shared/organization.ts';
import type { Config } from '../config/config.ts';
import { type Logo, readLogo } from '../config/logo.ts';
import { contrast, mix } from '../platform/contrast.ts';

type OrganizationConfig = Pick<
  Config,
  | 'ORGANIZATION_NAME'
  | 'ORGANIZATION_LOGO'
  | 'ORGANIZATION_COLOR'
  | 'SUPPORT_PHONE'
  | 'SUPPORT_EMAIL'
  | 'PRIVACY_URL'
  | 'ACCESSIBILITY_URL'
>;

/** As `styles/tokens.css` has them. */
const WHITE = '#ffffff';
const DARK_GROUND = '#182423';
const DARK_WASH_GROUND = '#101716';
const BLACK = '#000000';
/** What the colour has on a dark ground; black words stand on it then. */
const DARK_CONTRAST = 7.5;

export interface OrganizationPage {
  /** Stands last in the page's head; empty when nothing is set. */
  head: string;
  /** For the Content-Security-Policy: the style element's. */
  styleHashes: string[];
  logo: (Logo & { path: string }) | undefined;
}

/** @throws Error if the logo has become unreadable since the settings were checked. */
export function organizationPage(config: OrganizationConfig): OrganizationPage {
  const logo =
    config.ORGANIZATION_LOGO === undefined ? undefined : logoOf(config.ORGANIZATION_LOGO);
  const organization: Organization = {
    name: config.ORGANIZATION_NAME,
    logo: logo?.path,
    supportPhone: config.SUPPORT_PHONE,
    supportEmail: config.SUPPORT_EMAIL,
    privacyUrl: config.PRIVACY_URL,
    accessibilityUrl: config.ACCESSIBILITY_URL,
  };
  const json = JSON.stringify(organization);
  const style = config.ORGANIZATION_COLOR === undefined ? '' : styleOf(config.ORGANIZATION_COLOR);
  const meta = json === '{}' ? '' : `<meta name="${ORGANIZATION_META}" content="${escaped(json)}">`;
  return {
    head: meta + (style && `<style>${style}</style>`),
    styleHashes: style ? [`'sha256-${sha256(style).toString('base64')}'`] : [],
    logo,
  };
}

/** Under `/assets/`, by what is in it: so it may be cached for ever. */
function logoOf(path: string): Logo & { path: string } {
  const logo = readLogo(path);
  if (typeof logo === 'string') throw new Error(`ORGANIZATION_LOGO cannot be used: ${logo}`);
  const extension = logo.contentType === 'image/png' ? 'png' : 'svg';
  const name = sha256(logo.bytes).toString('base64url').slice(0, 8);
  return { ...logo, path: `/assets/logo-${name}.${extension}` };
}

/** Twice the weight of `tokens.css`, wherever that is loaded. */
function styleOf(colour: string): string {
  const light = tokens(colour, mix(colour, BLACK, 0.25), WHITE, mix(colour, WHITE, 0.88));
  const bright = brightened(colour);
  const dark = tokens(bright, mix(bright, WHITE, 0.35), BLACK, mix(bright, DARK_WASH_GROUND, 0.82));
  return `:root:root{${light}}@media (prefers-color-scheme:dark){:root:root{${dark}}}:root .room{${dark}}`;
}

const tokens = (colour: string, strong: string, on: string, wash: string) =>
  `--pine:${colour};--pine-strong:${strong};--on-pine:${on};--pine-wash:${wash}`;

/** As much white in it as it needs on a dark ground. */
function brightened(colour: string): string {
  let bright = colour;
  for (let share = 0.05; contrast(bright, DARK_GROUND) < DARK_CONTRAST; share += 0.05)
    bright = mix(colour, WHITE, share);
  return bright;
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest();

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
