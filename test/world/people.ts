/** The invented people and organisations of the tests. */
export type Person = {
  id: string;
  aadObjectId: string;
  name: string;
  email?: string;
  userPrincipalName?: string;
  tenantId?: string;
  userRole?: string;
};

export const HOST_TENANT = '11111111-1111-4111-8111-111111111111';

function person(number: number, name: string, domain: string, more: Partial<Person> = {}): Person {
  const first = name.split(' ')[0]!.toLowerCase();
  const digits = String(number).padStart(12, '0');
  return {
    id: `29:${first}-${number}`,
    aadObjectId: `00000000-0000-4000-8000-${digits}`,
    name,
    email: `${first}@${domain}`,
    userPrincipalName: `${first}@${domain}`,
    tenantId: HOST_TENANT,
    userRole: 'user',
    ...more,
  };
}

/** A coordinator: she sets the programme up. */
export const asha = person(1, 'Asha Patel', 'northmoor.example');
export const ben = person(2, 'Ben Okafor', 'eastvale.example', { tenantId: '22222222-2222-4222-8222-222222222222' });
export const carys = person(3, 'Carys Llewellyn', 'southfield.example');
/** A guest whose home is a partner: known by the domain that the UPN keeps. */
export const dev = person(4, 'Dev Nair', 'riverside.example', {
  email: undefined,
  userPrincipalName: 'dev_riverside.example#EXT#@northmoor.example',
  userRole: 'guest',
});
export const elin = person(5, 'Elin Ward', 'helpinghands.example');
/** Eastvale's deputy. */
export const gwen = person(7, 'Gwen Price', 'eastvale.example');
/** Somebody of no organisation in the programme. */
export const farah = person(6, 'Farah Aziz', 'elsewhere.example', {
  userPrincipalName: 'farah_elsewhere.example#EXT#@northmoor.example',
  userRole: 'guest',
});

export function crowd(size: number): Person[] {
  return Array.from({ length: size }, (_, place) => person(100 + place, `Person${place} Crowd`, 'northmoor.example'));
}
