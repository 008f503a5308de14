import type { AccountOptions, OrganisationOptions } from './github/options.ts'

export const sampleOrganisation = 'leitstand-sandbox'

/** Who can sign in: one account for each role, one for a single team, one that belongs nowhere. */
export const accounts = [
  {
    login: 'vera',
    name: 'Vera Sommer',
    role: { de: 'Darf alles ansehen', en: 'May look at everything' },
  },
  {
    login: 'emil',
    name: 'Emil Petersen',
    role: { de: 'Darf deployen', en: 'May deploy' },
  },
  {
    login: 'lena',
    name: 'Lena Hofmann',
    role: { de: 'Leitet Teams', en: 'Leads teams' },
  },
  {
    login: 'ada',
    name: 'Ada Brandt',
    role: { de: 'Verwaltet den Leitstand', en: 'Administers Leitstand' },
  },
  {
    login: 'otto',
    name: 'Otto Winkler',
    role: { de: 'Darf deployen, nur im Team Circle', en: 'May deploy, in team Circle only' },
  },
  {
    login: 'nobody-nora',
    name: 'Nora Lindner',
    role: { de: 'Gehört zu keinem Team', en: 'Belongs to no team' },
  },
] as const satisfies readonly AccountOptions[]

export const organisation: OrganisationOptions = {
  login: sampleOrganisation,
  name: 'Leitstand Sandbox',
  teams: [
    { slug: 'viewers', name: 'Viewers', members: ['vera'] },
    { slug: 'engineers', name: 'Engineers', members: ['emil'] },
    { slug: 'leads', name: 'Leads', members: ['lena'] },
    { slug: 'admins', name: 'Admins', members: ['ada'] },
    { slug: 'circle', name: 'Circle', members: ['otto'] },
  ],
}

/** Logins of those who write the sample repositories. */
export type Author = Extract<(typeof accounts)[number]['login'], 'emil' | 'lena' | 'ada' | 'otto'>

/** Name and address of an account as its commits carry them. */
export function toCommitter(login: Author) {
  const name = accounts.find((account) => account.login === login)?.name ?? login
  return `${name} <${login}@sandbox.invalid>`
}
