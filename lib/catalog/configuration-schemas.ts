import { z } from 'zod'
import { listOf, named, settingName, slug, text } from './fields.ts'

const settings = listOf(settingName, 200)

/** Where the settings of a stage are read, besides its platform, and which rules hold for them. */
export const configurationSchema = z.strictObject({
  githubEnvironment: text(255).optional().describe('GitHub environment with secrets and variables'),
  sources: listOf(slug, 10).default([]).describe('Slugs of sources that hold secrets'),
  example: named(/^(?!\/)(?!.*\.\.)[A-Za-z0-9._/-]+$/, 'path', 500)
    .optional()
    .describe('File in the repository that names all settings, such as .env.example'),
  compareWith: slug.optional().describe('Slug of the stage the two rules below compare with'),
  mustDiffer: settings
    .default([])
    .describe('Settings whose value must not be that of the other stage'),
  shouldMatch: settings
    .default([])
    .describe('Settings whose value should be that of the other stage'),
})

export type CatalogConfiguration = z.output<typeof configurationSchema>
