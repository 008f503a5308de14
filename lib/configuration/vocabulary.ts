/** What is known of a setting on a stage. `unknown` while a source that might hold it could not be read. */
export const presences = ['present', 'absent', 'unknown'] as const

export type Presence = (typeof presences)[number]

/** What a rule of the catalog says against a setting. Stable: translated by screens. */
export const settingFindings = [
  'missing',
  'missing_from_example',
  'same_as_other_stage',
  'differs_from_other_stage',
] as const

export type SettingFinding = (typeof settingFindings)[number]

export const settingChanges = ['added', 'removed', 'changed'] as const

export type SettingChangeWord = (typeof settingChanges)[number]

/** Sources of settings beside those a platform's adapter reads. */
export const repositorySources = { environment: 'github-environment', example: 'example' } as const

/** What a measured statement about a part means. `stated` is neither good nor bad. */
export const factVerdicts = ['good', 'bad', 'stated', 'unknown'] as const

export type FactVerdict = (typeof factVerdicts)[number]
