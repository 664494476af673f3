// Whose service this is, as the page that the server sends says it: in a meta element, so that no request is needed.

/** The name of the meta element; its content is an `Organization` in JSON. It is absent when nothing is set. */
export const ORGANIZATION_META = 'organization';

/** All are undefined unless the operator has set them. */
export interface Organization {
  name?: string | undefined;
  /** The path of an image on this server. */
  logo?: string | undefined;
  /** Of those who help when something does not work; not the number of meetings. */
  supportPhone?: string | undefined;
  supportEmail?: string | undefined;
  /** Its own pages on how personal data are handled, and on accessibility: http or https. */
  privacyUrl?: string | undefined;
  accessibilityUrl?: string | undefined;
}
