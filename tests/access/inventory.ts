import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Addresses of all pages, from the files below `app`. */
export function listPages(): readonly string[] {
  return globSync('app/**/page.tsx', { cwd: root })
    .map((file) => toAddress(file))
    .sort()
}

export interface RouteFile {
  /** Absolute. */
  readonly file: string
  /** `/api/v1/systems/[system]`. */
  readonly address: string
}

export function listRouteFiles(): readonly RouteFile[] {
  return globSync('app/**/route.ts', { cwd: root })
    .map((file) => ({ file: path.join(root, file), address: toAddress(file) }))
    .sort((a, b) => a.address.localeCompare(b.address))
}

/** `GET /api/v1/board` and so on, from what the route files really export. */
export async function listRoutes(): Promise<readonly string[]> {
  const exported = await Promise.all(
    listRouteFiles().map(async ({ file, address }) => {
      const module: Record<string, unknown> = await import(file)
      return methods.filter((method) => method in module).map((method) => `${method} ${address}`)
    }),
  )
  return exported.flat()
}

/**
 * `domain/verb` for every function that a domain offers at its door, takes the context, and may be called for a
 * person. Those that only jobs call are told apart by the context they take.
 */
export function listVerbs(): readonly string[] {
  return globSync('lib/*/index.ts', { cwd: root })
    .flatMap((index) => {
      const domain = path.basename(path.dirname(index))
      const offered = readFileSync(path.join(root, index), 'utf8')
      return listFunctionsWithContext(domain)
        .filter((name) => isOffered(offered, name))
        .map((name) => `${domain}/${name}`)
    })
    .sort()
}

function listFunctionsWithContext(domain: string): readonly string[] {
  const files = globSync(`lib/${domain}/**/*.ts`, { cwd: root })
  return files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8')
    const found = text.matchAll(/export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*ctx: Context\b/g)
    return [...found].map(([, name = '']) => name)
  })
}

function isOffered(index: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(index)
}

function toAddress(file: string): string {
  const parts = path.dirname(file).split(path.sep).slice(1)
  return `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join('/')}`
}
