// Whose service this is, as the server has written it into the page.
import { ORGANIZATION_META, type Organization } from '@distansmote/shared/organization.ts';

const meta = document.querySelector<HTMLMetaElement>(`meta[name="${ORGANIZATION_META}"]`);

export const organization = (meta ? JSON.parse(meta.content) : {}) as Organization;
