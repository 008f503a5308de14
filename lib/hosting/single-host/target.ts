import { z } from 'zod'

const containerName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/)
const absolutePath = z.string().regex(/^\/(?!.*\.\.)[A-Za-z0-9._/-]*$/)

/** systemd's names of units, of the two types a stage consists of: https://man7.org/linux/man-pages/man5/systemd.unit.5.html */
const unitName = z
  .string()
  .max(255)
  .transform((name) => (/\.(?:service|timer)$/.test(name) ? name : `${name}.service`))
  .pipe(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:_.@\\-]*\.(?:service|timer)$/))

const service = z.object({ systemd: unitName.optional(), container: containerName.optional() })

/** What the catalog stored of a single host, checked again because commands are made of it. */
export const singleHostTarget = z.object({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]*$/)
    .default('leitstand'),
  /** By component. */
  services: z.record(z.string(), service).default({}),
  /** Folder of the checkout that runs. */
  repository: absolutePath.optional(),
  dataPaths: z.array(absolutePath).default([]),
  /** Unit that makes a backup when it is started. */
  backupUnit: unitName.optional(),
  /** Unit of the stage's database. */
  databaseUnit: unitName.optional(),
})

export type SingleHostTarget = z.output<typeof singleHostTarget>

export interface HostUnit {
  readonly component: string
  readonly unit: string
}

/** Components that run as a systemd unit. */
export function listUnits({ services }: SingleHostTarget): HostUnit[] {
  return Object.entries(services).flatMap(([component, { systemd }]) =>
    systemd ? [{ component, unit: systemd }] : [],
  )
}

export interface HostContainer {
  readonly component: string
  readonly container: string
}

/** Components that run in a container of their own. */
export function listContainers({ services }: SingleHostTarget): HostContainer[] {
  return Object.entries(services).flatMap(([component, { systemd, container }]) =>
    container && !systemd ? [{ component, container }] : [],
  )
}

/** Folders whose file systems must not run full. */
export function listFolders({ repository, dataPaths }: SingleHostTarget): readonly string[] {
  return [...new Set(['/', ...(repository ? [repository] : []), ...dataPaths])]
}
