import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { createWholeScriptAdapter } from './whole-script-adapter.ts'

const prismaDir = path.join(import.meta.dirname, '../../prisma')
const migrationsDir = path.join(prismaDir, 'migrations')

/** Objects that migrations create in plain SQL because Prisma's schema language cannot express them. */
const filters: engine.SchemaFilter = {
  externalTables: [
    'public.sample',
    'public.sample_minute',
    'public.sample_hour',
    'public.sample_day',
  ],
  externalEnums: [],
}

let instantiated: Promise<void> | undefined

// The package's own entry imports the .wasm as a module, which Node cannot do without a flag.
function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm')
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
    })
    engine.__wbg_set_wasm(instance.exports)
    ;(instance.exports.__wbindgen_start as () => void)()
  })()
  return instantiated
}

/** The schema files as they stand on disk. */
export async function readSchema(): Promise<engine.SchemasContainer> {
  const dir = path.join(prismaDir, 'schema')
  const names = (await readdir(dir)).filter((name) => name.endsWith('.prisma')).sort()
  const files = names.map(async (name) => ({
    path: path.join(dir, name),
    content: await readFile(path.join(dir, name), 'utf8'),
  }))
  return { files: await Promise.all(files) }
}

async function readMigrations(): Promise<engine.MigrationList> {
  const entries = await readdir(migrationsDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const directories = names.sort().map(async (name) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: {
        tag: 'ok' as const,
        value: await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8'),
      },
    },
  }))
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(directories),
  }
}

async function withEngine<T>(
  schema: engine.SchemasContainer,
  databaseUrl: string,
  run: (schemaEngine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await instantiate()
  const adapter = createWholeScriptAdapter(databaseUrl)
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: schema.files.map((file): [string, string] => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter.factory),
  )
  try {
    return await run(schemaEngine)
  } finally {
    schemaEngine.free()
    await adapter.close()
  }
}

/**
 * Applies the migrations that a database lacks, in Prisma's own format and history table.
 * Prisma's engine runs as WebAssembly, so no binary is downloaded.
 * @returns the names of the migrations applied now, oldest first
 */
export async function applyMigrations(databaseUrl: string): Promise<readonly string[]> {
  return withEngine(await readSchema(), databaseUrl, async (schemaEngine) => {
    const migrationsList = await readMigrations()
    const output = await schemaEngine.applyMigrations({ migrationsList, filters })
    return output.appliedMigrationNames
  })
}

/** SQL that leads from one state of the schema files to another; empty when they agree. Any reachable database will do: the engine only asks it for its version. */
export function diffSchemas(
  before: engine.SchemasContainer,
  after: engine.SchemasContainer,
  databaseUrl: string,
): Promise<string> {
  return withEngine(after, databaseUrl, async (schemaEngine) => {
    const output = await schemaEngine.diff({
      from: before.files.length ? { tag: 'schemaDatamodel', ...before } : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', ...after },
      script: true,
      exitCode: null,
      filters,
    })
    const sql = output.stdout ?? ''
    return sql.includes('-- This is an empty migration.') ? '' : sql
  })
}
