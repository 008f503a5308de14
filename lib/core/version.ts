import manifest from '../../package.json' with { type: 'json' }

/** Version of this checkout, shown in the health answer and kept with a worker's lease. */
export const version: string = manifest.version
