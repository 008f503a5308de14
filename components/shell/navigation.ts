/** Pages of the main navigation; `key` follows "g" as a shortcut. */
export const pages = [
  { name: 'board', href: '/', key: 'b' },
  { name: 'deployments', href: '/deployments', key: 'd' },
  { name: 'decisions', href: '/decisions', key: 'r' },
  { name: 'backups', href: '/backups', key: 'u' },
  { name: 'checklists', href: '/checklists', key: 'c' },
  { name: 'activity', href: '/activity', key: 'a' },
  { name: 'settings', href: '/settings', key: 's' },
] as const

export type PageName = (typeof pages)[number]['name']

/** Whether a path lies below a page of the navigation; systems belong to the board. */
export function isWithin(path: string, href: string): boolean {
  if (href === '/') return path === '/' || path.startsWith('/systems')
  return path === href || path.startsWith(`${href}/`)
}
